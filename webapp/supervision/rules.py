"""Rules of oversight: when the supervisors speak on a matter, and which of them must keep silent."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.branch.matters.rules import CLOSED, MatterState, Step, is_after
from webapp.branch.opinions.rules import Place
from webapp.charter.rules import Profile
from webapp.core.errors import Blocker

LONGEST_TEXT = 5_000


@dataclass(frozen=True)
class Ties:
    """What ties one supervisor to one matter: the person it is about, who raised it, who carries it out."""

    is_concerned: bool = False
    kin_of_concerned: bool = False
    is_raiser: bool = False
    kin_of_raiser: bool = False
    is_owner: bool = False
    kin_of_owner: bool = False


@dataclass(frozen=True)
class Progress:
    """Where a matter stands, as far as oversight is concerned."""

    state: MatterState
    step: Step
    tasks: int = 0
    open_tasks: int = 0


def blockers_place(place: Place, progress: Progress) -> list[Blocker]:
    """Why it is not the time for an opinion at this place."""
    if progress.state in CLOSED:
        return [Blocker(f"matter.{progress.state.value}")]
    if progress.state is MatterState.GATHERING:
        return [Blocker("matter.gathering", "HENAN:54")]
    if place is Place.BEFORE_AGENDA:
        if is_after(progress.step, Step.RESOLVE):
            return [Blocker("opinion.already_decided")]
        return [Blocker("opinion.returned")] if progress.state is MatterState.RETURNED else []
    if progress.state is not MatterState.ACTIVE or progress.step is not Step.DISCLOSE_DECISION:
        return [Blocker("opinion.not_decided")]
    if not progress.tasks:
        return [Blocker("opinion.nothing_begun")]
    if place is Place.BEFORE_RESULT and progress.open_tasks:
        return [Blocker("opinion.tasks_open", "", {"open": progress.open_tasks, "all": progress.tasks})]
    return []


def blockers_person(place: Place, ties: Ties, profile: Profile) -> list[Blocker]:
    """Why this supervisor may not speak: it is their own act or concern, or that of a near relative (VCOL 37).

    Who carries the matter out counts only once it is carried out.
    """
    article = profile.article("vsc.exclude")
    found = []
    if ties.is_concerned:
        found.append(Blocker("opinion.concerned", article))
    if ties.kin_of_concerned:
        found.append(Blocker("opinion.kin_of_concerned", article))
    if ties.is_raiser:
        found.append(Blocker("opinion.own_act", article))
    if ties.kin_of_raiser:
        found.append(Blocker("opinion.kin_of_raiser", article))
    if place is not Place.BEFORE_AGENDA and ties.is_owner:
        found.append(Blocker("opinion.own_task", article))
    if place is not Place.BEFORE_AGENDA and ties.kin_of_owner:
        found.append(Blocker("opinion.kin_of_owner", article))
    return found


def next_place(progress: Progress) -> Place | None:
    """The place at which an opinion can be given as the matter stands now, the latest that is open."""
    return next((place for place in reversed(Place) if not blockers_place(place, progress)), None)
