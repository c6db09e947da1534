"""Giving out tasks, reporting on them, completing them, and publishing what came of it."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import select

from webapp.board.operations import hang_notice
from webapp.board.rules import NoticeKind, blockers_private, require_words
from webapp.branch.matters.models import Matter
from webapp.branch.matters.operations import finish
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import Profile
from webapp.committee import queries, rules
from webapp.committee.events import ResultPublished, TaskAssigned, TaskCompleted, TaskReported
from webapp.committee.models import Result, Task, TaskReport
from webapp.committee.rules import TaskState
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound, NotPermitted, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.resolutions.models import Resolution
from webapp.village.register.models import Resident


@operation(P.TASK_ASSIGN, on=Resolution)
def assign_task(ctx: Context, resolution: Resolution, title: str, owner_id: uuid.UUID, due_on: date) -> Task:
    """Give a piece of a resolution to somebody, by a day. The owner is any resident of the village.

    Raises RuleBroken, InvalidInput, NotFound for a stranger.
    """
    title = require_words(title, "title", rules.LONGEST_TITLE)
    matter = _matter(ctx, resolution.matter_id)
    count = queries.last_task(ctx.session, matter.id)
    today = china_date(ctx.now)
    profile = _profile(ctx)
    blockers = rules.blockers_assign(matter.state, matter.step, due_on, today, count, profile)
    require_none([*blockers, *blockers_private([title], profile)])
    if ctx.session.scalar(select(Resident.id).where(Resident.id == owner_id)) is None:
        raise NotFound("Resident", owner_id)
    task = Task(
        resolution_id=resolution.id,
        matter_id=matter.id,
        number=count + 1,
        title=title,
        owner_id=owner_id,
        due_on=due_on,
        progress=0,
        state=TaskState.OPEN,
        assigned_at=ctx.now,
    )
    ctx.session.add(task)
    ctx.session.flush()
    event = TaskAssigned(matter.short_number, task.number, title, owner_id, due_on)
    ctx.record(event, subject=task, matter_id=matter.id)
    return task


@operation(P.TASK_REPORT, on=Task)
def report_progress(ctx: Context, task: Task, progress: int, text: str) -> TaskReport:
    """Say how far the work is (0 to 100 percent) and what was done; everyone can read it.

    Raises RuleBroken on a completed task, InvalidInput.
    """
    rules.require_progress(progress)
    matter = _matter(ctx, task.matter_id)
    report = _report(ctx, task, matter, progress, text)
    ctx.record(TaskReported(matter.short_number, task.number, progress), subject=report, matter_id=matter.id)
    return report


@operation(P.TASK_COMPLETE, on=Task)
def complete_task(ctx: Context, task: Task, text: str) -> Task:
    """Say that the work is done, and what shows it. Raises RuleBroken on a completed task, InvalidInput."""
    matter = _matter(ctx, task.matter_id)
    _report(ctx, task, matter, rules.DONE, text)
    task.state, task.completed_at = TaskState.COMPLETED, ctx.now
    was_late = china_date(ctx.now) > task.due_on
    ctx.record(TaskCompleted(matter.short_number, task.number, was_late), matter_id=matter.id)
    return task


@operation(P.RESULT_PUBLISH, on=Matter)
def publish_result(ctx: Context, matter: Matter, text: str, spent_fen: int | None) -> Result:
    """Publish how a matter ended and what it cost; the result hangs on the board and the matter is done.

    Raises RuleBroken with every gate still closed: the display of the resolution, objections, tasks, the supervisors'
    opinions, the money; InvalidInput.
    """
    text = require_words(text, "text")
    rules.require_spent(spent_fen)
    today, profile = china_date(ctx.now), _profile(ctx)
    facts = queries.result_facts(ctx.session, matter)
    blockers = rules.blockers_publish(facts, spent_fen, today, profile)
    require_none([*blockers, *blockers_private([text], profile)])
    result = Result(matter_id=matter.id, text=text, spent_fen=spent_fen, published_at=ctx.now)
    ctx.session.add(result)
    ctx.session.flush()
    notice = hang_notice(ctx, NoticeKind.RESULT, matter.title, text, about=("result", result.id), matter_id=matter.id)
    event = ResultPublished(matter.short_number, notice.short_number, matter.budget_fen, spent_fen)
    ctx.record(event, subject=result, matter_id=matter.id)
    finish(ctx, matter.id)
    return result


def _report(ctx: Context, task: Task, matter: Matter, progress: int, text: str) -> TaskReport:
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.TASK_REPORT, task)
    text = require_words(text, "text", rules.LONGEST_TEXT)
    blockers = rules.blockers_work(task.state, matter.state, matter.step)
    require_none([*blockers, *blockers_private([text], _profile(ctx))])
    report = TaskReport(
        task_id=task.id,
        number=queries.last_report(ctx.session, task.id) + 1,
        progress=progress,
        text=text,
        reported_at=ctx.now,
        reported_by_id=ctx.actor.resident_id,
    )
    task.progress = progress
    ctx.session.add(report)
    ctx.session.flush()
    return report


def _matter(ctx: Context, matter_id: uuid.UUID) -> Matter:
    key = (ctx.village_id, matter_id)
    return ctx.session.get_one(Matter, key, with_for_update=True, populate_existing=True)


def _profile(ctx: Context) -> Profile:
    return rules_in_force(ctx.session, china_date(ctx.now))
