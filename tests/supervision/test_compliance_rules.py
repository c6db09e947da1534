"""The compliance board's rules at their edges, without a database."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from webapp.branch.matters.rules import MatterState, Step
from webapp.branch.opinions.rules import Place
from webapp.charter.facts import CountBy
from webapp.charter.matters import Body
from webapp.charter.rulebook.book import BOOK
from webapp.charter.rules import profile_on
from webapp.core.errors import Blocker
from webapp.council.duties.rules import duty, norms
from webapp.council.meetings.rules import MeetingState
from webapp.supervision.compliance.rules import (
    Burst,
    Finding,
    Mark,
    MatterFacts,
    MeetingFacts,
    Same,
    judge_matter,
    judge_meeting,
    signs_of_matter,
    signs_of_meeting,
    text_digest,
)
from webapp.supervision.compliance.rules.coverage import PLACES, JudgedAt, place_of, rules_by_place
from webapp.supervision.compliance.rules.village import VillageFacts, judge_village, tally

TODAY = date(2026, 5, 4)
MET, MISSING, LATER = Mark.MET, Mark.MISSING, Mark.LATER
NEW = MatterFacts("public_welfare", Step.CONSULT, MatterState.ACTIVE, date(2026, 3, 2), passed={Step.PROPOSE})
DONE = MatterFacts(
    "public_welfare",
    Step.DISCLOSE_RESULT,
    MatterState.DONE,
    date(2026, 2, 2),
    passed={Step.PROPOSE, Step.CONSULT, Step.PARTY_REVIEW},
    heard=set(Place),
    adopted_on=date(2026, 3, 2),
    hung_on=date(2026, 3, 5),
    hangs_until=date(2026, 3, 20),
    taken_down_on=date(2026, 3, 21),
    replies=[(date(2026, 3, 9), date(2026, 3, 9))],
    tasks=2,
    published_on=date(2026, 4, 20),
    budget_fen=100,
    spent_fen=100,
)
MEETING = MeetingFacts(
    Body.REPRESENTATIVES,
    CountBy.PERSONS,
    MeetingState.CLOSED,
    told_on=date(2026, 3, 2),
    held_on=date(2026, 3, 5),
    closed_on=date(2026, 3, 5),
    due=15,
    came=10,
    items=1,
    asked=1,
    has_words=True,
    laid_out_on=date(2026, 3, 6),
    signatures=3,
    archived_on=date(2026, 3, 7),
)


def marks(findings: list[Finding]) -> dict[str, Mark]:
    """What each rule says."""
    return {finding.code: finding.mark for finding in findings}


def of_matter(facts: MatterFacts, **changes: object) -> dict[str, Mark]:
    """The marks of a matter with these facts changed."""
    return marks(judge_matter(dataclasses.replace(facts, **changes), TODAY, profile_on))  # type: ignore[arg-type]


def of_meeting(**changes: object) -> dict[str, Mark]:
    """The marks of the meeting with these facts changed."""
    facts = dataclasses.replace(MEETING, **changes)  # type: ignore[arg-type]
    return marks(judge_meeting(facts, TODAY, profile_on))


def test_a_matter_that_went_the_whole_way_has_nothing_missing() -> None:
    found = of_matter(DONE)
    assert set(found.values()) == {MET}
    assert len(found) == 14
    assert all(finding.article for finding in judge_matter(DONE, TODAY, profile_on))


def test_what_is_still_to_come_is_not_missing() -> None:
    found = of_matter(NEW)
    assert found["step.propose"] is MET
    assert {found[code] for code in ("step.consult", "step.party_review", "decided", "opinion.before_agenda")} == {
        LATER
    }


def test_a_step_that_was_jumped_over_and_an_opinion_that_never_came_are_missing() -> None:
    found = of_matter(DONE, passed={Step.PROPOSE, Step.PARTY_REVIEW}, heard={Place.DURING_EXECUTION})
    missing = {code for code, mark in found.items() if mark is MISSING}
    assert missing == {"step.consult", "opinion.before_agenda", "opinion.before_result"}
    assert of_matter(NEW, step=Step.PARTY_REVIEW, state=MatterState.RETURNED)["step.consult"] is LATER


def test_the_decision_hangs_in_three_days_and_for_fifteen() -> None:
    assert of_matter(DONE, hung_on=date(2026, 3, 6))["hung"] is MISSING
    assert of_matter(DONE, hung_on=None, hangs_until=None)["hung"] is MISSING
    assert of_matter(DONE, adopted_on=date(2026, 5, 3), hung_on=None, hangs_until=None)["hung"] is LATER
    assert of_matter(DONE, taken_down_on=date(2026, 3, 20))["displayed"] is MISSING
    assert of_matter(DONE, taken_down_on=None)["displayed"] is MET
    assert of_matter(DONE, taken_down_on=None, hangs_until=TODAY)["displayed"] is LATER


def test_objections_and_work_in_time() -> None:
    assert of_matter(DONE, replies=[(date(2026, 3, 9), date(2026, 3, 10))])["replies"] is MISSING
    assert of_matter(DONE, replies=[(TODAY, None)])["replies"] is LATER
    assert of_matter(DONE, replies=[(date(2026, 5, 3), None)])["replies"] is MISSING
    assert "replies" not in of_matter(DONE, replies=[])
    assert of_matter(DONE, late_tasks=1)["tasks_in_time"] is MISSING
    assert of_matter(DONE, open_tasks=1, published_on=None)["tasks_in_time"] is LATER
    assert of_matter(DONE, spent_fen=None)["money"] is MISSING


def test_a_meeting_told_three_days_before_with_two_thirds_there() -> None:
    assert set(of_meeting().values()) == {MET}
    assert of_meeting(told_on=date(2026, 3, 3))["notice"] is MISSING
    assert of_meeting(came=9)["attendance"] is MISSING
    assert of_meeting(came=9, closed_on=None)["attendance"] is LATER
    assert of_meeting(asked=0)["households"] is MISSING
    assert of_meeting(laid_out_on=None)["minutes.laid_out"] is MISSING
    assert of_meeting(laid_out_on=None, closed_on=TODAY)["minutes.laid_out"] is LATER
    assert of_meeting(signatures=2)["minutes.signed"] is LATER


def test_votes_are_judged_as_they_were_at_their_close_and_consent_is_no_breach() -> None:
    votes = [
        {"id": "rep.quorum", "article": "VCOL-2025:30", "met": True, "is_consent": False},
        {"id": "rep.quorum", "article": "VCOL-2025:30", "met": False, "is_consent": False},
        {"id": "rep.pass", "article": "VCOL-2025:30", "met": False, "is_consent": True},
    ]
    found = of_meeting(votes=votes)
    assert found["vote:rep.quorum"] is MISSING
    assert "vote:rep.pass" not in found


def test_forty_households_in_two_minutes_are_shown_and_a_household_a_minute_is_not() -> None:
    def signs(*bursts: Burst) -> list[str]:
        return [sign.code for sign in signs_of_meeting(dataclasses.replace(MEETING, bursts=bursts))]

    assert signs(Burst("渠", 40, 120)) == ["fast_consultation"]
    assert signs(Burst("渠", 40, 40 * 60)) == []
    assert signs(Burst("渠", 9, 1)) == []
    assert signs(Burst("渠", 10, 100)) == []
    assert signs(Burst("渠", 10, 99)) == ["fast_consultation"]


def test_minutes_of_a_meeting_nobody_came_to() -> None:
    empty = dataclasses.replace(MEETING, came=0)
    assert [sign.code for sign in signs_of_meeting(empty)] == ["nobody_checked_in"]
    assert signs_of_meeting(dataclasses.replace(empty, has_words=False)) == []
    same = dataclasses.replace(MEETING, same=[Same("meeting", "2026-1")])
    assert [(sign.code, dict(sign.params)) for sign in signs_of_meeting(same)] == [
        ("same_meeting", {"number": "2026-1"})
    ]
    assert [sign.code for sign in signs_of_matter(dataclasses.replace(DONE, spent_fen=101))] == ["over_budget"]


def test_the_same_words_are_found_behind_dates_blanks_and_signs() -> None:
    first = "会议于2026年3月5日召开，到会二十七人，主任主持，大家一致同意清淤方案，并要求按期完工。"
    second = "会议于２０２６年６月５日召开 到会二十七人；主任主持：大家一致同意清淤方案，并要求按期完工！\n"
    assert text_digest(first) == text_digest(second) != ""
    assert text_digest(first) != text_digest(first.replace("清淤", "修路"))
    assert text_digest("大家都同意。" * 2) == ""


def of_village(**facts: Any) -> dict[str, Mark]:
    """The marks of a village with these facts."""
    return marks(judge_village(VillageFacts(**facts), profile_on(TODAY)))


def test_the_bodies_of_the_village_are_judged_apart_from_who_may_not_supervise() -> None:
    assert set(of_village().values()) == {MET}
    assert of_village(lacking=[Blocker("supervision.size", "VSC-2017")])["body.supervision"] is MISSING
    kin = of_village(lacking=[Blocker("supervision.kin", "VCOL-2025:37")])
    assert (kin["body.supervision"], kin["body.excluded"]) == (MET, MISSING)
    found = judge_village(VillageFacts(lacking=[Blocker("council.women", "VCOL-2025:29")]), profile_on(TODAY))
    assert [(one.code, one.article) for one in found if one.mark is MISSING] == [("body.council", "VCOL-2025:29")]


def test_what_is_owed_each_quarter_is_kept_missing_or_not_due_yet() -> None:
    norm = norms(profile_on(TODAY))[0]

    def mark_of(held: list[date], began: date) -> Mark:
        return of_village(duties=[duty(norm, held, began, TODAY)])["duty:rep.frequency"]

    assert mark_of([date(2026, 4, 2)], date(2025, 1, 1)) is MET
    assert mark_of([date(2025, 12, 2)], date(2025, 1, 1)) is MISSING
    assert mark_of([], date(2026, 4, 1)) is LATER


def test_a_clock_is_late_on_the_day_after_its_last_and_stays_so() -> None:
    def mark_of(due: date, done: date | None) -> Mark:
        return of_village(tallies=[tally("clock.questions", "interpellation.reply.days", [(due, done)], TODAY)])[
            "clock.questions"
        ]

    assert mark_of(TODAY, None) is LATER
    assert mark_of(date(2026, 5, 3), None) is MISSING
    assert mark_of(date(2026, 3, 3), date(2026, 3, 3)) is MET
    assert mark_of(date(2026, 3, 3), date(2026, 3, 4)) is MISSING
    assert "clock.questions" not in of_village(tallies=[tally("clock.questions", "vsc.size", [], TODAY)])


def test_every_rule_of_the_charter_is_judged_somewhere_or_says_why_not() -> None:
    ids = {rule.id for rule in BOOK}
    assert sum(map(len, rules_by_place().values())) == len(ids)
    assert {beginning for beginning in PLACES if not any(one.startswith(beginning) for one in ids)} == set()
    assert place_of("assembly.notice.days") is JudgedAt.MEETING
    assert place_of("assembly.perYear.min") is JudgedAt.VILLAGE
