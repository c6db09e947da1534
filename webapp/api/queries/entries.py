"""Entries of the village's log, and which of them must wait."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit.models import LogEntry
from webapp.audit.queries import head_of
from webapp.core.pages import Page


def entries_page(session: Session, asked: dict[str, Any]) -> Page:
    """A page of the log, the oldest entry first: a full page never changes again. Two queries, whatever its length."""
    size, number = asked["page_size"], asked["page"]
    first = (number - 1) * size
    query = select(LogEntry).where(LogEntry.seq >= first, LogEntry.seq < first + size).order_by(LogEntry.seq)
    return Page(session.scalars(query).all(), number, head_of(session).size, size)


def decoded(entry: LogEntry) -> dict[str, Any] | None:
    """What the bytes of an entry say; nothing when they are no JSON object (an entry that was tampered with)."""
    try:
        found = json.loads(entry.body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
