"""What the committee looked at in a month, from the record. A room with further things to look at adds itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.board.models import Notice, Objection
from webapp.branch.matters.models import Matter
from webapp.branch.opinions.models import Opinion
from webapp.committee.models import Result, Task
from webapp.core.clock import at_china, china_date

Looked = dict[str, Any]
Source = Callable[[Session, date, date], Iterator[Looked]]


def opinions(session: Session, first: date, last: date) -> Iterator[Looked]:
    """Opinions given in these days."""
    query = (
        select(Opinion, Matter)
        .join(Matter, (Matter.village_id == Opinion.village_id) & (Matter.id == Opinion.matter_id))
        .where(Opinion.given_at >= at_china(first), Opinion.given_at < at_china(_after(last)))
        .order_by(Opinion.given_at)
    )
    for opinion, matter in session.execute(query):
        yield _looked("opinion", matter.short_number, matter.title, china_date(opinion.given_at))


def questions(session: Session, first: date, last: date) -> Iterator[Looked]:
    """Objections of villagers raised in these days: questions to the committee that somebody must answer."""
    query = (
        select(Objection, Notice)
        .join(Notice, (Notice.village_id == Objection.village_id) & (Notice.id == Objection.notice_id))
        .where(Objection.raised_at >= at_china(first), Objection.raised_at < at_china(_after(last)))
        .order_by(Objection.raised_at)
    )
    for objection, notice in session.execute(query):
        yield _looked("objection", notice.short_number, notice.title, china_date(objection.raised_at))


def tasks(session: Session, first: date, last: date) -> Iterator[Looked]:
    """Tasks that fell due in these days."""
    query = (
        select(Task, Matter)
        .join(Matter, (Matter.village_id == Task.village_id) & (Matter.id == Task.matter_id))
        .where(Task.due_on >= first, Task.due_on <= last)
        .order_by(Task.due_on, Task.number)
    )
    for task, matter in session.execute(query):
        yield _looked("task", f"{matter.short_number}/{task.number}", task.title, task.due_on)


def accounts(session: Session, first: date, last: date) -> Iterator[Looked]:
    """Results with their accounts that were published in these days."""
    query = (
        select(Result, Matter)
        .join(Matter, (Matter.village_id == Result.village_id) & (Matter.id == Result.matter_id))
        .where(Result.published_at >= at_china(first), Result.published_at < at_china(_after(last)))
        .order_by(Result.published_at)
    )
    for result, matter in session.execute(query):
        yield _looked("result", matter.short_number, matter.title, china_date(result.published_at))


SOURCES: tuple[Source, ...] = (opinions, questions, tasks, accounts)
"""Here vouchers and interpellations are added, each as one more function of the same shape."""


def looked_at(session: Session, held_on: date) -> list[Looked]:
    """Everything of the month of a meeting, up to its day. One query a source."""
    first = held_on.replace(day=1)
    return [one for source in SOURCES for one in source(session, first, held_on)]


def _looked(kind: str, number: str, title: str, day: date) -> Looked:
    return {"kind": kind, "number": number, "title": title, "day": day.isoformat()}


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
