"""Whether what is signed about the log is signed by whom it should be: keys, checkpoints, cosignatures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit.evidence import PublishedKey, log_keys
from webapp.audit.models import LogCheckpoint, LogCosignature, LogEntry
from webapp.audit.problems import Problem, ProblemKind
from webapp.audit.verifier.canonical import CanonicalError
from webapp.audit.verifier.checkpoint import Checkpoint, read_signed_checkpoint
from webapp.audit.verifier.cosignature import EVENT as COSIGNED
from webapp.audit.verifier.cosignature import verify_cosignature
from webapp.audit.verifier.entry import EntryError, read_entry
from webapp.audit.verifier.note import COSIGNATURE, NoteError, VerifierKey, read_note, read_signatures
from webapp.audit.verifier.rotation import EVENT, verify_rotation

BATCH = 500


def signature_problems(session: Session) -> Iterator[Problem]:
    """Every signature about this village's log that does not hold; nothing if all is well.

    That the roots are those of the log itself is for the walk of the log to find.
    """
    keys = log_keys(session)
    yield from _key_problems(session, keys)
    yield from _checkpoint_problems(session, keys)
    yield from _cosignature_problems(session)


def _key_problems(session: Session, keys: Sequence[PublishedKey]) -> Iterator[Problem]:
    """A key beyond the first must have been named by an entry that the one before it signed."""
    said: list[tuple[VerifierKey, VerifierKey]] = []
    for seq, facts in _facts_of(session, EVENT):
        try:
            said.append(verify_rotation(facts))
        except NoteError as error:
            yield Problem(ProblemKind.KEY_UNPROVEN, seq, f"The change of the log's key does not hold: {error}")
    stand = [(old.key, new.key) for old, new in pairwise(keys)]
    if said != stand:
        detail = f"The log names {len(said)} changes of its key, the table of keys {len(stand)}, or other keys."
        yield Problem(ProblemKind.KEY_UNPROVEN, None, detail)


def _checkpoint_problems(session: Session, keys: Sequence[PublishedKey]) -> Iterator[Problem]:
    query = select(LogCheckpoint).where(LogCheckpoint.note.is_not(None)).order_by(LogCheckpoint.size)
    for row in session.execute(query.execution_options(yield_per=BATCH)).scalars():
        counting = [
            one.key for one in keys if (one.since or 0) <= row.size and (one.until is None or row.size <= one.until)
        ]
        try:
            signed = read_signed_checkpoint((row.note or "").encode(), counting)
        except NoteError as error:
            yield Problem(ProblemKind.SIGNATURE_WRONG, row.size - 1, f"The checkpoint of {row.size} entries: {error}")
            continue
        if signed.checkpoint != Checkpoint(signed.checkpoint.origin, row.size, bytes(row.root)):
            detail = f"The checkpoint of {row.size} entries is signed for another size or root than the table says."
            yield Problem(ProblemKind.SIGNATURE_WRONG, row.size - 1, detail)


def _cosignature_problems(session: Session) -> Iterator[Problem]:
    """What witnesses said must hold, and what an entry says was signed must still stand there."""
    there: set[tuple[int, str]] = set()
    query = (
        select(LogCosignature, LogCheckpoint.note)
        .outerjoin(
            LogCheckpoint,
            (LogCheckpoint.village_id == LogCosignature.village_id) & (LogCheckpoint.size == LogCosignature.size),
        )
        .order_by(LogCosignature.size)
    )
    for row, note in session.execute(query.execution_options(yield_per=BATCH)):
        there.add((row.size, row.line.rstrip("\n")))
        try:
            key = VerifierKey(row.name, COSIGNATURE, bytes(row.public))
            text = read_note((note or "").encode()).text
            if [verify_cosignature(text, line, key) for line in read_signatures(row.line)] != [row.time]:
                raise NoteError("It has another time than the table says.")
        except NoteError as error:
            detail = f"The cosignature of {row.name} on {row.size} entries: {error}"
            yield Problem(ProblemKind.COSIGNATURE_WRONG, row.size - 1, detail)
    for seq, said in _facts_of(session, COSIGNED):
        if (said.get("size"), said.get("line")) not in there:
            detail = "The supervisor's signature of which this entry speaks does not stand below the log any more."
            yield Problem(ProblemKind.COSIGNATURE_WRONG, seq, detail)


def _facts_of(session: Session, event: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """What all entries of one kind say; one that cannot be read is for the walk of the log to report."""
    query = select(LogEntry.seq, LogEntry.body).where(LogEntry.event == event).order_by(LogEntry.seq)
    for seq, body in session.execute(query).all():
        with suppress(EntryError, CanonicalError):
            yield seq, read_entry(body).facts
