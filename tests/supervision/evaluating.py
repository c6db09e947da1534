"""An evaluation brought to any stage, in the small village's council."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tests.council.builder import ROLES, Council
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.operations import close_meeting, open_meeting
from webapp.council.polls.rules import Grade
from webapp.supervision.evaluations import operations, queries
from webapp.supervision.evaluations.models import Evaluated, Evaluation

GOOD, FAIR, BAD = Grade.COMPETENT, Grade.ADEQUATE, Grade.INCOMPETENT
PRESIDER = "supervision_chair"


def called(council: Council) -> Evaluation:
    """An evaluation that waits for a meeting."""
    return operations.call_evaluation(council.ctx(PRESIDER))


def at_meeting(council: Council, evaluation: Evaluation, day: date) -> Meeting:
    """A meeting with it on the agenda, everyone there."""
    matter = queries.matter_of(council.anyone().session, evaluation)
    meeting = council.convene([matter], day=day)
    council.fill(meeting, ROLES)
    return open_meeting(council.ctx("clerk"), meeting.id)


def people(council: Council, evaluation: Evaluation) -> list[Evaluated]:
    """Who is on the sheet."""
    return list(queries.people_in(council.anyone().session, evaluation.id))


def grade_alike(
    council: Council, evaluation: Evaluation, grades: dict[str, Grade], roles: Iterable[str] = ROLES
) -> None:
    """Everyone puts in the same sheet; `grades` by the role of the person graded, all others are competent."""
    wanted = {council.village.people[role]: grade for role, grade in grades.items()}
    sheet = {row.position: wanted.get(row.resident_id, GOOD) for row in people(council, evaluation)}
    for role in roles:
        operations.put_sheet_in(council.ctx(role), evaluation.id, sheet)


def held(council: Council, day: date, grades: dict[str, Grade]) -> Evaluation:
    """A whole evaluation, from the call to the result."""
    evaluation = called(council)
    meeting = at_meeting(council, evaluation, day)
    operations.hand_out_sheets(council.ctx(PRESIDER), evaluation.id)
    grade_alike(council, evaluation, grades)
    closed = operations.close_evaluation(council.ctx(PRESIDER), evaluation.id)
    close_meeting(council.ctx("clerk"), meeting.id, "散会。")
    return closed
