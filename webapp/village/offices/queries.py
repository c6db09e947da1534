"""Reading who holds which office."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import BindParameter, Date, Select, bindparam, select
from sqlalchemy.orm import Session

from webapp.core.clock import china_date
from webapp.core.database import prepared
from webapp.core.pages import Page
from webapp.village.constituencies.models import Constituency
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.rules import Body, Holder, Office, offices_of
from webapp.village.register.models import Household, Resident, VillagersGroup
from webapp.village.register.queries import is_lived_in


def serving(today: date | BindParameter[date]) -> Select[OfficeTerm, Resident]:
    """The statement of all offices held on a day, with their holders."""
    return (
        select(OfficeTerm, Resident)
        .join(Resident, (Resident.village_id == OfficeTerm.village_id) & (Resident.id == OfficeTerm.resident_id))
        .where(OfficeTerm.since <= today, OfficeTerm.until > today)
        .order_by(OfficeTerm.office, OfficeTerm.since, Resident.name)
    )


HOLDERS = prepared(
    serving(bindparam("day", type_=Date())).with_only_columns(
        Resident.id,
        OfficeTerm.office,
        Resident.name,
        Resident.sex,
        Resident.household_id,
        OfficeTerm.finance_knowledge,
    )
)


def office_holders(session: Session, offices: Iterable[Office], today: date) -> Sequence[tuple[OfficeTerm, Resident]]:
    """Who holds one of these offices on a day."""
    return [
        (term, resident)
        for term, resident in session.execute(serving(today).where(OfficeTerm.office.in_(list(offices))))
    ]


def committee_until(session: Session, day: date) -> date | None:
    """When the term of the villagers' committee serving on a day ends; nothing when none serves."""
    held = office_holders(session, offices_of(Body.COMMITTEE), day)
    return max((term.until for term, _ in held), default=None)


def names_in_offices(session: Session, offices: Iterable[Office], now: datetime) -> list[str]:
    """The names of those who hold one of these offices today, each once."""
    found = office_holders(session, offices, china_date(now))
    return list(dict.fromkeys(resident.name for _, resident in found))


def holders_on(session: Session, day: date) -> list[Holder]:
    """Everyone in office on a day, as the rules of composition see them."""
    return [Holder(*row) for row in session.execute(HOLDERS, {"day": day})]


def offices_with_names(session: Session, now: datetime) -> dict[Office, list[str]]:
    """For every office, who holds it today, in the order of the offices."""
    found: dict[Office, list[str]] = {}
    for term, resident in session.execute(serving(china_date(now))):
        found.setdefault(term.office, []).append(resident.name)
    return {office: found[office] for office in Office if office in found}


def term_with_holder(session: Session, term_id: uuid.UUID) -> tuple[OfficeTerm, Resident] | None:
    """One term and whose it is."""
    query = (
        select(OfficeTerm, Resident)
        .join(Resident, (Resident.village_id == OfficeTerm.village_id) & (Resident.id == OfficeTerm.resident_id))
        .where(OfficeTerm.id == term_id)
    )
    row = session.execute(query).one_or_none()
    return (row[0], row[1]) if row else None


def terms_by_office(session: Session, today: date) -> dict[Office, list[tuple[OfficeTerm, Resident]]]:
    """Who holds which office today, in the order of the offices; representatives stand in their own list."""
    found: dict[Office, list[tuple[OfficeTerm, Resident]]] = {}
    for term, resident in session.execute(serving(today).where(OfficeTerm.office != Office.REPRESENTATIVE)):
        found.setdefault(term.office, []).append((term, resident))
    return {office: found.get(office, []) for office in Office if office is not Office.REPRESENTATIVE}


@dataclasses.dataclass(frozen=True)
class Seat:
    """A constituency and who speaks for it; `term_id` is None while it is vacant."""

    number: int
    constituency: str
    group: str
    term_id: uuid.UUID | None
    name: str
    since: date | None
    until: date | None


def seats(session: Session, today: date, number: int, per_page: int) -> Page:
    """One page of the constituencies with their representatives of today. Two queries."""
    terms = serving(today).where(OfficeTerm.office == Office.REPRESENTATIVE).subquery()
    statement = (
        select(
            Constituency.number,
            Constituency.name,
            VillagersGroup.name,
            terms.c.id,
            terms.c.name,
            terms.c.since,
            terms.c.until,
        )
        .join(
            VillagersGroup,
            (VillagersGroup.village_id == Constituency.village_id) & (VillagersGroup.id == Constituency.group_id),
        )
        .outerjoin(
            terms, (terms.c.village_id == Constituency.village_id) & (terms.c.constituency_id == Constituency.id)
        )
        .where(
            select(Household.id)
            .where(Household.village_id == Constituency.village_id, Household.constituency_id == Constituency.id)
            .where(is_lived_in())
            .exists()
        )
        .order_by(Constituency.number, terms.c.name)
    )
    rows = session.execute(statement).all()
    first = (number - 1) * per_page
    shown = [
        Seat(area, name, group, term, holder or "", since, until)
        for area, name, group, term, holder, since, until in rows[first : first + per_page]
    ]
    return Page(shown, number, len(rows), per_page)
