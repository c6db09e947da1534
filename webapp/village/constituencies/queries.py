"""Reading constituencies: their households, and who speaks for them."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from webapp.village.constituencies.models import Constituency
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.rules import Office
from webapp.village.register.models import Household, Resident, VillagersGroup
from webapp.village.register.rules import Relation, household_key

MOST_FOUND = 8


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
    """All constituencies in their order. Two queries."""
    sizes = (
        select(Constituency, VillagersGroup.name, func.count(Household.id))
        .join(
            VillagersGroup,
            (VillagersGroup.village_id == Constituency.village_id) & (VillagersGroup.id == Constituency.group_id),
        )
        .outerjoin(
            Household,
            (Household.village_id == Constituency.village_id) & (Household.constituency_id == Constituency.id),
        )
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
            or_(Household.number.in_(_written(asked)), Household.door == asked, Resident.name == asked),
        )
        .distinct()
        .limit(MOST_FOUND)
    )
    return [area for area in session.execute(query).scalars() if area is not None]


def _written(asked: str) -> list[str]:
    """The ways a household number may stand in the register: with and without leading zeros."""
    key = household_key(asked)
    return [asked, *(key.zfill(width) for width in range(1, 9))]
