"""Reading what households said."""

from __future__ import annotations

import dataclasses
import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from webapp.charter.matters import Body
from webapp.council.consultation.models import HouseholdWord, WordCorrection
from webapp.council.consultation.rules import HouseholdSays
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.meetings.rules import MeetingState
from webapp.council.polls.models import Poll
from webapp.village.constituencies.models import Constituency
from webapp.village.register.models import Household, Resident
from webapp.village.register.queries import is_first_of_household, is_lived_in


@dataclasses.dataclass(frozen=True)
class HouseholdLine:
    """One household of a representative, its head's name, what was noted of it and what it says was noted wrongly."""

    household: Household
    head: str
    word: HouseholdWord | None
    contested: WordCorrection | None = None


@dataclasses.dataclass(frozen=True)
class OwnWord:
    """What was noted of one's own household about an item: by whom and when, and whether it is contested."""

    item: AgendaItem
    meeting: Meeting
    word: HouseholdWord | None
    asked_by: str
    contested: WordCorrection | None


def _head_of() -> ColumnElement[bool]:
    return (
        (Resident.village_id == Household.village_id)
        & (Resident.household_id == Household.id)
        & is_first_of_household()
    )


def word_about(item_id: Any) -> ColumnElement[bool]:
    """The word of a household about an item."""
    is_of: ColumnElement[bool] = (
        (HouseholdWord.village_id == Household.village_id)
        & (HouseholdWord.household_id == Household.id)
        & (HouseholdWord.agenda_item_id == item_id)
    )
    return is_of


def households_of(session: Session, constituency_id: uuid.UUID | None, item_id: uuid.UUID) -> Sequence[HouseholdLine]:
    """The households one representative speaks for, with what each said about an item. Two queries."""
    if constituency_id is None:
        return []
    query = (
        select(Household, Resident.name, HouseholdWord)
        .select_from(Household)
        .outerjoin(Resident, _head_of())
        .outerjoin(HouseholdWord, word_about(item_id))
        .where(Household.constituency_id == constituency_id, is_lived_in())
        .order_by(Household.position, Resident.position)
    )
    rows: dict[uuid.UUID, tuple[Household, str, HouseholdWord | None]] = {}
    for household, head, word in session.execute(query):
        rows.setdefault(household.id, (household, head or "", word))
    contested = open_corrections(session, [word.id for _, _, word in rows.values() if word])
    return [
        HouseholdLine(household, head, word, contested.get(word.id) if word else None)
        for household, head, word in rows.values()
    ]


def said(lines: Sequence[HouseholdLine]) -> Mapping[HouseholdSays | None, int]:
    """How many households said what; None are those not asked yet."""
    return Counter(line.word.says if line.word else None for line in lines)


def word_of(session: Session, item_id: uuid.UUID, household_id: uuid.UUID) -> HouseholdWord | None:
    """What one household said about an item."""
    query = select(HouseholdWord).where(
        HouseholdWord.agenda_item_id == item_id, HouseholdWord.household_id == household_id
    )
    return session.execute(query).scalar_one_or_none()


def open_corrections(session: Session, word_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, WordCorrection]:
    """Of these words the ones a household says were noted wrongly, not yet noted anew."""
    if not word_ids:
        return {}
    query = select(WordCorrection).where(
        WordCorrection.word_id.in_(list(word_ids)), WordCorrection.settled_at.is_(None)
    )
    return {correction.word_id: correction for correction in session.execute(query).scalars()}


def contested_of_representative(session: Session, resident_id: uuid.UUID) -> Sequence[tuple[AgendaItem, Meeting]]:
    """Items on which a household says that this person noted it wrongly. One query."""
    query = (
        select(AgendaItem, Meeting)
        .join(Meeting, (Meeting.village_id == AgendaItem.village_id) & (Meeting.id == AgendaItem.meeting_id))
        .join(
            HouseholdWord,
            (HouseholdWord.village_id == AgendaItem.village_id) & (HouseholdWord.agenda_item_id == AgendaItem.id),
        )
        .where(HouseholdWord.asked_by_id == resident_id, is_contested(), Meeting.state != MeetingState.CLOSED)
        .order_by(Meeting.starts_at, AgendaItem.position)
    )
    found = {item.id: (item, meeting) for item, meeting in session.execute(query)}
    return list(found.values())


