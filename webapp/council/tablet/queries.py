"""Reading what the tablet needs: wrong tries so far, the votes a person could take part in."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.council.polls.models import Ballot, Poll, PollOption
from webapp.council.polls.rules import PollState
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


def options_by_poll(session: Session, poll_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[PollOption]]:
    """The options of several votes in their order. One query."""
    query = select(PollOption).where(PollOption.poll_id.in_(list(poll_ids))).order_by(PollOption.position)
    found: dict[uuid.UUID, list[PollOption]] = {key: [] for key in poll_ids}
    for option in session.execute(query).scalars():
        found[option.poll_id].append(option)
    return found
