"""Which polls are open, and what the log may not yet show of them."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit.models import LogEntry
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import PollState

BALLOT_EVENTS = frozenset({"ballot_cast", "ballot_written", "sheet_confirmed", "sheet_entered"})


def open_poll_keys(session: Session) -> frozenset[uuid.UUID]:
    """The polls that are open now. One query."""
    return frozenset(session.scalars(select(Poll.id).where(Poll.state == PollState.OPEN)))


def must_wait(entry: LogEntry, said: dict[str, Any] | None, open_polls: frozenset[uuid.UUID]) -> bool:
    """Whether an entry is the ballot of a poll still open: how people vote is published when it closes."""
    if entry.event not in BALLOT_EVENTS or not open_polls:
        return False
    facts = (said or {}).get("facts")
    poll = facts.get("poll") if isinstance(facts, dict) else None
    return entry.subject_id in open_polls or poll in {key.hex for key in open_polls}
