"""The log of today against what somebody kept of it: a signed checkpoint, or a bundle with its entries."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from sqlalchemy import Table, bindparam, select
from sqlalchemy.orm import Session

from webapp.audit.models import LogEntry
from webapp.audit.problems import Problem, ProblemKind
from webapp.audit.queries import head_of, root_of
from webapp.audit.verifier import layout
from webapp.audit.verifier.canonical import CanonicalError
from webapp.audit.verifier.checkpoint import read_checkpoint
from webapp.audit.verifier.entry import EntryError, read_entry
from webapp.audit.verifier.layout import LayoutError, lines_of
from webapp.audit.verifier.merkle import Frontier, ProofError, leaf_hash, node_hash, root
from webapp.audit.verifier.note import NoteError, read_note
from webapp.audit.verifier.report import about
from webapp.core.compiled import read
from webapp.core.database import VillageSession

BATCH = 1_000
AT_ONCE = 5_000
ENTRIES = cast(Table, LogEntry.__table__)
# Read past the toolkit, with the village named in it: a million rows are read here.
CHUNK = (
    select(ENTRIES.c.seq, ENTRIES.c.body)
    .where(ENTRIES.c.village_id == bindparam("village"), ENTRIES.c.seq >= bindparam("start"))
    .order_by(ENTRIES.c.seq)
    .limit(AT_ONCE)
)


def kept_problems(session: Session, note: bytes) -> Iterator[Problem]:
    """Where the log of today is not the one of which this checkpoint was signed."""
    try:
        kept = read_checkpoint(read_note(note).text)
    except NoteError as error:
        yield Problem(ProblemKind.KEPT_DIFFERS, None, f"What was kept is no checkpoint: {error}")
        return
    size = head_of(session).size
    if kept.size > size:
        detail = f"The log held {kept.size} entries when the kept checkpoint was signed; it has {size} now."
        yield Problem(ProblemKind.KEPT_DIFFERS, size, f"{detail} An older database stands in its place.")
    elif kept.size and _root_today(session, kept.size) != kept.root:
        detail = f"The root of the first {kept.size} entries is not the one of the kept checkpoint: they were altered."
        yield Problem(ProblemKind.KEPT_DIFFERS, kept.size - 1, detail)


def _root_today(session: Session, size: int) -> bytes | None:
    try:
        return root_of(session, size)
    except ProofError:
        return None


def kept_bundle_problems(session: Session, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Every entry of a kept bundle that is gone or reads otherwise today, and its checkpoints."""
    try:
        kept = {read_entry(line).seq: line for line in lines_of(files.get(layout.ENTRIES, b""))}
    except (LayoutError, CanonicalError, EntryError) as error:
        yield Problem(ProblemKind.KEPT_DIFFERS, None, f"What was kept cannot be read: {error}")
        return
    numbers = sorted(kept)
    for start in range(0, len(numbers), BATCH):
        part = numbers[start : start + BATCH]
        query = select(LogEntry.seq, LogEntry.body).where(LogEntry.seq.in_(part))
        today = {seq: bytes(body) for seq, body in session.execute(query)}
        for seq in part:
            if today.get(seq) != kept[seq]:
                how = "reads otherwise now" if seq in today else "is gone"
                yield Problem(ProblemKind.KEPT_DIFFERS, seq, f"The kept entry ({about(read_entry(kept[seq]))}) {how}.")
    notes = [name for name in sorted(files) if name.startswith(layout.CHECKPOINTS)] + [layout.CHECKPOINT]
    for name in notes:
        yield from kept_problems(session, files.get(name, b""))


def tree_problems(session: VillageSession, checkpoints: Mapping[int, bytes]) -> Iterator[Problem]:
    """Whether the bytes of all entries, hashed anew, lead to every root that was put down, and to the head's.

    The quick check: it hashes and compares, and reads neither what entries say nor the tables.
    """
    size = 0
    peaks: list[bytes] = []
    cuts = deque(sorted(checkpoints))
    while rows := read(session.connection(), CHUNK, {"village": session.village_id, "start": size}):
        bodies = [body for number, (seq, body) in enumerate(rows, size) if seq == number]
        gap, end = rows[len(bodies) :], size + len(bodies)
        while cuts and cuts[0] <= end:
            cut = cuts.popleft()
            add_leaves(peaks, size, bodies[: cut - size])
            bodies, size = bodies[cut - size :], cut
            if checkpoints[cut] != root(Frontier(cut, tuple(peaks))):
                detail = f"The root of the first {cut} entries is not the one that was put down."
                yield Problem(ProblemKind.CHECKPOINT_DIFFERS, cut - 1, detail)
                return
        add_leaves(peaks, size, bodies)
        size = end
        if gap:
            yield Problem(ProblemKind.SEQUENCE_BROKEN, size, f"Entry {gap[0][0]} stands where {size} should stand.")
            return
    head = head_of(session)
    if (head.size, bytes(head.frontier)) != (size, b"".join(peaks)):
        yield Problem(ProblemKind.HEAD_DIFFERS, size, "The entries, hashed anew, do not lead to the log's head.")


def add_leaves(peaks: list[bytes], size: int, bodies: Sequence[bytes]) -> None:
    """Hash further entries onto the complete subtrees of a log of this size, in place, level by level.

    A whole level in one go takes a third less than entry by entry, and verifying is hashing.
    """
    nodes = [leaf_hash(body) for body in bodies]
    new: list[bytes] = []
    while nodes:
        if size & 1:
            nodes.insert(0, peaks.pop())
        if len(nodes) & 1:
            new.append(nodes.pop())
        pairs = iter(nodes)
        nodes = [node_hash(left, right) for left, right in zip(pairs, pairs, strict=True)]
        size >>= 1
    peaks += reversed(new)
