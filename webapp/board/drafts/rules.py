"""Rules of a draft: which notices are reviewed before they hang, by whom, and who must keep out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.board.privacy import NEVER_SHOWN
from webapp.board.rules import TYPED_KINDS, NoticeKind
from webapp.charter.rules import Profile
from webapp.core.errors import Blocker

LONGEST_REASON = 500
FLOW = "publish.flow"


class Stage(StrEnum):
    """What a draft passes: the supervision committee, the joint meeting of Party branch and villagers' committee."""

    SUPERVISION = "supervision"
    MEETING = "meeting"


STAGES = {"VSC_REVIEW": Stage.SUPERVISION, "JOINT_MEETING": Stage.MEETING}
"""What the charter calls them."""


class DraftState(StrEnum):
    """Where a draft is: at one of its two stages, returned, passed, hung, or taken back."""

    SUPERVISION = "supervision"
    MEETING = "meeting"
    RETURNED = "returned"
    PASSED = "passed"
    HUNG = "hung"
    WITHDRAWN = "withdrawn"


class Passing(StrEnum):
    """What a stage says of a draft."""

    PASS = "pass"
    RETURN = "return"


OPEN = frozenset({DraftState.SUPERVISION, DraftState.MEETING, DraftState.RETURNED, DraftState.PASSED})


@dataclass(frozen=True)
class Ties:
    """What ties a reviewer to a draft: having written it, being whom it concerns, or a near relative of either."""

    is_writer: bool = False
    kin_of_writer: bool = False
    is_concerned: bool = False
    kin_of_concerned: bool = False


def stages_of(kind: NoticeKind, profile: Profile) -> tuple[Stage, ...]:
    """What a notice must pass before it hangs, by the village's way to publication (Shandong 11, Zhejiang 32).

    What the clerk or the committee writes passes the whole way. What the law has hung at once is not reviewed: a
    computed resolution (VCOL 35, at any time), a meeting's notice (VCOL 25) and a result, on which the supervisors have
    already given their opinion.
    """
    if kind not in TYPED_KINDS:
        return ()
    return tuple(STAGES[word] for word in profile.names(FLOW) if word in STAGES)


def first_state(stages: tuple[Stage, ...]) -> DraftState:
    """Where a new or revised text stands."""
    return DraftState(stages[0].value) if stages else DraftState.PASSED


def next_state(stages: tuple[Stage, ...], stage: Stage, passing: Passing) -> DraftState:
    """Where a draft stands once a stage has spoken."""
    if passing is Passing.RETURN:
        return DraftState.RETURNED
    later = stages[stages.index(stage) + 1 :] if stage in stages else ()
    return first_state(later)


def blockers_open(state: DraftState) -> list[Blocker]:
    """Why a draft can no longer be changed: it hangs, or was taken back."""
    return [] if state in OPEN else [Blocker(f"draft.is_{state.value}")]


def blockers_stage(state: DraftState, stage: Stage, profile: Profile) -> list[Blocker]:
    """Why a draft does not wait for this stage now."""
    return [] if state == stage.value else [Blocker(f"draft.not_at_{stage.value}", profile.article(FLOW))]


def blockers_reviewer(ties: Ties, profile: Profile) -> list[Blocker]:
    """Why this supervisor may not review: nobody reviews their own draft or what concerns them or theirs (VCOL 37)."""
    article = profile.article("vsc.exclude")
    told = (
        ("draft.own", ties.is_writer),
        ("draft.kin_of_writer", ties.kin_of_writer),
        ("draft.concerned", ties.is_concerned),
        ("draft.kin_of_concerned", ties.kin_of_concerned),
    )
    return [Blocker(code, article) for code, holds in told if holds]


def blockers_reason(passing: Passing, reason: str) -> list[Blocker]:
    """A draft is not returned without saying why."""
    return [Blocker("draft.reason")] if passing is Passing.RETURN and not reason else []


def blockers_held(held_on: date, earliest: date, today: date) -> list[Blocker]:
    """The joint meeting was held after the stage before it, and not in the future."""
    if earliest <= held_on <= today:
        return []
    return [Blocker("draft.held_on", "", {"earliest": earliest.isoformat(), "today": today.isoformat()})]


def blockers_hang(state: DraftState, profile: Profile) -> list[Blocker]:
    """Why a draft may not hang yet: it has not passed every stage of the way to publication."""
    if state is DraftState.PASSED:
        return []
    return blockers_open(state) or [Blocker(f"draft.still_{state.value}", profile.article(FLOW))]


def blockers_lift(state: DraftState, kind: str, profile: Profile) -> list[Blocker]:
    """Why a mask cannot be lifted: it hides an identity number, or the text has already been reviewed as it hangs."""
    article = profile.article("publish.mask.pii")
    if kind in NEVER_SHOWN:
        return [Blocker("mask.never", article)]
    if state not in (DraftState.SUPERVISION, DraftState.RETURNED):
        return [Blocker("mask.reviewed", article)]
    return []


def blockers_agree(is_asker: bool, is_writer: bool, is_agreed: bool, profile: Profile) -> list[Blocker]:
    """Why this person cannot agree to lift a mask: it takes somebody who neither asked nor wrote the text."""
    article = profile.article("publish.mask.pii")
    if is_agreed:
        return [Blocker("mask.agreed")]
    return [Blocker("mask.same_person", article)] if is_asker or is_writer else []
