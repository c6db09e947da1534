"""Grades instead of a yes or no: how a vote about one person in three grades ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

GRADE_RULE, TURNOUT = "review.grade.share", "review.turnout"


class Grade(StrEnum):
    """How somebody carries out the duties of a post (民主评议). The order is the order on the ballot."""

    COMPETENT = "competent"
    ADEQUATE = "adequate"
    INCOMPETENT = "incompetent"


GRADE_WORDS: Mapping[Grade, str] = {
    Grade.COMPETENT: "称职",
    Grade.ADEQUATE: "基本称职",
    Grade.INCOMPETENT: "不称职",
}
"""The grades as they stand on the ballot and in the notice, in the village's own language."""

POSITIONS: Mapping[Grade, int] = {grade: place for place, grade in enumerate(Grade, 1)}


@dataclass(frozen=True)
class Graded:
    """How the vote about one person ended. `given`: how many gave a grade; `counts` is empty where the numbers of a
    small secret vote are not shown; `result` is nothing where nobody gave a grade, too few took part, or the meeting
    could not judge."""

    result: Grade | None
    given: int
    counts: Mapping[Grade, int]


def grade_of(most: Collection[int], given: int) -> Grade | None:
    """The grade a person gets. `most`: the positions which more than half of the grades given went to, at most one.

    That more than half say "incompetent" makes the result incompetent is practice (the law names neither grades nor
    shares; VCOL 38 only what two such results bring about), and so is that without a majority for either end the middle
    grade stands.
    """
    if not given:
        return None
    found = [grade for grade in (Grade.COMPETENT, Grade.INCOMPETENT) if POSITIONS[grade] in most]
    return found[0] if found else Grade.ADEQUATE


def graded_in(decision: Mapping[str, Any], valid: bool) -> Graded:
    """What a closed vote in grades says, from the judgement that was recorded."""
    rule = next((rule for rule in decision.get("rules", []) if rule["id"] == GRADE_RULE), None)
    given = int(rule["base"] or 0) if rule else 0
    got = {position: votes for position, votes, _ in decision.get("options", []) if votes is not None}
    counts = {grade: got[place] for grade, place in POSITIONS.items() if place in got}
    return Graded(grade_of(decision.get("elected", []), given) if valid else None, given, counts)
