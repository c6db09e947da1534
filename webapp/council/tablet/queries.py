"""Reading what the tablet needs: wrong tries so far, the votes a person could take part in."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.council.polls.models import Ballot, Poll, Recusal
from webapp.council.polls.rules import Channel, PollState
from webapp.council.tablet.models import TabletTry


def tries_since(session: Session, meeting_id: uuid.UUID, position: int, since: datetime) -> tuple[int, int]:
    """Wrong codes since then: for this number of the list, and in the meeting altogether. One query."""
    for_seat = func.count(TabletTry.id).filter(TabletTry.position == position)
    query = select(for_seat, func.count(TabletTry.id)).where(TabletTry.meeting_id == meeting_id, TabletTry.at >= since)
    row = session.execute(query).one()
    return int(row[0]), int(row[1])


def open_polls_for(session: Session, meeting_id: uuid.UUID, seat_id: uuid.UUID) -> Sequence[tuple[Poll, Ballot | None]]:
    """The open votes of a meeting with the ballot this seat already has in them. One query."""
    query = (
        select(Poll, Ballot)
        .outerjoin(
            Ballot,
            (Ballot.village_id == Poll.village_id) & (Ballot.poll_id == Poll.id) & (Ballot.seat_id == seat_id),
        )
        .where(Poll.meeting_id == meeting_id, Poll.state == PollState.OPEN)
        .order_by(Poll.number)
    )
    return [(poll, ballot) for poll, ballot in session.execute(query)]


def is_recused(session: Session, poll_id: uuid.UUID, seat_id: uuid.UUID) -> bool:
    """Whether this seat stands aside in a vote. One query."""
    query = select(Recusal.id).where(Recusal.poll_id == poll_id, Recusal.seat_id == seat_id)
    return session.execute(query).first() is not None


def cast_by(session: Session, poll_id: uuid.UUID, seat_id: uuid.UUID) -> Channel | None:
    """By which way this seat has taken part already, if it has. One query."""
    query = select(Ballot.channel).where(Ballot.poll_id == poll_id, Ballot.seat_id == seat_id)
    return session.execute(query).scalar_one_or_none()
