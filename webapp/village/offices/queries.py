"""Reading who holds which office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from webapp.core.clock import china_date
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.rules import Holder, Office
from webapp.village.register.models import Resident


def serving(today: date) -> Select[tuple[OfficeTerm, Resident]]:
    """The statement of all offices held on a day, with their holders."""
    return (
        select(OfficeTerm, Resident)
        .join(Resident, (Resident.village_id == OfficeTerm.village_id) & (Resident.id == OfficeTerm.resident_id))
        .where(OfficeTerm.since <= today, OfficeTerm.until > today)
        .order_by(OfficeTerm.office, OfficeTerm.since, Resident.name)
    )


def office_holders(session: Session, offices: Iterable[Office], today: date) -> Sequence[tuple[OfficeTerm, Resident]]:
    """Who holds one of these offices on a day."""
    return [(term, resident) for term, resident in session.execute(serving(today).where(OfficeTerm.office.in_(list(offices))))]


def names_in_offices(session: Session, offices: Iterable[Office], now: datetime) -> list[str]:
    """The names of those who hold one of these offices today, each once."""
    found = office_holders(session, offices, china_date(now))
    return list(dict.fromkeys(resident.name for _, resident in found))


def holders_on(session: Session, day: date) -> list[Holder]:
    """Everyone in office on a day, as the rules of composition see them."""
    return [
        Holder(resident.id, term.office, resident.name, resident.sex, resident.household_id, term.finance_knowledge)
        for term, resident in session.execute(serving(day))
    ]


def offices_with_names(session: Session, now: datetime) -> dict[Office, list[str]]:
    """For every office, who holds it today, in the order of the offices."""
    found: dict[Office, list[str]] = {}
    for term, resident in session.execute(serving(china_date(now))):
        found.setdefault(term.office, []).append(resident.name)
    return {office: found[office] for office in Office if office in found}
