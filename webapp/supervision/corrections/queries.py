"""Reading orders to correct."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.board.models import Notice
from webapp.board.rules import read_short_number
from webapp.core.events import plain
from webapp.core.pages import Page, page_of
from webapp.supervision.corrections.models import CorrectionAnswer, CorrectionOrder
from webapp.supervision.corrections.rules import OrderStanding, OrderState
from webapp.supervision.escalations.queries import entries_for_record
from webapp.supervision.subjects.queries import People, Subject, subjects_by_key
from webapp.village.register.models import Resident

OPEN = (OrderState.OPEN, OrderState.REFUSED)


@dataclasses.dataclass(frozen=True)
class OrderLine:
    """One order as it stands on a day; `days_left` only while it is to be carried out."""

    order: CorrectionOrder
    days_left: int | None

    @property
    def is_overdue(self) -> bool:
        """Whether its last day passed without an answer."""
        return self.days_left is not None and self.days_left < 0

    @property
    def standing(self) -> OrderStanding:
        """The order as the rules see it."""
        return standing_of(self.order)


class AnswerRow(NamedTuple):
    """What the committee answered, who, and the notice that was hung."""

    answer: CorrectionAnswer
    name: str
    notice: Notice | None


def standing_of(order: CorrectionOrder) -> OrderStanding:
    """The order as the rules see it."""
    return OrderStanding(order.source, order.state, order.due_on)


def line_of(order: CorrectionOrder, today: date) -> OrderLine:
    """One order on a day."""
    return OrderLine(order, (order.due_on - today).days if order.state is OrderState.OPEN else None)


def orders_page(session: Session, number: int, today: date) -> Page:
    """A page of orders, the newest first: two queries."""
    query = select(CorrectionOrder).order_by(CorrectionOrder.year.desc(), CorrectionOrder.number.desc())
    page = page_of(session, query, number)
    return dataclasses.replace(page, rows=[line_of(order, today) for order in page.rows])


def open_orders(session: Session, today: date) -> list[OrderLine]:
    """Orders that are to be carried out or were refused, the most urgent first. One query."""
    query = select(CorrectionOrder).where(CorrectionOrder.state.in_(OPEN))
    ordered = query.order_by(CorrectionOrder.due_on, CorrectionOrder.year, CorrectionOrder.number)
    return [line_of(order, today) for order in session.execute(ordered).scalars()]


def order_by_number(session: Session, number: str) -> CorrectionOrder | None:
    """The order people call by this number: 2026-1."""
    wanted = read_short_number(number)
    if wanted is None:
        return None
    query = select(CorrectionOrder).where(CorrectionOrder.year == wanted[0], CorrectionOrder.number == wanted[1])
    return session.execute(query).scalar_one_or_none()


def answers_to(session: Session, order_id: uuid.UUID) -> list[AnswerRow]:
    """What was answered, in order, with the notices hung. One query."""
    query = (
        select(CorrectionAnswer, Resident.name, Notice)
        .join(
            Resident,
            (Resident.village_id == CorrectionAnswer.village_id) & (Resident.id == CorrectionAnswer.answered_by_id),
        )
        .outerjoin(
            Notice, (Notice.village_id == CorrectionAnswer.village_id) & (Notice.id == CorrectionAnswer.notice_id)
        )
        .where(CorrectionAnswer.order_id == order_id)
        .order_by(CorrectionAnswer.number)
    )
    return [AnswerRow(*row) for row in session.execute(query)]


def last_answer(session: Session, order_id: uuid.UUID) -> int:
    """The number of the last answer; 0 before the first."""
    query = select(func.coalesce(func.max(CorrectionAnswer.number), 0)).where(CorrectionAnswer.order_id == order_id)
    return int(session.execute(query).scalar_one())


def subject_of(session: Session, order: CorrectionOrder) -> Subject | None:
    """What an order is about."""
    found = subjects_by_key(session, [(order.about_table, order.about_id)])
    return found.get(order.about_id) if order.about_id else None


def people_of(session: Session, order: CorrectionOrder) -> People:
    """The people of the thing an order is about."""
    subject = subject_of(session, order)
    return subject.people if subject is not None else {}


def record_of(session: Session, order: CorrectionOrder) -> dict[str, Any]:
    """The record of an order as it goes to an authority: demand, answers, entries of the log."""
    subject = subject_of(session, order)
    parts = [{"what": "demand", "at": plain(order.ordered_at), "text": order.demand}]
    for row in answers_to(session, order.id):
        what = "done" if row.answer.done else "refusal"
        parts.append({"what": what, "at": plain(row.answer.answered_at), "by": row.name, "text": row.answer.text})
    return {
        "kind": "correction_order",
        "number": order.short_number,
        "title": order.title,
        "source": order.source.value,
        "about": str(subject.reference) if subject else "",
        "about_title": subject.title if subject else "",
        "due_on": plain(order.due_on),
        "parts": parts,
        "entries": entries_for_record(session, order.id),
    }
