"""Tasks: how a resolution is carried out."""

from __future__ import annotations

from typing import Any

from marshmallow import fields
from sqlalchemy import Select, select

from webapp.api import kinds
from webapp.api.asked import Paging, one_of
from webapp.api.kinds import Document, Shown
from webapp.api.queries.pages import page_of_rows, shown
from webapp.api.queries.people import Names, office_names
from webapp.api.resources.group import village
from webapp.branch.matters.models import Matter
from webapp.committee.models import Task, TaskReport
from webapp.committee.rules import TaskState
from webapp.core.errors import NotFound
from webapp.core.pages import Page
from webapp.council.resolutions.models import Resolution
from webapp.kit.addresses import Numbered
from webapp.kit.request import current_ctx


class TaskLine(Document):
    """A task in a list."""

    matter = kinds.short_number("The matter it belongs to.")
    number = kinds.count("Its number within the matter, from 1.")
    resolution = kinds.short_number("The resolution it carries out.")
    title = kinds.text("What is to be done.")
    owner = kinds.name("Who does it, if by an office.", allow_none=True)
    due_on = kinds.day("By when.")
    progress = kinds.count("How far it is, 0 to 100.")
    state = kinds.word(TaskState, "Under way, or completed.")
    assigned_at = kinds.moment("When it was given out.")
    completed_at = kinds.moment("When it was completed.", allow_none=True)


class ReportDocument(Document):
    """What the owner reported."""

    number = kinds.count("Counted from 1.")
    progress = kinds.count("How far the work was then, 0 to 100.")
    text = kinds.text("The report.")
    reported_at = kinds.moment("When.")
    reported_by = kinds.name("Who reported, if by an office.", allow_none=True)


class TaskDocument(TaskLine):
    """A task with its reports."""

    reports = fields.List(fields.Nested(ReportDocument), metadata={"description": "The reports, the oldest first."})


class AskedTasks(Paging):
    """Which tasks."""

    state = one_of(TaskState, "Only tasks in this state.")


@village.many("/tasks", TaskLine, "execution", AskedTasks)
def list_tasks(asked: dict[str, Any]) -> Page:
    """Every task, those due first before the others."""
    session, statement = current_ctx().session, _tasks()
    if state := asked.get("state"):
        statement = statement.where(Task.state == state)
    page = page_of_rows(session, statement, asked)
    names = office_names(session, [row[0].owner_id for row in page.rows])
    return shown(page, lambda row: _line(row, names))


@village.one("/matters/<short_number:matter>/tasks/<count:task>", TaskDocument, "execution")
def get_task(matter: Numbered, task: int) -> Shown:
    """One task of a matter, with what was reported."""
    session = current_ctx().session
    query = _tasks().where(Matter.year == matter.year, Matter.number == matter.number, Task.number == task)
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound("Task", task)
    told = select(TaskReport).where(TaskReport.task_id == row[0].id).order_by(TaskReport.number)
    reports = session.scalars(told).all()
    names = office_names(session, [row[0].owner_id, *(report.reported_by_id for report in reports)])
    return _line(row, names, reports=[Shown(one, reported_by=names.get(one.reported_by_id)) for one in reports])


def _tasks() -> Select[Task, Matter, Resolution]:
    return (
        select(Task, Matter, Resolution)
        .join(Matter, (Matter.village_id == Task.village_id) & (Matter.id == Task.matter_id))
        .join(Resolution, (Resolution.village_id == Task.village_id) & (Resolution.id == Task.resolution_id))
        .order_by(Task.due_on, Matter.year, Matter.number, Task.number)
    )


def _line(row: Any, names: Names, **more: Any) -> Shown:
    task, matter, resolution = row
    return Shown(
        task,
        matter=matter.short_number,
        resolution=resolution.short_number,
        owner=names.get(task.owner_id),
        **more,
    )
