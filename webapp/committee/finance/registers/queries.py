"""Reading the registers."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.board.rules import read_short_number
from webapp.committee.finance.registers.models import Holding
from webapp.committee.finance.registers.rules import HoldingKind
from webapp.core.pages import Page, page_of


def holdings_page(session: Session, page: int, kind: HoldingKind | None = None) -> Page:
    """A page of the registers: what stands first, what ended last, then by the day it runs out. Two queries."""
    statement = select(Holding)
    if kind is not None:
        statement = statement.where(Holding.kind == kind)
    ended = Holding.ended_on.is_not(None)
    return page_of(session, statement.order_by(ended, Holding.until.is_(None), Holding.until, Holding.id), page)


def holdings_of_matter(session: Session, matter_id: uuid.UUID) -> Sequence[Holding]:
    """Contracts and things of the collective that rest on a matter, in the order they were entered. One query."""
    query = select(Holding).where(Holding.matter_id == matter_id).order_by(Holding.year, Holding.number)
    return session.execute(query).scalars().all()


def holding_by_number(session: Session, number: str) -> Holding | None:
    """The entry people call 2026-3."""
    found = read_short_number(number)
    if found is None:
        return None
    query = select(Holding).where(Holding.year == found[0], Holding.number == found[1])
    return session.execute(query).scalar_one_or_none()
