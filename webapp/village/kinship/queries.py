"""Reading who is a near relative of whom."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.village.kinship.models import Kinship
from webapp.village.kinship.rules import KinKind, Tie, kinship_from_household, near_relative_map
from webapp.village.register.models import Resident
from webapp.village.register.rules import Relation

Kin = dict[uuid.UUID, dict[uuid.UUID, KinKind]]


def near_relatives_of(session: Session, people: Collection[uuid.UUID]) -> Kin:
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
