"""Reading what stands on the hall's papers."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.council.polls.models import PollOption


def options_on_paper(session: Session, poll_id: uuid.UUID) -> Sequence[PollOption]:
    """The options of a poll in their order. One query."""
    query = select(PollOption).where(PollOption.poll_id == poll_id).order_by(PollOption.position)
    return session.execute(query).scalars().all()
