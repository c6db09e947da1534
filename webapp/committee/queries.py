"""Reading the committee's work: tasks, reports, results, and what waits."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Integer, Select, bindparam, case, exists, func, select
from sqlalchemy.orm import Session

from webapp.board import queries as board
from webapp.board.queries import NextDate, Objected
from webapp.board.rules import read_short_number
from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import MatterState, Step
from webapp.branch.opinions.queries import opinions_of
from webapp.branch.opinions.rules import Place
from webapp.charter.queries import rules_in_force
from webapp.committee.finance.vouchers.queries.money import paid_for
from webapp.committee.models import Result, Task, TaskReport
from webapp.committee.rules import ResultFacts, TaskState, blockers_publish
from webapp.core.database import prepared
from webapp.core.errors import Blocker
from webapp.core.pages import Page, page_of
from webapp.council.resolutions.models import Resolution
from webapp.council.resolutions.queries import resolution_of_matter
from webapp.village.offices.queries import office_holders
from webapp.village.offices.rules import Body, Office, offices_of
from webapp.village.register.models import Resident


class TaskRow(NamedTuple):
    """A task with its matter and the name of its owner."""

    task: Task
    matter: Matter
    owner: str


class ReportRow(NamedTuple):
    """A report on a task and who gave it."""

    report: TaskReport
    name: str


class ResolutionRow(NamedTuple):
    """A resolution and its matter."""

    resolution: Resolution
    matter: Matter


@dataclasses.dataclass(frozen=True)
class CommitteeWaits:
    """What waits for the committee: answers, resolutions without a task, late tasks, results to publish."""

    replies: Sequence[Objected]
    without_tasks: Sequence[ResolutionRow]
    late: Sequence[TaskRow]
    to_publish: Sequence[Matter]

    @property
    def count(self) -> int:
        """How many things wait."""
        return len(self.replies) + len(self.without_tasks) + len(self.late) + len(self.to_publish)


def tasks_page(session: Session, number: int, today: date, state: TaskState | None = None, late: bool = False) -> Page:
    """A page of tasks: late ones first, then by their day, completed ones last. Two queries."""
    statement = _tasks()
    if state is not None:
        statement = statement.where(Task.state == state)
    if late:
        statement = statement.where(Task.state == TaskState.OPEN, Task.due_on < today)
    is_done = case((Task.state == TaskState.COMPLETED, 1), else_=0)
    page = page_of(session, statement.order_by(is_done, Task.completed_at.desc(), Task.due_on, Task.id), number)
    return dataclasses.replace(page, rows=[TaskRow(*row) for row in page.rows])


def task_by_number(session: Session, matter_number: str, number: int) -> TaskRow | None:
    """Task 2 of matter 2026-14."""
    found = read_short_number(matter_number)
    if found is None:
        return None
    query = _tasks().where(Matter.year == found[0], Matter.number == found[1], Task.number == number)
    row = session.execute(query).one_or_none()
    return TaskRow(*row) if row else None


def tasks_of_matter(session: Session, matter: Matter) -> list[TaskRow]:
    """The tasks of a matter in their order."""
    found = session.execute(OF_MATTER, {"matter_id": matter.id})
    return [TaskRow(task, matter, owner) for task, owner in found]


def tasks_of_owner(session: Session, resident_id: uuid.UUID | None) -> list[TaskRow]:
    """What somebody still has to do, the most urgent first."""
    query = _tasks().where(Task.owner_id == resident_id, Task.state == TaskState.OPEN)
    return [TaskRow(*row) for row in session.execute(query.order_by(Task.due_on, Task.id))]


def late_tasks(session: Session, today: date) -> list[TaskRow]:
    """Tasks whose day is past, the latest first."""
    query = _tasks().where(Task.state == TaskState.OPEN, Task.due_on < today)
    return [TaskRow(*row) for row in session.execute(query.order_by(Task.due_on, Task.id))]


def reports_of(session: Session, task_id: uuid.UUID) -> list[ReportRow]:
    """What was reported on a task, the newest first."""
    query = (
        select(TaskReport, Resident.name)
        .join(Resident, (Resident.village_id == TaskReport.village_id) & (Resident.id == TaskReport.reported_by_id))
        .where(TaskReport.task_id == task_id)
        .order_by(TaskReport.number.desc())
    )
    return [ReportRow(*row) for row in session.execute(query)]


def result_of(session: Session, matter_id: uuid.UUID) -> Result | None:
    """How a matter ended, if its result is published."""
    return session.execute(RESULT, {"matter_id": matter_id}).scalar_one_or_none()


def last_task(session: Session, matter_id: uuid.UUID) -> int:
    """The number of a matter's last task; 0 before the first."""
    query = select(func.coalesce(func.max(Task.number), 0)).where(Task.matter_id == matter_id)
    return session.execute(query).scalar_one()


def last_report(session: Session, task_id: uuid.UUID) -> int:
    """The number of the last report on a task; 0 before the first."""
    query = select(func.coalesce(func.max(TaskReport.number), 0)).where(TaskReport.task_id == task_id)
    return session.execute(query).scalar_one()


