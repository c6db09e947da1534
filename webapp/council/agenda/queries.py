"""Reading where a meeting is."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.council.meetings.models import AgendaItem
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import PollState


def items_of(session: Session, meeting_id: uuid.UUID) -> Sequence[AgendaItem]:
    """The items in order. One query."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.position)
    return session.execute(query.execution_options(populate_existing=True)).scalars().all()


def current_of(items: Sequence[AgendaItem]) -> AgendaItem | None:
    """The item that is dealt with now: called up and not ended."""
    return next((item for item in items if item.began_at is not None and item.ended_at is None), None)


def is_voting(session: Session, item_id: uuid.UUID) -> bool:
    """Whether a vote on this item, or on a change to it, is open now. One query."""
    query = select(Poll.id).where(Poll.agenda_item_id == item_id, Poll.state == PollState.OPEN).limit(1)
    return session.execute(query).first() is not None


def is_decided(session: Session, item_id: uuid.UUID) -> bool:
    """Whether a vote on the item itself has decided it. One query."""
    query = select(Poll.id).where(Poll.agenda_item_id == item_id, Poll.amendment_id.is_(None), Poll.valid.is_(True))
    return session.execute(query.limit(1)).first() is not None
