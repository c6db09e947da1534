"""Who is a teller or a scrutineer of the meeting, poll or sheet in view."""

from __future__ import annotations

import uuid

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from webapp.core.context import Context
from webapp.core.db import VillageScoped
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.rules import MeetingState
from webapp.council.polls.models import Poll
from webapp.council.sheets.models import Sheet
from webapp.council.tellers.models import Teller
from webapp.council.tellers.rules import CountingRole


def is_teller(ctx: Context, subject: VillageScoped | None) -> bool:
    """Whether this person counts at the meeting; without one in view: at any meeting not yet over."""
    return _serves(ctx, subject, CountingRole.TELLER)


def is_scrutineer(ctx: Context, subject: VillageScoped | None) -> bool:
    """Whether this person watches the counting at the meeting; without one in view: at any meeting not yet over."""
    return _serves(ctx, subject, CountingRole.SCRUTINEER)


def meeting_in_view(session: Session, subject: object | None) -> uuid.UUID | None:
    """The meeting a row belongs to: the meeting itself, one of its polls, one of the poll's sheets."""
    match subject:
        case Meeting():
            return subject.id
        case Poll():
            return subject.meeting_id
        case Sheet():
            return session.execute(select(Poll.meeting_id).where(Poll.id == subject.poll_id)).scalar_one()
    return None


def serving(role: CountingRole, meeting_id: uuid.UUID | None) -> Select[Teller]:
    """The statement of those who count (or watch) at a meeting; of all meetings not yet over, if none is named."""
    query = select(Teller).where(Teller.role == role, Teller.relieved_at.is_(None))
    if meeting_id is not None:
        return query.where(Teller.meeting_id == meeting_id).order_by(Teller.appointed_at, Teller.name)
    is_the_meeting = (Meeting.village_id == Teller.village_id) & (Meeting.id == Teller.meeting_id)
    return query.join(Meeting, is_the_meeting).where(Meeting.state != MeetingState.CLOSED).order_by(Teller.name)


def _serves(ctx: Context, subject: VillageScoped | None, role: CountingRole) -> bool:
    if ctx.actor.resident_id is None:
        return False
    query = serving(role, meeting_in_view(ctx.session, subject)).where(Teller.resident_id == ctx.actor.resident_id)
    return ctx.session.execute(query.limit(1)).first() is not None
