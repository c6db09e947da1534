"""Reading mandates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.council.mandates import rules
from webapp.council.mandates.models import Mandate


def mandates(session: Session) -> Sequence[Mandate]:
    """Every mandate ever recorded, the newest first. One query."""
    return session.execute(select(Mandate).order_by(Mandate.since.desc(), Mandate.id.desc())).scalars().all()


def mandates_on(session: Session, on: date) -> Sequence[Mandate]:
    """The mandates that hold on a day. One query."""
    query = select(Mandate).where(Mandate.since <= on, Mandate.until >= on).order_by(Mandate.since)
    return session.execute(query).scalars().all()


def is_mandated(session: Session, kind: str, on: date) -> bool:
    """Whether the assembly had delegated this kind of matter on that day. One query."""
    return rules.is_covered(kind, on, [(row.kinds, row.since, row.until) for row in mandates_on(session, on)])
