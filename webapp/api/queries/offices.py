"""Who holds which office, with the constituency a representative speaks for."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from webapp.village.constituencies.models import Constituency
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.rules import OFFICE_BODY, Body, Office
from webapp.village.register.models import Household, Resident
from webapp.village.register.queries import is_lived_in

NAMED = [office for office in Office if office is not Office.PARTY_MEMBER]
ORDER = {office: place for place, office in enumerate(Office)}


class Held(NamedTuple):
    """One term in one office: who holds it, and for which constituency."""

    term: OfficeTerm
    person_id: uuid.UUID
    name: str
    constituency: Constituency | None


def held_on(day: date) -> Select[OfficeTerm, uuid.UUID, str, Constituency]:
    """The statement of every office held on a day. Party members as such are not listed."""
    return (
        select(OfficeTerm, Resident.id, Resident.name, Constituency)
        .join(Resident, (Resident.village_id == OfficeTerm.village_id) & (Resident.id == OfficeTerm.resident_id))
        .outerjoin(
            Constituency,
            (Constituency.village_id == OfficeTerm.village_id) & (Constituency.id == OfficeTerm.constituency_id),
        )
        .where(OfficeTerm.since <= day, OfficeTerm.until > day, OfficeTerm.office.in_(NAMED))
        .order_by(OfficeTerm.office, Constituency.number, Resident.name, OfficeTerm.id)
    )


def council_seats(session: Session, day: date) -> list[tuple[Held, Held]]:
    """Everyone who sits in the council, the committee first, each person once (VCOL art. 29). One query.

    The first is the office by which the person sits, the second the one with the constituency, if there is one.
    """
    bodies: set[Body | None] = {Body.COUNCIL, Body.COMMITTEE}
    people: dict[uuid.UUID, list[Held]] = {}
    for term, person_id, name, area in session.execute(held_on(day)):
        if OFFICE_BODY.get(term.office) in bodies:
            people.setdefault(person_id, []).append(Held(term, person_id, name, area))
    seats = [_seat(held) for held in people.values()]
    return sorted(seats, key=lambda seat: _place(seat[0]))


def household_counts(session: Session) -> Mapping[Any, int]:
    """How many households each constituency has. One query."""
    counts = select(Household.constituency_id, func.count(Household.id)).where(is_lived_in())
    query = counts.group_by(Household.constituency_id)
    return {key: number for key, number in session.execute(query) if key is not None}


def _seat(held: list[Held]) -> tuple[Held, Held]:
    first = min(held, key=_place)
    return first, next((one for one in held if one.constituency), first)


def _place(held: Held) -> tuple[int, int, str]:
    return ORDER[held.term.office], held.constituency.number if held.constituency else 0, held.name
