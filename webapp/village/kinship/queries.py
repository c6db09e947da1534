"""Reading who is a near relative of whom."""

from __future__ import annotations

import dataclasses
import uuid
from collections import defaultdict
from collections.abc import Collection, Hashable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.village.kinship.models import Kinship
from webapp.village.kinship.rules import INVERSE, KinKind, Tie, kinship_from_household, near_relative_map
from webapp.village.register.models import Resident
from webapp.village.register.rules import Relation

Kin = dict[uuid.UUID, dict[uuid.UUID, KinKind]]


def near_relatives_of(session: Session, people: Collection[Hashable]) -> Kin:
    """The near relatives of these people, as far as the register's households and recorded ties tell. Three queries.

    `map[a][b]` is PARENT when b is a parent of a.
    """
    recorded = session.execute(select(Kinship)).scalars().all()
    ties: list[Tie[uuid.UUID]] = [Tie(row.person_id, row.kin, row.relative_id) for row in recorded]
    wanted = {*people, *(tie.person for tie in ties), *(tie.relative for tie in ties)}
    households = select(Resident.household_id).where(Resident.id.in_(wanted))
    query = select(Resident.id, Resident.household_id, Resident.relation).where(Resident.household_id.in_(households))
    members: dict[uuid.UUID, list[tuple[uuid.UUID, Relation]]] = defaultdict(list)
    for resident_id, household_id, relation in session.execute(query.order_by(Resident.position)):
        members[household_id].append((resident_id, Relation(relation)))
    for household in members.values():
        ties += kinship_from_household(household)
    return near_relative_map(ties)


@dataclasses.dataclass(frozen=True)
class Relative:
    """A near relative: what they are to the person, and the recorded row if it does not follow from the households."""

    resident_id: uuid.UUID
    name: str
    born_year: int
    kin: KinKind
    kinship_id: uuid.UUID | None


def relatives_of(session: Session, person_id: uuid.UUID) -> list[Relative]:
    """The near relatives of one person, in the order of the kinds of kinship. Five queries."""
    near = near_relatives_of(session, {person_id}).get(person_id, {})
    rows = select(Kinship).where(or_(Kinship.person_id == person_id, Kinship.relative_id == person_id))
    recorded: dict[uuid.UUID, tuple[KinKind, uuid.UUID]] = {}
    for row in session.execute(rows).scalars():
        if row.relative_id == person_id:
            recorded[row.person_id] = row.kin, row.id
        else:
            recorded[row.relative_id] = INVERSE[row.kin], row.id
    names = select(Resident.id, Resident.name, Resident.born_on).where(Resident.id.in_(near.keys() | recorded.keys()))
    kinds = {key: kin for key, (kin, _) in recorded.items()} | near
    found = [
        Relative(key, name, born_on.year, kinds[key], recorded[key][1] if key in recorded else None)
        for key, name, born_on in session.execute(names)
    ]
    return sorted(found, key=lambda one: (list(KinKind).index(one.kin), one.born_year))
