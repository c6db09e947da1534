"""Rules of asking for a meeting: who may ask for which, how many names oblige the committee, until when it convenes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.charter.deadlines import last_day
from webapp.charter.matters import Body
from webapp.charter.rules import Profile
from webapp.core.errors import Blocker

LONGEST_REASON = 500
MOST_AT_ONCE = 500
"""Names of one paper list."""
CLOCK = "vsc.convene.fallback.days"
"""The only rule known that names days: the law says that the committee must convene, not within which time."""


class CallState(StrEnum):
    """Still gathering names; enough names, so that the committee must convene; answered by a meeting; taken back."""

    GATHERING = "gathering"
    REACHED = "reached"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class CallSource(StrEnum):
    """Who asks: representatives, or villagers."""

    REPRESENTATIVES = "representatives"
    VILLAGERS = "villagers"


CLAIMS: dict[tuple[Body, CallSource], str] = {
    (Body.REPRESENTATIVES, CallSource.REPRESENTATIVES): "rep.request",
    (Body.ASSEMBLY, CallSource.REPRESENTATIVES): "assembly.request.reps",
    (Body.ASSEMBLY, CallSource.VILLAGERS): "assembly.request.villagers",
}
"""Which share of whom can demand which meeting."""


@dataclass(frozen=True)
class Clock:
    """How the committee stands to a request: the last day for convening, the days left to it, and whether it is late.

    `days_left` is 0 on the last day itself and negative after it.
    """

    due_on: date
    days_left: int

    @property
    def is_overdue(self) -> bool:
        """Whether the last day has passed without a meeting convened."""
        return self.days_left < 0


def blockers_start(body: Body, source: CallSource, base: int, profile: Profile, already: bool) -> list[Blocker]:
    """Why such a request cannot be started: no article knows it, nobody could sign it, or one's own still gathers.

    A tenth of the villagers can demand an assembly, not a meeting of representatives (VCOL art 25 and 30).
    """
    claim = CLAIMS.get((body, source))
    if claim is None:
        return [Blocker("call.no_such_claim", profile.article("rep.request"))]
    if base == 0:
        return [Blocker("call.nobody", profile.article(claim))]
    return [Blocker("call.already_open")] if already else []


def names_needed(body: Body, source: CallSource, base: int, profile: Profile) -> int:
    """How many names oblige the committee: of 12 representatives a fifth is 3 (2.4, so 3), of 72 villagers a tenth 8.

    Raises KeyError for a pair of body and source the law does not know.
    """
    return max(profile.threshold(CLAIMS[body, source]).needed(base), 1)


def blockers_support(state: CallState) -> list[Blocker]:
    """Why no name can be put under a request now."""
    return [] if state is CallState.GATHERING else [Blocker(f"call.is_{state.value}")]


def blockers_names(source: CallSource, article: str, names: Sequence[str]) -> list[Blocker]:
    """Whose name does not count on this day: no representative, or not of age or not registered in the village."""
    return [Blocker(f"call.{source.value}", article, {"names": "、".join(names)})] if names else []


def blockers_withdraw(state: CallState) -> list[Blocker]:
    """Why a request cannot be taken back: once enough people asked, it is theirs and no longer the first one's."""
    return [] if state is CallState.GATHERING else [Blocker(f"call.is_{state.value}")]


def blockers_answer(state: CallState, asked: Body, convened: Body) -> list[Blocker]:
    """Why a meeting does not answer a request: it does not oblige anybody (yet), or asked for another meeting."""
    if state is not CallState.REACHED:
        return [Blocker(f"call.not_due_{state.value}")]
    return [] if asked is convened else [Blocker("call.other_body")]


def due_date(reached_on: date, profile: Profile) -> date:
    """The last day for convening: the day the last name came in is not counted, a last day off moves on.

    The national law names no number of days; the days are those of the rule `CLOCK` (Civil Code art 201 and 203).
    """
    return last_day(reached_on, profile.number(CLOCK), profile)


def clock_on(due_on: date, today: date) -> Clock:
    """How long the committee has still got."""
    return Clock(due_on, (due_on - today).days)
