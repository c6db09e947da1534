"""Reading the log: its head, its entries, and proofs about them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from webapp.audit.models import LogCheckpoint, LogEntry, LogHead
from webapp.audit.verifier.merkle import (
    HASH_SIZE,
    Frontier,
    Node,
    ProofError,
    Read,
    consistency_proof,
    inclusion_proof,
    root_at,
    where,
)
from webapp.core.database import VillageSession, prepared

HEAD = prepared(select(LogHead))
SIZE = prepared(select(LogHead.size))
COUNT_OF_MATTER = prepared(
    select(func.count().label("entries")).select_from(LogEntry).where(LogEntry.matter_id == bindparam("matter_id"))
)


def head_of(session: Session) -> LogHead:
    """The head of this village's log; an empty one before its first entry."""
    head = session.execute(HEAD).scalar_one_or_none()
    return head or LogHead(size=0, frontier=b"", last_at=None)


def size_of_log(session: VillageSession) -> int:
    """How many entries this village's log has, on the shortest way: every page asks for it."""
    return sum(row.size for row in session.look_up(SIZE))


def frontier_of(head: LogHead) -> Frontier:
    """The peaks of the tree at this head."""
    return Frontier.from_bytes(head.size, head.frontier)


def checkpoints_of(session: Session, limit: int | None = None) -> Sequence[LogCheckpoint]:
    """How long the log was at each decision, and its root then; newest first. One query."""
    return session.execute(select(LogCheckpoint).order_by(LogCheckpoint.size.desc()).limit(limit)).scalars().all()


def entry(session: Session, seq: int) -> LogEntry | None:
    """One entry by its number, counted from 0."""
    return session.execute(select(LogEntry).where(LogEntry.seq == seq)).scalar_one_or_none()


def entries_about(session: Session, subject_id: uuid.UUID, limit: int = 100) -> Sequence[LogEntry]:
    """Entries whose subject is this row, newest first."""
    query = select(LogEntry).where(LogEntry.subject_id == subject_id).order_by(LogEntry.seq.desc()).limit(limit)
    return session.execute(query).scalars().all()


def facts_about(session: Session, subject_id: uuid.UUID, event: str) -> dict[str, Any]:
    """What the log says of an event that befell this row, the last time it did; empty if it never did. One query."""
    query = select(LogEntry.body).where(LogEntry.subject_id == subject_id, LogEntry.event == event)
    body = session.execute(query.order_by(LogEntry.seq.desc()).limit(1)).scalar_one_or_none()
    return dict(json.loads(bytes(body))["facts"]) if body else {}


def entries_of_matter(session: Session, matter_id: uuid.UUID, limit: int) -> Sequence[LogEntry]:
    """The chain of a matter, oldest first."""
    query = select(LogEntry).where(LogEntry.matter_id == matter_id).order_by(LogEntry.seq).limit(limit)
    return session.execute(query).scalars().all()


def entries_before(session: Session, seq: int, limit: int) -> Sequence[LogEntry]:
    """A page of the log: entries numbered below `seq`, newest first."""
    query = select(LogEntry).where(LogEntry.seq < seq).order_by(LogEntry.seq.desc()).limit(limit)
    return session.execute(query).scalars().all()


def prove_inclusion(session: Session, seq: int, size: int) -> list[bytes]:
    """The proof that entry `seq` stands in the log of `size` entries (RFC 9162 section 2.1.3)."""
    return inclusion_proof(seq, size, reader_of(session))


def prove_consistency(session: Session, old: int, new: int) -> list[bytes]:
    """The proof that the log of `new` entries begins with the log of `old` entries (RFC 9162 section 2.1.4)."""
    return consistency_proof(old, new, reader_of(session))


def root_of(session: Session, size: int) -> bytes:
    """The root the log had at this size."""
    return root_at(size, reader_of(session))


def reader_of(session: Session) -> Read:
    """What fetches stored hashes of this village's tree: one query a call."""

    def read(nodes: list[Node]) -> list[bytes]:
        places = [where(level, index) for level, index in nodes]
        query = select(LogEntry.seq, LogEntry.hashes).where(LogEntry.seq.in_({seq for seq, _ in places}))
        rows = {row.seq: row.hashes for row in session.execute(query)}
        if gone := {seq for seq, _ in places} - rows.keys():
            raise ProofError(f"Entry {min(gone)} is missing.")
        return [bytes(rows[seq][offset : offset + HASH_SIZE]) for seq, offset in places]

    return read


def count_of_matter(session: VillageSession, matter_id: uuid.UUID) -> int:
    """How many entries a matter's chain has."""
    found: int = session.look_up(COUNT_OF_MATTER, matter_id=matter_id)[0].entries
    return found