def result_facts(session: Session, matter: Matter) -> ResultFacts:
    """What stands behind a matter when its result is to be published: a constant number of queries."""
    resolution = resolution_of_matter(session, matter.id)
    notice = board.notice_about(session, "resolution", resolution.id) if resolution else None
    tasks = [row.task for row in tasks_of_matter(session, matter)]
    unanswered = [row for row in board.objections_of_matter(session, matter.id) if row.objection.replied_at is None]
    paid, under_way = paid_for(session, matter.id)
    finished = max((task.completed_at for task in tasks if task.completed_at), default=None)
    return ResultFacts(
        state=matter.state,
        step=matter.step,
        display_until=notice.hangs_until if notice else None,
        unanswered=len(unanswered),
        tasks=len(tasks),
        open_tasks=sum(task.state is TaskState.OPEN for task in tasks),
        heard=_heard(session, matter.id, finished),
        budget_fen=matter.budget_fen,
        paid_fen=paid,
        under_way_fen=under_way,
    )


def publish_blockers(session: Session, matter: Matter, spent_fen: int | None, on: date) -> list[Blocker]:
    """Why the result of a matter cannot be published on a day; empty when it can."""
    profile = rules_in_force(session, on)
    return blockers_publish(result_facts(session, matter), spent_fen, on, profile)


def committee_members(session: Session, today: date) -> list[Resident]:
    """Who sits on the villagers' committee, each once, the chair first."""
    found = office_holders(session, offices_of(Body.COMMITTEE), today)
    rank = list(Office).index
    ordered = sorted(found, key=lambda row: rank(row[0].office))
    return list({resident.id: resident for _, resident in ordered}.values())


def resolutions_without_tasks(session: Session) -> list[ResolutionRow]:
    """Resolutions under which nothing was given out yet, the oldest first."""
    query = _decided().where(~exists().where(Task.village_id == Matter.village_id, Task.matter_id == Matter.id))
    return [ResolutionRow(*row) for row in session.execute(query)]


def matters_to_publish(session: Session) -> list[Matter]:
    """Matters all of whose tasks are completed and whose result is not published, the oldest first."""
    given = exists().where(Task.village_id == Matter.village_id, Task.matter_id == Matter.id)
    still = exists().where(
        Task.village_id == Matter.village_id, Task.matter_id == Matter.id, Task.state == TaskState.OPEN
    )
    query = select(Matter).where(Matter.state == MatterState.ACTIVE, Matter.step == Step.DISCLOSE_DECISION)
    return list(session.execute(query.where(given, ~still).order_by(Matter.year, Matter.number)).scalars())


def waits_for_committee(session: Session, today: date) -> CommitteeWaits:
    """What waits for the villagers' committee: four queries."""
    return CommitteeWaits(
        replies=board.open_replies(session),
        without_tasks=resolutions_without_tasks(session),
        late=late_tasks(session, today),
        to_publish=matters_to_publish(session),
    )


def next_dates(session: Session, today: date, limit: int = 6) -> list[NextDate]:
    """What falls due next in the village: ends of display, answers, tasks, from today on. Three queries."""
    tasks = [
        NextDate(due, "task_due", title, f"{year}-{number}", part)
        for due, title, part, year, number in session.execute(NEXT, {"today": today, "limit": limit})
    ]
    return sorted([*board.next_dates(session, today, limit), *tasks], key=lambda item: (item.on, item.what))[:limit]


def _heard(session: Session, matter_id: uuid.UUID, finished: datetime | None) -> frozenset[Place]:
    """Where the supervisors spoke; before the result only once the last task was completed."""
    return frozenset(
        row.opinion.place
        for row in opinions_of(session, matter_id)
        if row.opinion.place is not Place.BEFORE_RESULT or (finished is not None and row.opinion.given_at >= finished)
    )


def _tasks() -> Select[Task, Matter, str]:
    return (
        select(Task, Matter, Resident.name)
        .join(Matter, (Matter.village_id == Task.village_id) & (Matter.id == Task.matter_id))
        .join(Resident, (Resident.village_id == Task.village_id) & (Resident.id == Task.owner_id))
    )


OF_MATTER = prepared(
    select(Task, Resident.name)
    .join(Resident, (Resident.village_id == Task.village_id) & (Resident.id == Task.owner_id))
    .where(Task.matter_id == bindparam("matter_id"))
    .order_by(Task.number)
)
NEXT = prepared(
    select(Task.due_on, Task.title, Task.number, Matter.year, Matter.number)
    .join(Matter, (Matter.village_id == Task.village_id) & (Matter.id == Task.matter_id))
    .where(Task.state == TaskState.OPEN, Task.due_on >= bindparam("today"))
    .order_by(Task.due_on, Task.id)
    .limit(bindparam("limit", type_=Integer()))
)
RESULT = prepared(select(Result).where(Result.matter_id == bindparam("matter_id")))


def _decided() -> Select[Resolution, Matter]:
    return (
        select(Resolution, Matter)
        .join(Matter, (Matter.village_id == Resolution.village_id) & (Matter.id == Resolution.matter_id))
        .where(Matter.state == MatterState.ACTIVE, Matter.step == Step.DISCLOSE_DECISION)
        .order_by(Resolution.adopted_on, Resolution.number)
    )
