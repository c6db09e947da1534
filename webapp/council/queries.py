"""Which polls are open, and what the log may not yet show of them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit.models import LogEntry
from webapp.council.meetings.models import Seat
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import PollState

BALLOT_EVENTS = frozenset(
    {"ballot_cast", "choice_cast", "secret_ballot_cast", "ballot_written", "sheet_confirmed", "sheet_entered"}
)


def open_poll_keys(session: Session) -> frozenset[uuid.UUID]:
    """The polls that are open now. One query."""
    return frozenset(session.scalars(select(Poll.id).where(Poll.state == PollState.OPEN)))


def open_votes_of(session: Session, resident_id: uuid.UUID | None) -> Sequence[str]:
    """The motions of the votes that are open now and in which this person is due. One query."""
    query = (
        select(Poll.motion)
        .join(Seat, (Seat.village_id == Poll.village_id) & (Seat.meeting_id == Poll.meeting_id))
        .where(Poll.state == PollState.OPEN, Seat.resident_id == resident_id)
    )
    return session.scalars(query).all() if resident_id else []


def must_wait(entry: LogEntry, said: dict[str, Any] | None, open_polls: frozenset[uuid.UUID]) -> bool:
    """Whether an entry is the ballot of a poll still open: how people vote is published when it closes."""
    if entry.event not in BALLOT_EVENTS or not open_polls:
        return False
    facts = (said or {}).get("facts")
    poll = facts.get("poll") if isinstance(facts, dict) else None
    return entry.subject_id in open_polls or poll in {key.hex for key in open_polls}
