"""Polls: how far an open one is, how everyone voted in a closed one."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from webapp.branch.matters.models import Matter
from webapp.core.errors import NotFound
from webapp.council.meetings.models import Meeting
from webapp.council.polls.models import Ballot, Poll
from webapp.council.resolutions.models import Resolution
from webapp.kit.addresses import Numbered


def polls() -> Select[Poll, Meeting, Matter, Resolution]:
    """The statement of all polls with meeting, matter and (if it carried) resolution, the newest first."""
    return (
        select(Poll, Meeting, Matter, Resolution)
        .join(Meeting, (Meeting.village_id == Poll.village_id) & (Meeting.id == Poll.meeting_id))
        .join(Matter, (Matter.village_id == Poll.village_id) & (Matter.id == Poll.matter_id))
        .outerjoin(Resolution, (Resolution.village_id == Poll.village_id) & (Resolution.poll_id == Poll.id))
        .order_by(Poll.opened_at.desc(), Poll.number.desc(), Poll.id)
    )


def poll_at(session: Session, meeting: Numbered, number: int) -> tuple[Poll, Meeting, Matter, Resolution | None]:
    """One poll of one meeting; NotFound when there is none. One query."""
    query = polls().where(Meeting.year == meeting.year, Meeting.number == meeting.number, Poll.number == number)
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotFound("Poll", number)
    return found[0], found[1], found[2], found[3]


def ballot_counts(session: Session, poll_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, int]:
    """How many ballots each of these polls has; how people voted is not read. One query."""
    query = select(Ballot.poll_id, func.count(Ballot.id)).where(Ballot.poll_id.in_(poll_ids)).group_by(Ballot.poll_id)
    return {row[0]: row[1] for row in session.execute(query)}
