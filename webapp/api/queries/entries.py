"""Entries of the village's log, and which of them must wait."""

from __future__ import annotations

import json
import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit.models import LogEntry
from webapp.audit.queries import head_of
from webapp.core.pages import Page
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import PollState

BALLOT_EVENTS = frozenset({"ballot_cast"})


def entries_page(session: Session, asked: dict[str, Any]) -> Page:
    """A page of the log, the oldest entry first: a full page never changes again. Two queries, whatever its length."""
    size, number = asked["page_size"], asked["page"]
    first = (number - 1) * size
    query = select(LogEntry).where(LogEntry.seq >= first, LogEntry.seq < first + size).order_by(LogEntry.seq)
    return Page(session.scalars(query).all(), number, head_of(session).size, size)


def open_poll_keys(session: Session) -> frozenset[uuid.UUID]:
    """The polls that are open now. One query."""
    return frozenset(session.scalars(select(Poll.id).where(Poll.state == PollState.OPEN)))


def decoded(entry: LogEntry) -> dict[str, Any] | None:
    """What the bytes of an entry say; nothing when they are no JSON object (an entry that was tampered with)."""
    try:
        found = json.loads(entry.body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def must_wait(entry: LogEntry, said: dict[str, Any] | None, open_polls: frozenset[uuid.UUID]) -> bool:
    """Whether an entry is the ballot of a poll still open: how people vote is published when it closes."""
    if entry.event not in BALLOT_EVENTS or not open_polls:
        return False
    facts = (said or {}).get("facts")
    poll = facts.get("poll") if isinstance(facts, dict) else None
    return entry.subject_id in open_polls or poll in {key.hex for key in open_polls}
