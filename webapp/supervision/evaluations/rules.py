"""Rules of the yearly evaluation: who is graded, who may preside, what two failures bring about.

Law (VCOL 38): the members of the villagers' committee, and hired people whose lost time villagers or the collective
pay, are evaluated by the villagers' assembly or the representatives at least once a year; the supervision body
presides; the office of a committee member evaluated as incompetent twice running ends. Practice: the three grades, the
secret ballot, that more than half of those present take part (rule ``review.turnout``) and more than half of the grades
given make the result (``review.grade.share``), and that a grade of an earlier term is not held against a new one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.charter.rules import Profile
from webapp.core.errors import Blocker
from webapp.council.duties.rules import Duty, Norm, duty
from webapp.council.polls.rules import Grade
from webapp.village.offices.rules import Office

YEARLY, FAILURES = "review.perYear.min", "review.fail.consecutive"
MOST_PEOPLE = 40
LONGEST_WORK = 60
FARTHEST_YEARS = 50

OFFICE_WORDS = {
    Office.COMMITTEE_CHAIR: "村委会主任",
    Office.COMMITTEE_VICE_CHAIR: "村委会副主任",
    Office.COMMITTEE_MEMBER: "村委会委员",
}
"""What the people who are graded for their office are called on the sheet and in the notice."""


class EvaluationState(StrEnum):
    """Called and on its way to a meeting; the sheets are being filled in; closed; closed without a result."""

    CALLED = "called"
    OPEN = "open"
    CLOSED = "closed"
    VOID = "void"


UNDER_WAY = frozenset({EvaluationState.CALLED, EvaluationState.OPEN})


@dataclass(frozen=True)
class Presiding:
    """What ties the supervisor who presides to the people graded: names of those who are the supervisor or near kin."""

    is_graded: bool = False
    kin: Collection[str] = ()


def blockers_preside(ties: Presiding, profile: Profile) -> list[Blocker]:
    """Why this supervisor may not preside: it is about them, or a near relative (VCOL 37, 38)."""
    article = profile.article("vsc.exclude")
    found = [Blocker("evaluation.own", article)] if ties.is_graded else []
    return found + [Blocker("evaluation.kin", article, {"name": name}) for name in ties.kin]


def blockers_call(has_one: bool, people: int, profile: Profile) -> list[Blocker]:
    """Why no evaluation can be called: one is under way, or there is nobody to evaluate."""
    article = profile.article(YEARLY)
    if has_one:
        return [Blocker("evaluation.under_way", article)]
    if not people:
        return [Blocker("evaluation.nobody", article)]
    return [Blocker("evaluation.too_many", "", {"most": MOST_PEOPLE})] if people > MOST_PEOPLE else []


def blockers_open(state: EvaluationState, is_at_meeting: bool, profile: Profile) -> list[Blocker]:
    """Why the sheets cannot be handed out: only at an open meeting of the representatives or the assembly (VCOL 38)."""
    if state is not EvaluationState.CALLED:
        return [Blocker(f"evaluation.is_{state.value}")]
    return [] if is_at_meeting else [Blocker("evaluation.no_meeting", profile.article(YEARLY))]


def blockers_close(state: EvaluationState) -> list[Blocker]:
    """Why it cannot be closed: no sheets are out."""
    return [] if state is EvaluationState.OPEN else [Blocker(f"evaluation.is_{state.value}")]


def blockers_hire(serves: bool, since: date, today: date) -> list[Blocker]:
    """Why this person cannot be put down as hired: they are already, or the day is a slip of the pen."""
    found = [Blocker("hired.already")] if serves else []
    if since > today or since.year < today.year - FARTHEST_YEARS:
        found.append(Blocker("hired.day"))
    return found


def blockers_end_work(since: date, ended: date | None, on: date, today: date) -> list[Blocker]:
    """Why somebody's work cannot be ended on this day."""
    if ended is not None:
        return [Blocker("hired.ended")]
    return [] if since <= on <= today else [Blocker("hired.end_day")]


def failures_running(results: Sequence[Grade | None]) -> int:
    """How many times running, the newest first, the result was incompetent. What was not judged neither counts nor
    breaks the row: the law asks for two evaluations running, and that was none."""
    count = 0
    for result in results:
        if result is Grade.INCOMPETENT:
            count += 1
        elif result is not None:
            break
    return count


def ends_office(results: Sequence[Grade | None], is_member: bool, profile: Profile) -> bool:
    """Whether the office ends by law with the newest result: members of the committee only (VCOL 38).

    A hired person has no office: whoever hired them decides what follows.
    """
    is_judged = bool(results) and results[0] is not None
    return is_member and is_judged and failures_running(results) >= profile.number(FAILURES)


def article_words(article: str) -> str:
    """An article of the organic law in the village's words, for the reason an office ended: VCOL-2025:38."""
    return f"《村民委员会组织法》第{article.rpartition(':')[2]}条"


def because_ended(times: int, article: str) -> str:
    """The reason put down when an office ends by law, in the village's words."""
    return f"民主评议连续{times}次被评为不称职，职务依法终止（{article_words(article)}）"


def evaluation_norm(profile: Profile) -> Norm:
    """At least once a year, by the calendar (VCOL 38)."""
    rule = profile.rule(YEARLY)
    return Norm(None, YEARLY, rule.article, 12, profile.number(YEARLY), rule.since)


def evaluation_duty(profile: Profile, held: Collection[date], began: date, today: date) -> Duty:
    """How the village stands to the yearly evaluation, from the days on which one ended with a result."""
    return duty(evaluation_norm(profile), held, began, today)
