"""Reading constituencies: their households, and who speaks for them."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from webapp.village.constituencies.models import Constituency
from webapp.village.constituencies.rules import Drawn, Place
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.rules import Office
from webapp.village.register.models import Household, Resident, VillagersGroup
from webapp.village.register.queries import is_first_of_household, is_lived_in, written_numbers
from webapp.village.register.rules import Relation

MOST_FOUND = 8
MOST_HOMES = 100


@dataclasses.dataclass(frozen=True)
class Area:
    """A constituency with its size, its group and its representatives of today."""

    constituency_id: uuid.UUID
    number: int
    name: str
    group: str
    households: int
    representatives: tuple[str, ...]


def areas(session: Session, today: date) -> list[Area]:
    """All constituencies that have households, in their order. Two queries."""
    sizes = (
        select(Constituency, VillagersGroup.name, func.count(Household.id))
        .join(
            VillagersGroup,
            (VillagersGroup.village_id == Constituency.village_id) & (VillagersGroup.id == Constituency.group_id),
        )
        .join(
            Household,
            (Household.village_id == Constituency.village_id) & (Household.constituency_id == Constituency.id),
        )
        .where(is_lived_in())
        .group_by(Constituency.village_id, Constituency.id, VillagersGroup.village_id, VillagersGroup.id)
        .order_by(Constituency.number)
    )
    names = _representatives(session, today)
    return [
        Area(area.id, area.number, area.name, group, count, tuple(names.get(area.id, ())))
        for area, group, count in session.execute(sizes)
    ]


def _representatives(session: Session, today: date) -> dict[uuid.UUID, list[str]]:
    query = (
        select(OfficeTerm.constituency_id, Resident.name)
        .join(Resident, (Resident.village_id == OfficeTerm.village_id) & (Resident.id == OfficeTerm.resident_id))
        .where(OfficeTerm.office == Office.REPRESENTATIVE, OfficeTerm.since <= today, OfficeTerm.until > today)
        .order_by(Resident.name)
    )
    found: dict[uuid.UUID, list[str]] = {}
    for area_id, name in session.execute(query):
        if area_id is not None:
            found.setdefault(area_id, []).append(name)
    return found


def constituencies_of_household(session: Session, asked: str) -> Sequence[uuid.UUID]:
    """The constituencies of households with this number, door or head's name (exactly): who asks knows it already."""
    query = (
        select(Household.constituency_id)
        .join(Resident, (Resident.village_id == Household.village_id) & (Resident.household_id == Household.id))
        .where(
            Resident.relation == Relation.HEAD,
            Household.constituency_id.is_not(None),
            or_(Household.number.in_(written_numbers(asked)), Household.door == asked, Resident.name == asked),
        )
        .distinct()
        .limit(MOST_FOUND)
    )
    return [area for area in session.execute(query).scalars() if area is not None]


def places(session: Session) -> list[Place[uuid.UUID]]:
    """Where every household stands. One query."""
    return [place for place, _ in _placed(session)]


def drawn_constituencies(session: Session) -> list[Drawn[uuid.UUID]]:
    """The constituencies as they are, with their households in order; those without households too. Two queries."""
    homes: dict[uuid.UUID | None, list[Place[uuid.UUID]]] = {}
    for place, area_id in _placed(session):
        homes.setdefault(area_id, []).append(place)
    rows = session.execute(select(Constituency.number, Constituency.id).order_by(Constituency.number))
    return [
        Drawn(number, tuple(dict.fromkeys(place.group for place in homes.get(key, ()))), tuple(homes.get(key, ())))
        for number, key in rows
    ]


def _placed(session: Session) -> list[tuple[Place[uuid.UUID], uuid.UUID | None]]:
    query = (
        select(
            Household.id,
            Household.number,
            VillagersGroup.name,
            VillagersGroup.position,
            Household.position,
            Household.constituency_id,
        )
        .join(
            VillagersGroup,
            (VillagersGroup.village_id == Household.village_id) & (VillagersGroup.id == Household.group_id),
        )
        .where(is_lived_in())
        .order_by(VillagersGroup.position, Household.position)
    )
    return [(Place(*row[:5]), row[5]) for row in session.execute(query)]


@dataclasses.dataclass(frozen=True)
class Home:
    """A household as the clerk's lists show it."""

    household_id: uuid.UUID
    number: str
    door: str
    group: str
    head: str
    constituency_id: uuid.UUID | None
    constituency_number: int | None


def _homes() -> Select[Household, str, str, int]:
    return (
        select(Household, VillagersGroup.name, Resident.name, Constituency.number)
        .select_from(Household)
        .join(
            VillagersGroup,
            (VillagersGroup.village_id == Household.village_id) & (VillagersGroup.id == Household.group_id),
        )
        .outerjoin(
            Resident,
            (Resident.village_id == Household.village_id)
            & (Resident.household_id == Household.id)
            & is_first_of_household(),
        )
        .outerjoin(
            Constituency,
            (Constituency.village_id == Household.village_id) & (Constituency.id == Household.constituency_id),
        )
        .order_by(VillagersGroup.position, Household.position)
    )


def homes_in(session: Session, constituency_id: uuid.UUID | None) -> list[Home]:
    """The households of a constituency; with None those that are in none, at most a hundred."""
    statement = _homes().where(Household.constituency_id == constituency_id, is_lived_in()).limit(MOST_HOMES)
    return _without_second_heads(session, statement)


def home(session: Session, household_id: uuid.UUID) -> Home | None:
    """One household."""
    found = _without_second_heads(session, _homes().where(Household.id == household_id))
    return found[0] if found else None


def _without_second_heads(session: Session, statement: Select[Household, str, str, int]) -> list[Home]:
    """One line a household, even where the register names two heads after somebody moved in."""
    lines: dict[uuid.UUID, Home] = {}
    for row, group, head, number in session.execute(statement):
        lines.setdefault(row.id, Home(row.id, row.number, row.door, group, head or "", row.constituency_id, number))
    return list(lines.values())


def homes_without_constituency(session: Session) -> int:
    """How many households nobody speaks for, because they came after the constituencies were drawn."""
    statement = select(func.count()).select_from(Household).where(Household.constituency_id.is_(None), is_lived_in())
    return int(session.execute(statement).scalar_one())


def constituency_numbered(session: Session, number: int) -> Constituency | None:
    """A constituency by its number."""
    return session.execute(select(Constituency).where(Constituency.number == number)).scalar_one_or_none()


def representatives_serving(session: Session, today: date) -> int:
    """How many representatives are in office now or will be."""
    statement = select(func.count()).select_from(OfficeTerm)
    statement = statement.where(OfficeTerm.office == Office.REPRESENTATIVE, OfficeTerm.until > today)
    return int(session.execute(statement).scalar_one())
