"""Reading why people voted as they did."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.council.explanations.models import VoteExplanation
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.meetings.rules import SeatKind, shown_name
from webapp.council.polls.models import Ballot, Poll
from webapp.council.polls.rules import Vote


class Explanation(NamedTuple):
    """Why somebody voted as they did."""

    seat_id: uuid.UUID
    name: str
    kind: SeatKind
    vote: Vote | None
    text: str
    said_at: datetime
    motion: str
    meeting: Meeting
    poll_number: int

    @property
    def public_name(self) -> str:
        """The name as everybody may read it."""
        return shown_name(self.name, self.kind)


def explanation_of(session: Session, poll_id: uuid.UUID, seat_id: uuid.UUID) -> VoteExplanation | None:
    """What one seat said about its vote in a poll."""
    query = select(VoteExplanation).where(VoteExplanation.poll_id == poll_id, VoteExplanation.seat_id == seat_id)
    return session.execute(query).scalar_one_or_none()


def _explanations() -> Any:
    return (
        select(
            Seat.id,
            Seat.name,
            Seat.kind,
            Ballot.vote,
            VoteExplanation.text,
            VoteExplanation.said_at,
            Poll.motion,
            Meeting,
            Poll.number,
        )
        .select_from(VoteExplanation)
        .join(Seat, (Seat.village_id == VoteExplanation.village_id) & (Seat.id == VoteExplanation.seat_id))
        .join(Poll, (Poll.village_id == VoteExplanation.village_id) & (Poll.id == VoteExplanation.poll_id))
        .join(Meeting, (Meeting.village_id == Poll.village_id) & (Meeting.id == Poll.meeting_id))
        .outerjoin(
            Ballot,
            (Ballot.village_id == Seat.village_id) & (Ballot.poll_id == Poll.id) & (Ballot.seat_id == Seat.id),
        )
    )


def explanations(session: Session, poll_id: uuid.UUID) -> Sequence[Explanation]:
    """What those who voted said about it, in the order of the seats. One query."""
    query = _explanations().where(VoteExplanation.poll_id == poll_id).order_by(Seat.position)
    return [Explanation(*row) for row in session.execute(query)]


def explanations_in(session: Session, constituency_ids: Collection[uuid.UUID], most: int) -> Sequence[Explanation]:
    """The latest words of those who speak for these constituencies. One query."""
    query = _explanations().where(Seat.constituency_id.in_(list(constituency_ids)))
    return [Explanation(*row) for row in session.execute(query.order_by(VoteExplanation.said_at.desc()).limit(most))]
