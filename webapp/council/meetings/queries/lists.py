"""Reading meetings: those to come and those held, mine, and by whose law a meeting is judged."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.board.rules import read_short_number
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import plain_value
from webapp.core.clock import china_date
from webapp.core.database import prepared
from webapp.core.pages import Page, page_of
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.meetings.rules import Gathering, MeetingState
from webapp.village.register.models import Resident

TO_COME = prepared(select(Meeting).where(Meeting.state != MeetingState.CLOSED).order_by(Meeting.starts_at))


def meeting_by_number(session: Session, number: str) -> Meeting | None:
    """The meeting people call by this number: 2026-3."""
    wanted = read_short_number(number)
    if wanted is None:
        return None
    query = select(Meeting).where(Meeting.year == wanted[0], Meeting.number == wanted[1])
    return session.execute(query).scalar_one_or_none()


def meetings(session: Session, number: int) -> Page:
    """All meetings, the newest first, one page of them. Two queries."""
    return page_of(session, select(Meeting).order_by(Meeting.starts_at.desc(), Meeting.number.desc()), number)


def meetings_to_come(session: Session, now: datetime) -> Sequence[Meeting]:
    """Meetings convened or open, the next one first. One query. `now` hides nothing: a late one still waits."""
    return session.scalars(TO_COME).all()


def my_meetings(session: Session, resident_id: uuid.UUID) -> Sequence[tuple[Meeting, Seat]]:
    """Meetings convened or open at which this person, or the person's household, is due, with the seat. One query."""
    home = select(Resident.household_id).where(Resident.id == resident_id)
    query = (
        select(Meeting, Seat)
        .join(Seat, (Seat.village_id == Meeting.village_id) & (Seat.meeting_id == Meeting.id))
        .where(
            Meeting.state != MeetingState.CLOSED,
            or_(Seat.resident_id == resident_id, Seat.household_id == home.scalar_subquery()),
        )
        .order_by(Meeting.starts_at)
    )
    return [(meeting, seat) for meeting, seat in session.execute(query)]


def local_on(session: Session, on: date) -> dict[str, object]:
    """The village's own rules that count on a day, in the form the charter reads them. One query."""
    profile = rules_in_force(session, on)
    return {rule.id: plain_value(rule.value) for rule in profile if rule.is_local}


def held_on(meeting: Meeting) -> date:
    """The day by whose law the meeting is judged: when it was opened, or when it is to begin."""
    return china_date(meeting.opened_at or meeting.starts_at)


def gathering_of(meeting: Meeting) -> Gathering:
    """Who meets here, and whether heads or households are counted."""
    return Gathering(meeting.body, meeting.count_by, meeting.group_id)
