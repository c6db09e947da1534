"""Reading who was taken out of the register."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.core.pages import Page
from webapp.village.register.models import Household, Resident


def departed(session: Session, number: int, per_page: int) -> Page:
    """One page of those who were taken out, with their households, the latest first. Two queries."""
    gone = Resident.departed_on.is_not(None)
    total = session.execute(select(func.count()).select_from(Resident).where(gone)).scalar_one()
    query = (
        select(Resident, Household.number)
        .join(Household, (Household.village_id == Resident.village_id) & (Household.id == Resident.household_id))
        .where(gone)
        .order_by(Resident.departed_on.desc(), Resident.name)
        .limit(per_page)
        .offset((number - 1) * per_page)
    )
    rows: Sequence[tuple[Resident, str]] = [(one, home) for one, home in session.execute(query)]
    return Page(rows, number, total, per_page)


def person(session: Session, resident_id: uuid.UUID) -> Resident | None:
    """A person, whether in the register or taken out of it."""
    return session.execute(select(Resident).where(Resident.id == resident_id)).scalar_one_or_none()
