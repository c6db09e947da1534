"""Reading what went to an authority."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit.queries import entries_about
from webapp.board.rules import read_short_number
from webapp.core.events import plain
from webapp.core.pages import Page, page_of
from webapp.supervision.escalations.models import Escalation
from webapp.supervision.escalations.rules import Addressee

MOST_ENTRIES = 500


def escalations_of(session: Session, about_id: uuid.UUID) -> Sequence[Escalation]:
    """Where a question or an order went, in the order of the days. One query."""
    query = select(Escalation).where(Escalation.about_id == about_id).order_by(Escalation.escalated_at)
    return session.execute(query).scalars().all()


def addressees_of(session: Session, about_id: uuid.UUID) -> set[Addressee]:
    """The authorities that have it already."""
    return {row.addressee for row in escalations_of(session, about_id)}


def escalations_page(session: Session, number: int) -> Page:
    """A page of all, the newest first: two queries."""
    return page_of(session, select(Escalation).order_by(Escalation.year.desc(), Escalation.number.desc()), number)


def escalation_by_number(session: Session, number: str) -> Escalation | None:
    """The paper people call by this number: 2026-1."""
    wanted = read_short_number(number)
    if wanted is None:
        return None
    query = select(Escalation).where(Escalation.year == wanted[0], Escalation.number == wanted[1])
    return session.execute(query).scalar_one_or_none()


def entries_for_record(session: Session, about_id: uuid.UUID) -> list[dict[str, Any]]:
    """The entries of the log that speak of it, in their order: number, moment, event."""
    entries = reversed(entries_about(session, about_id, MOST_ENTRIES))
    return [{"entry": entry.seq, "at": plain(entry.at), "event": entry.event} for entry in entries]
