"""What a bundle takes out of the log: entries, what stands beside them, and the signed checkpoints that cover them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.audit.bundles.packing import Beside
from webapp.audit.evidence import log_keys, note_of
from webapp.audit.models import LogCheckpoint, LogEntry, LogPreimage
from webapp.audit.verifier.note import NoteError
from webapp.audit.verifier.policy import NONE, Policy, PolicyKey, judge

BATCH = 1_000
LOOKED_AT = 200


def log_policy(session: Session) -> Policy:
    """The least a checkpoint needs: that the village's log signed it."""
    return Policy(tuple(PolicyKey(one.key) for one in log_keys(session)), {}, {}, NONE)


def signed_notes(session: Session, first: int, last: int, policy: Policy) -> dict[int, bytes]:
    """The signed checkpoints of a range of entries, by size, and the one that covers it; nothing if none does yet.

    That is the first that covers the range and meets the policy, or else the first that covers it.
    """
    signed = select(LogCheckpoint).where(LogCheckpoint.note.is_not(None)).order_by(LogCheckpoint.size)
    after = session.execute(signed.where(LogCheckpoint.size > last).limit(LOOKED_AT)).scalars().all()
    if not after:
        return {}
    main = next((row for row in after if _is_met(session, row, policy)), after[0])
    within = session.execute(signed.where(LogCheckpoint.size > first, LogCheckpoint.size < main.size)).scalars().all()
    return {row.size: note_of(session, row).format().encode() for row in [*within, main]}


def _is_met(session: Session, row: LogCheckpoint, policy: Policy) -> bool:
    try:
        return judge(policy, note_of(session, row).format().encode()).is_met
    except NoteError:
        return False


def entries_between(session: Session, first: int, last: int) -> Sequence[LogEntry]:
    """Every entry from one number to another, both included, in order."""
    query = select(LogEntry).where(LogEntry.seq.between(first, last)).order_by(LogEntry.seq)
    return session.execute(query).scalars().all()


def numbers_between(session: Session, since: datetime, before: datetime) -> tuple[int, int] | None:
    """The first and last number of the entries of a period; nothing when nothing happened in it."""
    query = select(func.min(LogEntry.seq), func.max(LogEntry.seq)).where(LogEntry.at >= since, LogEntry.at < before)
    first, last = session.execute(query).one()
    return None if first is None else (first, last)


def beside(session: Session, seqs: Sequence[int], names: Collection[tuple[str, str]]) -> Iterator[Beside]:
    """What entries only commit to and is still kept: lists of changes, and of personal facts those that are named.

    ``names`` are pairs of an event's name and a fact's.
    """
    for start in range(0, len(seqs), BATCH):
        part = seqs[start : start + BATCH]
        query = (
            select(LogPreimage, LogEntry.event)
            .join(LogEntry, (LogEntry.village_id == LogPreimage.village_id) & (LogEntry.seq == LogPreimage.seq))
            .where(LogPreimage.seq.in_(part))
            .order_by(LogPreimage.seq, LogPreimage.name)
        )
        for row, event in session.execute(query):
            if not row.salt or (event, row.name) in names:
                yield Beside(row.seq, row.name, bytes(row.salt), bytes(row.body))
