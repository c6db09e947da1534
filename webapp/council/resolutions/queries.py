"""Reading resolutions."""

from __future__ import annotations

import uuid

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from webapp.board.rules import read_short_number
from webapp.core.database import prepared
from webapp.core.pages import Page, page_of
from webapp.council.meetings.models import Meeting
from webapp.council.polls.models import Poll
from webapp.council.resolutions.models import Resolution

OF_MATTER = prepared(
    select(Resolution)
    .where(Resolution.matter_id == bindparam("matter_id"))
    .order_by(Resolution.year.desc(), Resolution.number.desc())
    .limit(1)
)
BY_NUMBER = prepared(
    select(Resolution, Poll, Meeting)
    .join(Poll, (Poll.village_id == Resolution.village_id) & (Poll.id == Resolution.poll_id))
    .join(Meeting, (Meeting.village_id == Poll.village_id) & (Meeting.id == Poll.meeting_id))
    .where(Resolution.year == bindparam("year"), Resolution.number == bindparam("number"))
)


def resolutions(session: Session, number: int) -> Page:
    """All resolutions, the newest first, one page of them. Two queries."""
    return page_of(session, select(Resolution).order_by(Resolution.year.desc(), Resolution.number.desc()), number)


def resolution_by_number(session: Session, number: str) -> tuple[Resolution, Poll, Meeting] | None:
    """The resolution people call by this number, with its poll and meeting. One query."""
    wanted = read_short_number(number)
    if wanted is None:
        return None
    row = session.execute(BY_NUMBER, {"year": wanted[0], "number": wanted[1]}).one_or_none()
    return (row[0], row[1], row[2]) if row else None


def resolution_of_matter(session: Session, matter_id: uuid.UUID) -> Resolution | None:
    """The newest resolution about a matter. One query."""
    return session.execute(OF_MATTER, {"matter_id": matter_id}).scalar_one_or_none()


def resolution_of_poll(session: Session, poll_id: uuid.UUID) -> Resolution | None:
    """The resolution a poll became. One query."""
    return session.execute(select(Resolution).where(Resolution.poll_id == poll_id)).scalar_one_or_none()
