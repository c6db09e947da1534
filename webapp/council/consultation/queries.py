"""Reading what households said."""

from __future__ import annotations

import dataclasses
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.council.consultation.models import HouseholdWord
from webapp.council.consultation.rules import HouseholdSays
from webapp.council.polls.models import Poll
from webapp.village.register.models import Household, Resident
from webapp.village.register.queries import is_first_of_household


@dataclasses.dataclass(frozen=True)
class HouseholdLine:
    """One household of a representative, its head's name, and what was noted of it."""

    household: Household
    head: str
    word: HouseholdWord | None


def households_of(session: Session, constituency_id: uuid.UUID | None, item_id: uuid.UUID) -> Sequence[HouseholdLine]:
    """The households one representative speaks for, with what each said about an item. One query."""
    if constituency_id is None:
        return []
    query = (
        select(Household, Resident.name, HouseholdWord)
        .select_from(Household)
        .outerjoin(
            Resident,
            (Resident.village_id == Household.village_id)
            & (Resident.household_id == Household.id)
            & is_first_of_household(),
        )
        .outerjoin(
            HouseholdWord,
            (HouseholdWord.village_id == Household.village_id)
            & (HouseholdWord.household_id == Household.id)
            & (HouseholdWord.agenda_item_id == item_id),
        )
        .where(Household.constituency_id == constituency_id)
        .order_by(Household.position, Resident.position)
    )
    lines = [HouseholdLine(household, head or "", word) for household, head, word in session.execute(query)]
    return list({line.household.id: line for line in reversed(lines)}.values())[::-1]


def said(lines: Sequence[HouseholdLine]) -> Mapping[HouseholdSays | None, int]:
    """How many households said what; None are those not asked yet."""
    return Counter(line.word.says if line.word else None for line in lines)


def word_of(session: Session, item_id: uuid.UUID, household_id: uuid.UUID) -> HouseholdWord | None:
    """What one household said about an item."""
    query = select(HouseholdWord).where(
        HouseholdWord.agenda_item_id == item_id, HouseholdWord.household_id == household_id
    )
    return session.execute(query).scalar_one_or_none()


def has_poll(session: Session, item_id: uuid.UUID) -> bool:
    """Whether the item was put to the vote already."""
    return session.execute(select(Poll.id).where(Poll.agenda_item_id == item_id).limit(1)).first() is not None
