"""The tree that makes the village log impossible to rewrite unnoticed.

Every entry is a leaf; sixty-four hexadecimal digits, the root, stand for all of them in their order. Whoever kept an
old root can be shown, with a handful of hashes, that nothing before it was altered, removed or moved.

Hashing, inclusion proofs and consistency proofs are those of RFC 6962 section 2.1 and RFC 9162 section 2.1. Nothing is
computed twice: when a leaf is appended, the hashes of the complete subtrees that end with it are stored beside it, and
any later proof for any past size is built from O(log n) such rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()

# (level, index): the complete subtree over leaves index * 2**level up to, not including, (index + 1) * 2**level.
Node = tuple[int, int]
# Fetches the stored hashes of these nodes, in the same order.
Read = Callable[[list[Node]], Sequence[bytes]]


class ProofError(ValueError):
    """What was shown does not prove what was claimed; the message says where it failed."""


def leaf_hash(data: bytes) -> bytes:
    """The fingerprint of one entry: SHA-256(00 ‖ data), RFC 9162 section 2.1.1."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The fingerprint of two neighbouring subtrees: SHA-256(01 ‖ left ‖ right), RFC 9162 section 2.1.1."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that must be remembered of a log to append to it: its size and the roots of its complete subtrees.

    There is one peak for every 1 in the binary form of ``size``, largest subtree first, 32 bytes each.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise ValueError(f"A log of {self.size} entries cannot have {len(self.peaks)} peaks.")
        if any(len(peak) != HASH_SIZE for peak in self.peaks):
            raise ValueError("Every peak of a log is a hash of 32 bytes.")

    def to_bytes(self) -> bytes:
        """The peaks one after the other, 32 bytes each; the size is kept beside them."""
        return b"".join(self.peaks)

    @classmethod
    def from_bytes(cls, size: int, data: bytes) -> Frontier:
        """The frontier of a log of ``size`` entries, from its concatenated peaks. ValueError if they do not fit."""
        return cls(size, tuple(split_hashes(data)))


EMPTY = Frontier()


def split_hashes(data: bytes) -> list[bytes]:
    """The 32-byte hashes in a concatenation of them. ValueError if something is left over."""
    if len(data) % HASH_SIZE:
        raise ValueError(f"{len(data)} bytes are not a whole number of 32-byte hashes.")
    return [data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE)]


def append(frontier: Frontier, leaf: bytes) -> tuple[Frontier, bytes]:
    """The log with one more entry, and the hashes to store beside that entry.

    ``leaf`` is the entry itself, not its hash. The second result holds, level 0 (the leaf's own hash) first, the roots
    of all complete subtrees that end with this leaf: 32 * ``stored_levels(frontier.size)`` bytes.
    """
    peaks = list(frontier.peaks)
    stored = [leaf_hash(leaf)]
    for _ in range(stored_levels(frontier.size) - 1):
        stored.append(node_hash(peaks.pop(), stored[-1]))
    peaks.append(stored[-1])
    return Frontier(frontier.size + 1, tuple(peaks)), b"".join(stored)


def stored_levels(leaf_number: int) -> int:
    """How many hashes are stored beside this leaf (counted from 0): one more than the trailing ones of its number."""
    after = leaf_number + 1
    return (after & -after).bit_length()


def where(level: int, index: int) -> tuple[int, int]:
    """In which row the hash of a complete subtree is stored, and at which byte: (leaf number, offset)."""
    return ((index + 1) << level) - 1, level * HASH_SIZE


def root(frontier: Frontier) -> bytes:
    """The one hash that stands for the whole log."""
    return _fold(frontier.peaks) if frontier.peaks else EMPTY_ROOT


def root_at(size: int, read: Read) -> bytes:
    """The root the log had when it held ``size`` entries."""
    if size < 0:
        raise ProofError(f"A log cannot hold {size} entries.")
    return _fetch([(0, size)], read)[0] if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, read: Read) -> list[bytes]:
    """The hashes that show entry ``index`` stands in the log of ``size`` entries, nearest the leaf first.

    RFC 9162 section 2.1.3.1. ``read`` is called at most once. ProofError if the entry is not in a log of that size.
    """
    return _fetch(_inclusion_ranges(index, size), read)


def consistency_proof(old: int, new: int, read: Read) -> list[bytes]:
    """The hashes that show the log of ``new`` entries begins with the log of ``old`` entries, unaltered.

    RFC 9162 section 2.1.4.1. ``read`` is called at most once. ProofError unless 0 < old <= new.
    """
    return _fetch(_consistency_ranges(old, new), read)


