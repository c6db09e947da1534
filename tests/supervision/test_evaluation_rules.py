"""The yearly evaluation's rules: the article's edge cases, and the counting of grades for any box."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.charter.rules import Body, profile_on
from webapp.council.ballots.box.rules import Slip
from webapp.council.meetings.rules import SeatKind
from webapp.council.polls.rules import (
    GRADED,
    POSITIONS,
    Choices,
    Circumstances,
    Grade,
    Vote,
    Voter,
    graded_in,
    outcome_of,
    outcome_record,
)
from webapp.supervision.evaluations import rules
from webapp.supervision.evaluations.rules import EvaluationState, Presiding

DAY = date(2026, 12, 10)
LAW = profile_on(DAY)
GOOD, FAIR, BAD = Grade.COMPETENT, Grade.ADEQUATE, Grade.INCOMPETENT


def ended(good: int, fair: int, bad: int, abstained: int = 0, aside: int = 0, hides: bool = False) -> Grade | None:
    """How the vote about one person ends; `aside` people stand aside, one is silent, nobody absent."""
    slips = [
        Slip(chosen=(POSITIONS[grade],))
        for grade, many in ((GOOD, good), (FAIR, fair), (BAD, bad))
        for _ in range(many)
    ]
    slips += [Slip(Vote.ABSTAIN.value)] * abstained
    voters = [
        Voter(uuid.uuid4(), SeatKind.REPRESENTATIVE, i % 3 == 0, 6, True, has_voted=True) for i in range(len(slips))
    ]
    voters += [Voter(uuid.uuid4(), SeatKind.REPRESENTATIVE, False, 6, True, is_recused=True) for _ in range(aside)]
    voters.append(Voter(uuid.uuid4(), SeatKind.REPRESENTATIVE, False, 6, True))
    around = Circumstances(GRADED, DAY, 10, False, False, False, {}, Body.ASSEMBLY)
    outcome = outcome_of(voters, around, Choices((1, 2, 3), 1), slips=slips)
    assert not outcome.awaits_runoff
    return graded_in(outcome_record(outcome, hides), outcome.valid).result


@settings(deadline=None, max_examples=60)
@given(
    good=st.integers(0, 12),
    fair=st.integers(0, 12),
    bad=st.integers(0, 12),
    more=st.integers(0, 6),
    aside=st.integers(0, 4),
)
def test_more_than_half_of_the_grades_given_make_the_result(
    good: int, fair: int, bad: int, more: int, aside: int
) -> None:
    total = good + fair + bad
    result = ended(good, fair, bad, more, aside)
    counts = total > 0 and 2 * (total + more) > total + more + 1
    assert (result is BAD) is (counts and 2 * bad > total)
    assert (result is GOOD) is (counts and 2 * good > total)
    assert (result is None) is (not counts)
    assert ended(good, fair, bad, more, aside, hides=True) is result


def test_exactly_half_is_not_more_than_half() -> None:
    assert ended(0, 5, 5) is FAIR
    assert ended(0, 5, 6) is BAD
    assert ended(5, 0, 5) is FAIR


def test_who_abstains_or_stands_aside_is_not_in_the_base() -> None:
    assert ended(2, 0, 3, abstained=10, aside=4) is BAD


@pytest.mark.parametrize(
    ("results", "running", "ends"),
    [
        ([BAD], 1, False),
        ([BAD, BAD], 2, True),
        ([BAD, FAIR, BAD], 1, False),
        ([FAIR, BAD, BAD], 0, False),
        ([BAD, None, BAD], 2, True),
        ([None, BAD, BAD], 2, False),
        ([], 0, False),
    ],
)
def test_two_failures_running_end_the_office(results: list[Grade | None], running: int, ends: bool) -> None:
    assert rules.failures_running(results) == running
    assert rules.ends_office(results, True, LAW) is ends
    assert not rules.ends_office(results, False, LAW), "a hired person holds no office that could end"


def test_who_may_preside() -> None:
    assert not rules.blockers_preside(Presiding(), LAW)
    assert [one.code for one in rules.blockers_preside(Presiding(True, ["李"]), LAW)] == [
        "evaluation.own",
        "evaluation.kin",
    ]


def test_when_it_is_called_opened_and_closed() -> None:
    assert [one.code for one in rules.blockers_call(True, 5, LAW)] == ["evaluation.under_way"]
    assert [one.code for one in rules.blockers_call(False, 0, LAW)] == ["evaluation.nobody"]
    assert not rules.blockers_call(False, 1, LAW)
    nowhere = rules.blockers_open(EvaluationState.CALLED, False, LAW)
    assert [(one.code, one.article) for one in nowhere] == [("evaluation.no_meeting", "VCOL-2025:38")]
    assert rules.blockers_open(EvaluationState.OPEN, True, LAW)
    assert not rules.blockers_close(EvaluationState.OPEN)
    assert rules.blockers_close(EvaluationState.CLOSED)


def test_the_article_is_that_of_the_day() -> None:
    assert rules.because_ended(2, LAW.article(rules.FAILURES)) == (
        "民主评议连续2次被评为不称职，职务依法终止（《村民委员会组织法》第38条）"
    )
    assert profile_on(date(2025, 6, 1)).article(rules.FAILURES) == "VCOL-2018:33"


def test_one_is_owed_each_year() -> None:
    began = date(2026, 1, 10)
    assert not rules.evaluation_duty(LAW, [], began, date(2026, 12, 31)).is_overdue
    late = rules.evaluation_duty(LAW, [], began, date(2028, 1, 1))
    assert (late.is_overdue, late.due_until) == (True, date(2027, 12, 31))
    assert not rules.evaluation_duty(LAW, [date(2027, 12, 31)], began, date(2028, 6, 1)).is_overdue