@dataclasses.dataclass(frozen=True)
class ToAsk:
    """An item of a meeting to come about which a representative has not asked so many households."""

    meeting_number: str
    starts_at: datetime
    position: int
    title: str
    households: int


def households_to_ask(session: Session, resident_id: uuid.UUID) -> list[ToAsk]:
    """For each item of a meeting to come, how many households this representative has still to ask. One query."""
    shown = (Meeting.year, Meeting.number, Meeting.starts_at, AgendaItem.position, AgendaItem.title)
    query = (
        select(*shown, func.count(Household.id))
        .select_from(Seat)
        .join(Meeting, (Meeting.village_id == Seat.village_id) & (Meeting.id == Seat.meeting_id))
        .join(AgendaItem, (AgendaItem.village_id == Meeting.village_id) & (AgendaItem.meeting_id == Meeting.id))
        .join(
            Household, (Household.village_id == Seat.village_id) & (Household.constituency_id == Seat.constituency_id)
        )
        .outerjoin(HouseholdWord, word_about(AgendaItem.id))
        .where(Seat.resident_id == resident_id, Meeting.body == Body.REPRESENTATIVES)
        .where(Meeting.state == MeetingState.CONVENED, HouseholdWord.id.is_(None), is_lived_in())
        .group_by(*shown)
        .order_by(Meeting.starts_at, AgendaItem.position)
    )
    return [ToAsk(f"{row[0]}-{row[1]}", row[2], row[3], row[4], row[5]) for row in session.execute(query)]


def has_poll(session: Session, item_id: uuid.UUID) -> bool:
    """Whether the item was put to the vote already."""
    return session.execute(select(Poll.id).where(Poll.agenda_item_id == item_id).limit(1)).first() is not None


def household_of(session: Session, resident_id: uuid.UUID | None) -> Household | None:
    """The household a person belongs to."""
    query = (
        select(Household)
        .join(Resident, (Resident.village_id == Household.village_id) & (Resident.household_id == Household.id))
        .where(Resident.id == resident_id)
    )
    return session.execute(query).scalar_one_or_none()


def own_words(session: Session, household: Household) -> Sequence[OwnWord]:
    """What was noted of a household, and the coming items on which it is still to be asked; newest meeting first."""
    asked = (
        select(Seat.id)
        .where(Seat.village_id == Meeting.village_id, Seat.meeting_id == Meeting.id)
        .where(Seat.constituency_id == household.constituency_id)
        .exists()
    )
    query = (
        select(AgendaItem, Meeting, HouseholdWord, Resident.name)
        .join(Meeting, (Meeting.village_id == AgendaItem.village_id) & (Meeting.id == AgendaItem.meeting_id))
        .outerjoin(
            HouseholdWord,
            (HouseholdWord.village_id == AgendaItem.village_id)
            & (HouseholdWord.agenda_item_id == AgendaItem.id)
            & (HouseholdWord.household_id == household.id),
        )
        .outerjoin(
            Resident,
            (Resident.village_id == HouseholdWord.village_id) & (Resident.id == HouseholdWord.asked_by_id),
        )
        .where(HouseholdWord.id.is_not(None) | ((Meeting.state != MeetingState.CLOSED) & asked))
        .order_by(Meeting.starts_at.desc(), AgendaItem.position)
    )
    rows = session.execute(query).all()
    contested = open_corrections(session, [row[2].id for row in rows if row[2]])
    return [
        OwnWord(item, meeting, word, name or "", contested.get(word.id) if word else None)
        for item, meeting, word, name in rows
    ]


def is_contested() -> ColumnElement[bool]:
    """Whether the household says that its word was noted wrongly."""
    return (
        select(WordCorrection.id)
        .where(WordCorrection.village_id == HouseholdWord.village_id, WordCorrection.word_id == HouseholdWord.id)
        .where(WordCorrection.settled_at.is_(None))
        .correlate(HouseholdWord)
        .exists()
    )


def constituencies_at(session: Session, meeting_id: uuid.UUID) -> Sequence[Constituency]:
    """The constituencies somebody due at a meeting speaks for, in their order. One query."""
    spoken_for = select(Seat.constituency_id).where(Seat.meeting_id == meeting_id)
    query = select(Constituency).where(Constituency.id.in_(spoken_for)).order_by(Constituency.number)
    return session.execute(query).scalars().all()