def subtrees(start: int, end: int) -> list[Node]:
    """The complete subtrees that together cover the leaves ``start`` to ``end`` (excluded), left to right.

    ``start`` must be a multiple of a power of two not smaller than the first subtree, as for every subtree of a log.
    """
    nodes = []
    while start < end:
        level = (end - start).bit_length() - 1
        nodes.append((level, start >> level))
        start += 1 << level
    return nodes


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected_root: bytes) -> None:
    """Anyone can check that an entry stands in the log at this place. ProofError if that is not shown.

    ``leaf`` is the entry's ``leaf_hash``. ``size`` and ``expected_root`` must come from the same checkpoint: the proof
    binds the entry to the root and its place, the checkpoint's signature binds the root to the size.
    RFC 9162 section 2.1.3.2.
    """
    if inclusion_root(leaf, index, size, proof) != expected_root:
        raise ProofError("The proof leads to another root: this entry does not stand at this place in this log.")


def inclusion_root(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root to which an inclusion proof leads, to be compared with a signed one. ProofError if it cannot be one."""
    if not 0 <= index < size:
        raise ProofError(f"Entry {index} cannot stand in a log of {size} entries.")
    _require_hashes([leaf, *proof])
    inner = (index ^ (size - 1)).bit_length()  # below this level the path has a sibling at every level
    _require_length(proof, inner + (index >> inner).bit_count())
    found = leaf
    for level, sibling in enumerate(proof):
        on_the_right = level >= inner or index >> level & 1
        found = node_hash(sibling, found) if on_the_right else node_hash(found, sibling)
    return found


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """Anyone who kept an old root can check that nothing up to it has changed. ProofError if that is not shown.

    A log of no entries proves nothing about a later one, so ``old`` = 0 is refused. RFC 9162 section 2.1.4.2.
    """
    if not 0 < old <= new:
        raise ProofError(f"A log of {new} entries cannot be compared with one of {old}.")
    if old == new:
        _require_length(proof, 0)
        if old_root != new_root:
            raise ProofError("Two logs of the same size have different roots: one of them was altered.")
        return
    _require_hashes([old_root, new_root, *proof])
    trailing = (old & -old).bit_length() - 1  # the level of the smallest complete subtree of the old log
    path = list(proof) if old != 1 << trailing else [old_root, *proof]
    last = (old - 1) >> trailing
    inner = (last ^ ((new - 1) >> trailing)).bit_length()
    _require_length(path, 1 + inner + (last >> inner).bit_count())
    old_found = new_found = path[0]
    for level, sibling in enumerate(path[1:]):
        if level >= inner or last >> level & 1:
            old_found = node_hash(sibling, old_found)
            new_found = node_hash(sibling, new_found)
        else:
            new_found = node_hash(new_found, sibling)
    if old_found != old_root:
        raise ProofError("The proof does not lead to the old root: the earlier entries were altered.")
    if new_found != new_root:
        raise ProofError("The proof does not lead to the new root: it belongs to another log.")


def _inclusion_ranges(index: int, size: int) -> list[tuple[int, int]]:
    """The leaves under each sibling on the way from a leaf to the root, nearest the leaf first."""
    if not 0 <= index < size:
        raise ProofError(f"Entry {index} cannot stand in a log of {size} entries.")
    ranges = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _left_size(end - start)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def _consistency_ranges(old: int, new: int) -> list[tuple[int, int]]:
    """The leaves under each hash of a consistency proof, in the order of the proof."""
    if not 0 < old <= new:
        raise ProofError(f"A log of {new} entries cannot be compared with one of {old}.")
    ranges = []
    start, end = 0, new
    while end != old:
        middle = start + _left_size(end - start)
        if old <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    if start:  # otherwise the last subtree is the whole old log, whose root the checker has
        ranges.append((start, end))
    return ranges[::-1]


def _fetch(ranges: list[tuple[int, int]], read: Read) -> list[bytes]:
    """The hash over each range of leaves, from one reading of the stored subtrees."""
    covers = [subtrees(start, end) for start, end in ranges]
    wanted = [node for cover in covers for node in cover]
    if not wanted:
        return []
    hashes = list(read(wanted))
    if len(hashes) != len(wanted):
        raise ProofError(f"{len(wanted)} stored hashes were asked for, {len(hashes)} were found.")
    _require_hashes(hashes)
    found = iter(hashes)
    return [_fold([next(found) for _ in cover]) for cover in covers]


def _fold(peaks: Sequence[bytes]) -> bytes:
    """The root over complete subtrees, largest first."""
    found = peaks[-1]
    for peak in reversed(peaks[:-1]):
        found = node_hash(peak, found)
    return found


def _left_size(size: int) -> int:
    """The largest power of two smaller than ``size`` (which is at least 2)."""
    return 1 << (size - 1).bit_length() - 1


def _require_hashes(hashes: Sequence[bytes]) -> None:
    if any(len(value) != HASH_SIZE for value in hashes):
        raise ProofError("Every hash in a proof is 32 bytes long.")


def _require_length(proof: Sequence[bytes], length: int) -> None:
    if len(proof) != length:
        raise ProofError(f"This proof needs {length} hashes, not {len(proof)}.")
