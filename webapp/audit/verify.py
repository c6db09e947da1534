"""Walking the whole log from its first entry, believing nothing.

A forger who rewrites entries, tree and head alike leaves no trace here: that is what signed checkpoints are for.
Whoever kept one compares its root with the root this walk confirms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple

from webapp.audit.problems import Problem, ProblemKind
from webapp.audit.reconcile import Reconciler
from webapp.audit.verifier.canonical import SALT_SIZE, CanonicalError
from webapp.audit.verifier.entry import Entry, EntryError, ManyChanges, read_entry, read_many_changes
from webapp.audit.verifier.merkle import HASH_SIZE, Frontier, leaf_hash, node_hash, root, split_hashes, stored_levels

# The name under which a long list of changes is kept beside its entry.
CHANGES = "changes"
_NONE: Mapping[int, bytes] = MappingProxyType({})


class Preimage(NamedTuple):
    """What an entry only commits to: canonical JSON, and the salt of a personal fact (empty for a list of changes)."""

    salt: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """One row of the log as the database holds it.

    ``columns`` are the columns that repeat what the bytes say, as the bytes say it: any of ``at``, ``event``,
    ``actor``, ``subject`` (its key) and ``matter``. ``preimages`` are those that are still kept: a personal fact may
    be erased.
    """

    village_id: int
    seq: int
    body: bytes
    hashes: bytes
    columns: Mapping[str, str | None] = field(default_factory=dict)
    preimages: Mapping[str, Preimage] = field(default_factory=dict)


def walk(
    entries: Iterable[StoredEntry],
    head: Frontier,
    reconciler: Reconciler | None = None,
    checkpoints: Mapping[int, bytes] = _NONE,
) -> Iterator[Problem]:
    """Everything that is wrong with a log, entry by entry; nothing if all is well.

    ``entries`` come in the order of their numbers. The ``reconciler`` is fed every entry's changes, so exhaust the walk
    before comparing rows. ``checkpoints`` are roots that were put down, by the size of the log then. Each problem is
    reported where it is, not again at everything built upon it.
    """
    tree = _Tree()
    last_at = ""
    for stored in entries:
        if stored.seq != tree.size:
            yield _out_of_order(stored.seq, tree.size)
            if stored.seq < tree.size:
                continue
            tree.skip_to(stored.seq)
        yield from tree.add(stored)
        yield from tree.compare(checkpoints.get(tree.size))
        try:
            entry = read_entry(stored.body)
        except CanonicalError as error:
            yield Problem(ProblemKind.NOT_CANONICAL, stored.seq, str(error))
            continue
        except EntryError as error:
            yield Problem(ProblemKind.NOT_AN_ENTRY, stored.seq, str(error))
            continue
        yield from _row_problems(stored, entry)
        yield from _preimage_problems(stored, entry)
        if entry.at < last_at:
            yield Problem(ProblemKind.TIME_BACKWARDS, stored.seq, f"{entry.at} comes after {last_at}.")
        last_at = entry.at
        yield from _change_problems(stored, entry, reconciler)
    yield from tree.end(head)
    for size in sorted(checkpoints):
        if size > tree.size:
            detail = f"A checkpoint was cut of {size} entries; the log has {tree.size}."
            yield Problem(ProblemKind.CHECKPOINT_DIFFERS, tree.size, detail)


def _out_of_order(found: int, expected: int) -> Problem:
    if found < expected:
        return Problem(ProblemKind.SEQUENCE_BROKEN, found, f"Entry {found} stands where {expected} should stand.")
    gone = f"Entry {expected} is" if found == expected + 1 else f"Entries {expected} to {found - 1} are"
    return Problem(ProblemKind.SEQUENCE_BROKEN, expected, f"{gone} missing.")


def _row_problems(stored: StoredEntry, entry: Entry) -> Iterator[Problem]:
    """Where the row says something else than the bytes that were hashed."""
    if entry.village != str(stored.village_id):
        detail = f"The entry is of village {entry.village}, its row of {stored.village_id}."
        yield Problem(ProblemKind.OTHER_VILLAGE, stored.seq, detail)
    if entry.seq != stored.seq:
        yield Problem(ProblemKind.OTHER_NUMBER, stored.seq, f"The entry calls itself {entry.seq}.")
    said = {
        "at": entry.at,
        "event": entry.event,
        "actor": entry.actor,
        "subject": entry.subject[1] if entry.subject else None,
        "matter": entry.matter,
    }
    for name, value in stored.columns.items():
        if said[name] != value:
            detail = f"Column {name} says {value!r}, the entry {said[name]!r}."
            yield Problem(ProblemKind.COLUMN_DIFFERS, stored.seq, detail)


def _preimage_problems(stored: StoredEntry, entry: Entry) -> Iterator[Problem]:
    """Personal facts kept beside the entry that are not those it commits to. An erased one is no problem."""
    for name, kept in stored.preimages.items():
        if name == CHANGES and isinstance(entry.changes, ManyChanges):
            continue
        seal = {"sha256": sha256(kept.salt + kept.body).hexdigest()}
        if len(kept.salt) != SALT_SIZE or entry.facts.get(name) != seal:
            yield Problem(ProblemKind.PREIMAGE_ALTERED, stored.seq, f"The entry does not commit to this {name}.")


def _change_problems(stored: StoredEntry, entry: Entry, reconciler: Reconciler | None) -> Iterator[Problem]:
    """Feeds the reconciler; reports a long list of changes that is lost or is not the right one."""
    changes = entry.changes
    if isinstance(changes, ManyChanges):
        kept = stored.preimages.get(CHANGES)
        if kept is None:
            detail = f"The list of {changes.count} changes is not kept beside the entry."
            yield Problem(ProblemKind.CHANGES_MISSING, stored.seq, detail)
            return
        try:
            changes = read_many_changes(changes, kept.body)
        except EntryError as error:
            yield Problem(ProblemKind.PREIMAGE_ALTERED, stored.seq, str(error))
            return
    if reconciler is not None:
        reconciler.feed(stored.seq, changes)


@dataclass(slots=True)
class _Tree:
    """The peaks of the log so far, by level; None where a missing entry leaves one unknown.

    Every stored hash is compared with what lies directly below it and is then believed, so that an error shows once
    and the tree above a missing entry can still be checked.
    """

    size: int = 0
    peaks: dict[int, bytes | None] = field(default_factory=dict)

    def skip_to(self, size: int) -> None:
        """Go on after missing entries: subtrees that hold one of them are unknown."""
        levels = [level for level in range(size.bit_length()) if size >> level & 1]
        self.peaks = {level: self.peaks.get(level) if self.size >> level == size >> level else None for level in levels}
        self.size = size

    def add(self, stored: StoredEntry) -> Iterator[Problem]:
        """One more entry, with the hashes that were stored beside it."""
        levels = stored_levels(self.size)
        hashes: list[bytes] | None = None
        if len(stored.hashes) == HASH_SIZE * levels:
            hashes = split_hashes(stored.hashes)
        else:
            detail = f"{HASH_SIZE * levels} bytes of hashes belong to this entry, {len(stored.hashes)} are stored."
            yield Problem(ProblemKind.TREE_DIFFERS, stored.seq, detail)
        value: bytes | None = None
        for level in range(levels):
            computed = leaf_hash(stored.body) if level == 0 else _join(self.peaks.pop(level - 1), value)
            value = hashes[level] if hashes else computed
            if computed is not None and value != computed:
                kind = ProblemKind.TREE_DIFFERS if level else ProblemKind.ENTRY_ALTERED
                yield Problem(kind, stored.seq, _differs(f"The hash at level {level}", value, computed))
        self.peaks[levels - 1] = value
        self.size += 1

    def compare(self, checkpoint: bytes | None) -> Iterator[Problem]:
        """Whether the tree has the root it had when a checkpoint was cut at this size."""
        peaks = [self.peaks[level] for level in sorted(self.peaks, reverse=True)]
        known = tuple(peak for peak in peaks if peak is not None)
        if checkpoint is None or len(known) < len(peaks):
            return
        found = root(Frontier(self.size, known))
        if found != checkpoint:
            detail = _differs(f"The root of the first {self.size} entries", checkpoint, found)
            yield Problem(ProblemKind.CHECKPOINT_DIFFERS, self.size - 1, detail)

    def end(self, head: Frontier) -> Iterator[Problem]:
        """Whether the log ends where its head says."""
        if self.size != head.size:
            detail = f"The head counts {head.size} entries, the log has {self.size}."
            yield Problem(ProblemKind.HEAD_DIFFERS, min(self.size, head.size), detail)
            return
        for level, peak in zip(sorted(self.peaks, reverse=True), head.peaks, strict=True):
            computed = self.peaks[level]
            if computed is not None and computed != peak:
                detail = _differs(f"The head's hash at level {level}", peak, computed)
                yield Problem(ProblemKind.HEAD_DIFFERS, None, detail)


def _join(left: bytes | None, right: bytes | None) -> bytes | None:
    return None if left is None or right is None else node_hash(left, right)


def _differs(what: str, stored: bytes | None, computed: bytes) -> str:
    return f"{what} is stored as {stored.hex() if stored else 'nothing'}, and should be {computed.hex()}."
