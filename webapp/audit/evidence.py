"""Reading what others may check the log by: its keys, its signed checkpoints, and what witnesses said of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.audit.models import LogCheckpoint, LogCosignature, LogHead, LogKey
from webapp.audit.verifier.note import ED25519, Note, VerifierKey, read_note, read_signatures


class PublishedKey(NamedTuple):
    """A key of this village's log: the checkpoints from `since` on, up to `until`, bear its signature."""

    number: int
    key: VerifierKey
    since: int | None
    until: int | None = None


class Due(NamedTuple):
    """A village whose log has grown since its newest checkpoint (size 0: it has none)."""

    village_id: int
    size: int
    cut: int


def log_keys(session: Session) -> list[PublishedKey]:
    """The keys that sign and signed this village's log, the first one first; none before the first signature."""
    rows = session.execute(select(LogKey).order_by(LogKey.number)).scalars().all()
    ends = [row.since_size - 1 if row.since_size else None for row in rows[1:]] + [None]
    return [
        PublishedKey(row.number, VerifierKey(row.origin, ED25519, bytes(row.public)), row.since_size, end)
        for row, end in zip(rows, ends, strict=False)
    ]


def newest_signed(session: Session) -> LogCheckpoint | None:
    """The newest checkpoint that is signed."""
    query = select(LogCheckpoint).where(LogCheckpoint.note.is_not(None)).order_by(LogCheckpoint.size.desc()).limit(1)
    return session.execute(query).scalar_one_or_none()


def signed_checkpoint(session: Session, size: int) -> LogCheckpoint | None:
    """The signed checkpoint of a log of this size."""
    query = select(LogCheckpoint).where(LogCheckpoint.size == size, LogCheckpoint.note.is_not(None))
    return session.execute(query).scalar_one_or_none()


def cosignatures_of(session: Session, sizes: Sequence[int]) -> dict[int, list[LogCosignature]]:
    """What witnesses said of the checkpoints of these sizes, the earliest first."""
    found: dict[int, list[LogCosignature]] = {size: [] for size in sizes}
    query = (
        select(LogCosignature).where(LogCosignature.size.in_(sizes)).order_by(LogCosignature.time, LogCosignature.name)
    )
    for row in session.execute(query).scalars():
        found[row.size].append(row)
    return found


def note_of(session: Session, checkpoint: LogCheckpoint) -> Note:
    """The signed note of a checkpoint with every cosignature below it. The checkpoint must be signed."""
    note = read_note((checkpoint.note or "").encode())
    below = cosignatures_of(session, [checkpoint.size])[checkpoint.size]
    return note.with_signatures(line for row in below for line in read_signatures(row.line))


def villages_due(session: Session) -> list[Due]:
    """Across villages: those whose log is longer than its newest signed checkpoint."""
    newest = (
        select(LogCheckpoint.village_id, func.max(LogCheckpoint.size).label("size"))
        .where(LogCheckpoint.note.is_not(None))
        .group_by(LogCheckpoint.village_id)
        .subquery()
    )
    query = (
        select(LogHead.village_id, LogHead.size, func.coalesce(newest.c.size, 0))
        .outerjoin(newest, newest.c.village_id == LogHead.village_id)
        .where(LogHead.size > func.coalesce(newest.c.size, 0))
        .order_by(LogHead.village_id)
    )
    return [Due(*row) for row in session.execute(query)]
