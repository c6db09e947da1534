"""What the committee looked at in a month, from the record. A room with further things to look at adds itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.board.models import Notice, Objection
from webapp.branch.matters.models import Matter
from webapp.branch.opinions.models import Opinion
from webapp.committee.finance.vouchers.models import Voucher, VoucherReview
from webapp.committee.models import Result, Task
from webapp.core.clock import at_china, china_date
from webapp.supervision.interpellations.models import Interpellation

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
    """Formal questions put in these days."""
    query = (
        select(Interpellation)
        .where(Interpellation.put_at >= at_china(first), Interpellation.put_at < at_china(_after(last)))
        .order_by(Interpellation.put_at)
    )
    for question in session.execute(query).scalars():
        yield _looked(
            "question", question.short_number, question.title, china_date(question.put_at or question.asked_at)
        )


def vouchers(session: Session, first: date, last: date) -> Iterator[Looked]:
    """Vouchers that a supervisor looked through in these days, each once."""
    query = (
        select(Voucher, func.max(VoucherReview.given_at))
        .join(Voucher, (Voucher.village_id == VoucherReview.village_id) & (Voucher.id == VoucherReview.voucher_id))
        .where(VoucherReview.given_at >= at_china(first), VoucherReview.given_at < at_china(_after(last)))
        .group_by(*Voucher.__table__.columns)
        .order_by(func.max(VoucherReview.given_at))
    )
    for voucher, moment in session.execute(query):
        yield _looked("voucher", voucher.short_number, voucher.purpose or voucher.short_number, china_date(moment))


def objections(session: Session, first: date, last: date) -> Iterator[Looked]:
    """Objections of villagers raised in these days."""
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


SOURCES: tuple[Source, ...] = (opinions, questions, vouchers, objections, tasks, accounts)
"""Every kind of thing looked at; a further kind is one more function."""


def looked_at(session: Session, held_on: date) -> list[Looked]:
    """Everything of the month of a meeting, up to its day. One query a source."""
    first = held_on.replace(day=1)
    return [one for source in SOURCES for one in source(session, first, held_on)]


def _looked(kind: str, number: str, title: str, day: date) -> Looked:
    return {"kind": kind, "number": number, "title": title, "day": day.isoformat()}


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
