"""A yearly evaluation from the call to its result, and what two failures running bring about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests.council.builder import ROLES, Council, refused
from tests.harness.clock import StoppedClock
from tests.harness.village import small_village
from tests.supervision.evaluating import BAD, GOOD, PRESIDER, at_meeting, called, grade_alike, held, people
from webapp.audit.check import problems_of_village
from webapp.board.models import Notice
from webapp.branch.matters.operations import raise_matter
from webapp.branch.matters.rules import MatterState, Source
from webapp.core.errors import NotPermitted
from webapp.council.meetings.queries import agenda_of
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Ballot, Poll
from webapp.council.polls.queries import my_open_polls, open_polls
from webapp.supervision.evaluations import operations, queries
from webapp.supervision.evaluations.models import Evaluation, HiredPerson
from webapp.supervision.evaluations.rules import EvaluationState
from webapp.supervision.queries import waiting_opinions
from webapp.village.kinship.models import Kinship
from webapp.village.kinship.rules import KinKind
from webapp.village.offices.models import OfficeTerm

MARCH, JUNE = date(2026, 3, 6), date(2026, 6, 5)


@pytest.fixture
def council(acting: Any, clock: StoppedClock) -> Council:
    """The small village and its council of 15."""
    return Council(small_village(acting), clock)


def term_of(council: Council, role: str) -> OfficeTerm:
    """The office a person holds or held."""
    query = select(OfficeTerm).where(OfficeTerm.resident_id == council.village.people[role])
    return council.anyone().session.execute(query).scalars().one()


def test_an_evaluation_from_call_to_result(council: Council) -> None:
    cleaner = operations.hire(council.ctx("clerk"), council.village.people["villager"], "保洁", date(2026, 1, 15))
    assert refused(lambda: operations.hire(council.ctx("clerk"), cleaner.resident_id, "保洁", date(2026, 1, 15)))
    with pytest.raises(NotPermitted):
        operations.call_evaluation(council.ctx("chair"))
    evaluation = called(council)
    assert "evaluation.under_way" in refused(lambda: called(council))
    assert not waiting_opinions(council.anyone().session), "no opinion comes before what the law calls for"
    assert "evaluation.no_meeting" in refused(lambda: operations.hand_out_sheets(council.ctx(PRESIDER), evaluation.id))
    meeting = at_meeting(council, evaluation, MARCH)
    item, _matter = agenda_of(council.anyone().session, meeting.id)[0]
    assert refused(lambda: polls.open_poll(council.ctx("chair"), item.id, "同意吗？")) == {
        "poll.graded_apart": "VCOL-2025:38"
    }
    with pytest.raises(NotPermitted):
        operations.hand_out_sheets(council.ctx("chair"), evaluation.id)
    operations.hand_out_sheets(council.ctx(PRESIDER), evaluation.id)
    rows = people(council, evaluation)
    assert [row.work for row in rows] == ["村委会主任", "村委会委员", "村委会委员", "保洁"]
    assert refused(lambda: polls.close_poll(council.ctx("chair"), rows[0].poll_id)) == {
        "poll.graded_apart": "VCOL-2025:38"
    }
    session = council.anyone().session
    assert not open_polls(session)
    assert not my_open_polls(session, council.village.people["rep_1"])

    grade_alike(council, evaluation, {"chair": BAD})
    assert "ballot.final" in refused(lambda: operations.put_sheet_in(council.ctx("rep_1"), evaluation.id, {1: GOOD}))
    with pytest.raises(NotPermitted):
        operations.put_sheet_in(council.ctx("villager"), evaluation.id, {1: GOOD})
    session = council.anyone().session
    cast = [len(session.scalars(select(Ballot).where(Ballot.poll_id == row.poll_id)).all()) for row in rows]
    assert cast == [14, 14, 14, 15], "nobody grades themselves"

    closed = operations.close_evaluation(council.ctx(PRESIDER), evaluation.id)
    assert closed.state is EvaluationState.CLOSED
    rows = people(council, evaluation)
    assert [(row.result, row.given, row.failures, row.office_ended) for row in rows] == [
        (BAD, 14, 1, False), (GOOD, 14, 0, False), (GOOD, 14, 0, False), (GOOD, 15, 0, False)
    ]  # fmt: skip
    session = council.anyone().session
    poll = session.get_one(Poll, (council.village.village_id, rows[0].poll_id))
    assert [rule["base"] for rule in (poll.decision or {})["rules"] if rule["is_consent"]] == [14]
    notice = session.scalars(select(Notice).where(Notice.about_id == evaluation.id)).one()
    assert "（村委会主任）：不称职" in notice.text
    _afterwards(council, closed, cleaner)


def _afterwards(council: Council, closed: Evaluation, cleaner: HiredPerson) -> None:
    """What an evaluation leaves behind: a matter that is done, a duty met, a log that fits the tables."""
    session = council.anyone().session
    done = queries.matter_of(session, closed)
    assert (done.state, done.announced_on is not None) == (MatterState.DONE, True)
    assert "evaluation.is_closed" in refused(lambda: operations.put_sheet_in(council.ctx("rep_1"), closed.id, {}))
    assert not queries.yearly_duty(session, date(2026, 12, 31)).is_overdue  # type: ignore[union-attr]
    operations.end_hire(council.ctx("clerk"), cleaner.id, MARCH, "合同到期")
    assert not queries.hired_people(council.anyone().session, MARCH)
    assert not list(problems_of_village(council.anyone().session))


def test_two_failures_running_end_the_office_by_law(council: Council) -> None:
    held(council, MARCH, {"member": BAD, "chair": BAD})
    council.clock.set(date(2026, 6, 1))
    second = held(council, JUNE, {"member": BAD})
    row = next(row for row in people(council, second) if row.resident_id == council.village.people["member"])
    assert (row.failures, row.office_ended) == (2, True)
    ended = term_of(council, "member")
    assert ended.until == JUNE
    assert "第38条" in ended.ended_because
    assert term_of(council, "chair").until > JUNE
    assert all(one.resident_id != ended.resident_id for one in queries.people_to_grade(council.anyone().session, JUNE))


def test_relatives_stand_aside_and_do_not_preside(council: Council) -> None:
    tied = council.village
    ctx = council.anyone()
    ctx.session.begin_write()
    ctx.session.add(Kinship(person_id=tied.people["chair"], kin=KinKind.SIBLING, relative_id=tied.people["rep_1"]))
    ctx.session.add(Kinship(person_id=tied.people["member"], kin=KinKind.CHILD, relative_id=tied.people["supervisor"]))
    ctx.session.commit()
    assert "evaluation.kin" in refused(lambda: operations.call_evaluation(council.ctx("supervisor")))
    evaluation = called(council)
    at_meeting(council, evaluation, MARCH)
    operations.hand_out_sheets(council.ctx(PRESIDER), evaluation.id)
    assert operations.put_sheet_in(council.ctx("rep_1"), evaluation.id, {1: BAD}) == 2
    grade_alike(council, evaluation, {"chair": BAD}, [role for role in ROLES if role not in ("rep_1", "rep_2")])
    assert "evaluation.kin" in refused(lambda: operations.close_evaluation(council.ctx("supervisor"), evaluation.id))
    operations.close_evaluation(council.ctx(PRESIDER), evaluation.id)
    assert people(council, evaluation)[0].given == 12, "neither the chair nor the sibling nor who stayed silent"


def test_nobody_raises_an_evaluation_as_a_matter(council: Council) -> None:
    act = lambda: raise_matter(council.ctx("supervisor"), Source.SUPERVISION, "evaluation", "评议", "评一评")  # noqa: E731
    assert refused(act) == {"matter.by_duty": "VCOL-2025:38"}
