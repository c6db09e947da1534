"""Reading the village itself."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from webapp.core.clock import china_date
from webapp.core.database import once, prepared
from webapp.village.models import Village
from webapp.village.register.models import Household, Resident, VillagersGroup
from webapp.village.register.queries import is_here, is_lived_in

VILLAGE = prepared(select(Village))


def village(session: Session) -> Village | None:
    """The village this session is bound to."""
    return session.execute(VILLAGE).scalar_one_or_none()


def founded_on(session: Session) -> date | None:
    """Since when the village uses the system: it owes nothing here for what ended before. Asked once a page."""
    found = once(session, village)
    return china_date(found.created_at) if found is not None else None


def villages(prefix: str = "") -> Select[Village]:
    """The statement of the villages of the installation by code (for a session across villages).

    `prefix` is the beginning of the codes of a township, county, prefecture or province.
    """
    statement = select(Village).order_by(Village.village_id)
    if prefix.isdecimal() and prefix.isascii() and len(prefix) <= 12:
        low, high = int(prefix.ljust(12, "0")), int(prefix.ljust(12, "9"))
        statement = statement.where(Village.village_id.between(low, high))
    return statement


def sizes(session: Session) -> dict[str, int]:
    """How many groups, households and residents the register holds."""
    return {
        "groups": session.execute(select(func.count()).select_from(VillagersGroup)).scalar_one(),
        "households": session.execute(select(func.count()).select_from(Household).where(is_lived_in())).scalar_one(),
        "residents": session.execute(select(func.count()).select_from(Resident).where(is_here())).scalar_one(),
    }


def all_codes(session: Session) -> list[str]:
    """The codes of all villages (needs a session across villages)."""
    return [
        f"{code:012d}" for code in session.execute(select(Village.village_id).order_by(Village.village_id)).scalars()
    ]
