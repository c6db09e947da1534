"""Reading the speakers' list: who speaks, who waits, who spoke."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.council.meetings.models import AgendaItem, Seat
from webapp.council.speeches.models import Speech


@dataclasses.dataclass(frozen=True)
class Turn:
    """One line of the list: the turn and whose it is."""

    speech: Speech
    seat: Seat

    @property
    def is_waiting(self) -> bool:
        """Whether the person still waits to speak."""
        return self.speech.began_at is None and self.speech.withdrawn_at is None

    @property
    def is_speaking(self) -> bool:
        """Whether the person speaks now."""
        return self.speech.began_at is not None and self.speech.ended_at is None


def turns_by_item(session: Session, item_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[Turn]]:
    """The turns of several items, in the order in which people asked. One query."""
    found: dict[uuid.UUID, list[Turn]] = {key: [] for key in item_ids}
    query = (
        select(Speech, Seat)
        .join(Seat, (Seat.village_id == Speech.village_id) & (Seat.id == Speech.seat_id))
        .where(Speech.agenda_item_id.in_(list(item_ids)))
        .order_by(Speech.asked_at, Speech.id)
    )
    for speech, seat in session.execute(query):
        found[speech.agenda_item_id].append(Turn(speech, seat))
    return found


def turns_of(session: Session, item_id: uuid.UUID) -> Sequence[Turn]:
    """The turns of one item. One query."""
    return turns_by_item(session, [item_id])[item_id]


def turns_of_seat(session: Session, item_id: uuid.UUID, seat_id: uuid.UUID) -> Sequence[Speech]:
    """One person's turns on one item, the first one first. One query."""
    query = select(Speech).where(Speech.agenda_item_id == item_id, Speech.seat_id == seat_id).order_by(Speech.turn)
    return session.execute(query).scalars().all()


def speaking_in(session: Session, meeting_id: uuid.UUID) -> Speech | None:
    """The turn that goes on now in a meeting, if any. One query."""
    query = (
        select(Speech)
        .join(AgendaItem, (AgendaItem.village_id == Speech.village_id) & (AgendaItem.id == Speech.agenda_item_id))
        .where(AgendaItem.meeting_id == meeting_id, Speech.began_at.is_not(None), Speech.ended_at.is_(None))
        .order_by(Speech.began_at)
        .limit(1)
    )
    return session.execute(query).scalar_one_or_none()
