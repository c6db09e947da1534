"""Meetings of the council with their seats, agenda and polls."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from webapp.branch.matters.models import Matter
from webapp.core.errors import NotFound
from webapp.council.amendments.queries import Moved, amendments_by_item
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.meetings.queries import agenda_of, seats_of
from webapp.council.minutes.models import Minutes
from webapp.council.minutes.queries import minutes_of, signatures_of
from webapp.council.minutes.rules import SignerRole
from webapp.council.polls.models import Poll
from webapp.council.polls.queries import polls_of
from webapp.kit.addresses import Numbered
from webapp.village.constituencies.models import Constituency


@dataclasses.dataclass(frozen=True)
class WholeMeeting:
    """A meeting with everyone due, its agenda and its polls."""

    meeting: Meeting
    seats: Sequence[Seat]
    agenda: Sequence[tuple[AgendaItem, Matter]]
    polls: Sequence[Poll]
    constituencies: Mapping[Any, int]
    amendments: Mapping[uuid.UUID, Sequence[Moved]]
    minutes: Minutes | None
    signed: Sequence[SignerRole]


def meetings() -> Select[Meeting]:
    """The statement of all meetings of every body, the newest first."""
    return select(Meeting).order_by(Meeting.starts_at.desc(), Meeting.year.desc(), Meeting.number.desc())


def meeting_at(session: Session, number: Numbered) -> Meeting:
    """The meeting people call by this number; NotFound when there is none."""
    query = meetings().where(Meeting.year == number.year, Meeting.number == number.number)
    found = session.execute(query).scalar_one_or_none()
    if found is None:
        raise NotFound("Meeting", str(number))
    return found


def whole_meeting(session: Session, number: Numbered) -> WholeMeeting:
    """Everything that is public about a meeting, in a constant number of queries."""
    meeting = meeting_at(session, number)
    agenda, minutes = agenda_of(session, meeting.id), minutes_of(session, meeting.id)
    return WholeMeeting(
        meeting=meeting,
        seats=seats_of(session, meeting.id),
        agenda=agenda,
        polls=polls_of(session, meeting.id),
        constituencies=constituency_numbers(session, meeting.id),
        amendments=amendments_by_item(session, [item.id for item, _ in agenda]),
        minutes=minutes,
        signed=[one.role for one in signatures_of(session, minutes.id)] if minutes else [],
    )


def constituency_numbers(session: Session, meeting_id: uuid.UUID) -> Mapping[Any, int]:
    """The numbers of the constituencies that have a seat at a meeting. One query."""
    query = (
        select(Constituency.id, Constituency.number)
        .join(Seat, (Seat.village_id == Constituency.village_id) & (Seat.constituency_id == Constituency.id))
        .where(Seat.meeting_id == meeting_id)
        .distinct()
    )
    return {row.id: row.number for row in session.execute(query)}
