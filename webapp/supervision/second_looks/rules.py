"""Rules of the second look: which answers come to the supervisors, by when they judge, what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.charter.deadlines import last_day
from webapp.charter.rules import Profile
from webapp.core.errors import Blocker

LONGEST_TEXT = 5_000
DAYS = "vsc.secondLook.days"


class LookState(StrEnum):
    """Waits for the supervisors; the answer stands; a new answer is asked for, and given; a correction was ordered."""

    ASKED = "asked"
    UPHELD = "upheld"
    ANSWER_ASKED = "answer_asked"
    ANSWERED = "answered"
    CORRECTED = "corrected"


class LookVerdict(StrEnum):
    """What the supervisors can say."""

    UPHOLD = "uphold"
    ANSWER_AGAIN = "answer_again"
    CORRECT = "correct"


OUTCOMES: dict[LookVerdict, LookState] = {
    LookVerdict.UPHOLD: LookState.UPHELD,
    LookVerdict.ANSWER_AGAIN: LookState.ANSWER_ASKED,
    LookVerdict.CORRECT: LookState.CORRECTED,
}


@dataclass(frozen=True)
class Answered:
    """An objection as the second look sees it: answered or not, against the objector or not, and how the look stands.

    `is_refused` is empty for answers that did not say so; `look` is empty while nobody asked for one.
    """

    is_answered: bool
    is_refused: bool | None
    look: LookState | None


def waits(answered: Answered) -> bool:
    """Whether the supervisors have to look: the answer went against the objector, or the objector asked."""
    if answered.look is not None:
        return answered.look is LookState.ASKED
    return answered.is_answered and bool(answered.is_refused)


def blockers_ask(answered: Answered, is_objector: bool) -> list[Blocker]:
    """Why no second look can be asked for: not answered yet, not one's own objection, or it comes by itself."""
    if not is_objector:
        return [Blocker("second_look.not_objector")]
    if not answered.is_answered:
        return [Blocker("second_look.not_answered")]
    if answered.look is not None:
        return [Blocker("second_look.there_already")]
    return [Blocker("second_look.by_itself")] if answered.is_refused else []


def blockers_decide(answered: Answered) -> list[Blocker]:
    """Why there is nothing to judge."""
    if not answered.is_answered:
        return [Blocker("second_look.not_answered")]
    if waits(answered):
        return []
    return [Blocker("second_look.nobody_asked" if answered.look is None else "second_look.decided")]


def blockers_answer(look: LookState, is_objector: bool) -> list[Blocker]:
    """Why no new answer can be given: none is asked for, or it would be an answer to oneself."""
    if look is not LookState.ANSWER_ASKED:
        return [Blocker("second_look.no_answer_asked")]
    return [Blocker("board.own_objection", "PRACTICE")] if is_objector else []


def look_due(since: date, profile: Profile) -> date:
    """The last day for the supervisors: the day it came to them is not counted, a last day off moves on."""
    return last_day(since, profile.number(DAYS), profile)
