"""Checking a bundle: everything in it against the log's signature, with nothing but the bundle itself.

What the bundle cannot say is whether its key is the village's: compare it with a key, policy or checkpoint kept from
elsewhere (``check_bundle`` takes them).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise

from . import layout
from .beside import check_attachments, check_preimages
from .canonical import CanonicalError
from .checkpoint import Checkpoint, read_checkpoint
from .counting import count_polls
from .entry import Entry, EntryError, read_entry
from .layout import LayoutError, Manifest, lines_of, read_manifest, seal_of
from .merkle import ProofError, inclusion_root, leaf_hash, verify_consistency
from .note import NoteError, decoded, read_note
from .policy import Policy, PolicyError, judge, read_policy
from .report import Report, about

_UNREADABLE = (ValueError, TypeError, LookupError, RecursionError)
"""What reading a line raises that somebody made to trip who reads it."""
_FARTHEST = 2**53
"""No log is longer: whole numbers every program reads exactly."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a person kept from elsewhere: a policy to judge by in place of the bundle's, checkpoints to compare with."""

    policy: bytes | None = None
    checkpoints: tuple[bytes, ...] = ()


@dataclass(slots=True)
class _Work:
    """The bundle while it is checked."""

    files: Mapping[str, bytes]
    report: Report = field(default_factory=Report)
    altered: set[str] = field(default_factory=set)
    main: Checkpoint | None = None
    entries: list[Entry] = field(default_factory=list)

    def lines(self, name: str) -> list[bytes]:
        try:
            return lines_of(self.files.get(name, b""))
        except LayoutError as error:
            self.report.add("file.unreadable", name, detail=str(error))
            return []


def check_bundle(files: Mapping[str, bytes], kept: Kept | None = None) -> Report:
    """Everything that is wrong with a bundle, what a person should hear first in front. Raises nothing."""
    work = _Work(files)
    manifest = _manifest(work)
    if manifest is not None:
        _signatures(work, manifest, kept or Kept())
        _entries(work, manifest)
        check_preimages(work.lines(layout.PREIMAGES), work.entries, work.report)
        check_attachments(work.files, work.entries, work.report)
        work.report.polls = count_polls(work.entries)
        for poll in work.report.polls:
            work.report.seen["polls"] += not poll.why_not
            if poll.wrong:
                work.report.add("poll.differs", seq=poll.seq, about=poll.motion, detail=poll.wrong)
    work.report.sort()
    return work.report


def _manifest(work: _Work) -> Manifest | None:
    """The manifest, and every file held against it."""
    report, files = work.report, work.files
    data = files.get(layout.MANIFEST)
    if data is None:
        report.add("manifest.missing", layout.MANIFEST)
        return None
    if files.get(layout.SEAL) != seal_of(data):
        report.add("file.altered", layout.MANIFEST)
    try:
        found = read_manifest(data)
    except LayoutError as error:
        report.add("manifest.unreadable", layout.MANIFEST, detail=str(error))
        return None
    for name in sorted({*found.files, *layout.REQUIRED} - files.keys()):
        report.add("file.missing", name)
    for name in sorted(files.keys() - found.files.keys() - {layout.MANIFEST, layout.SEAL}):
        report.add("file.unknown", name)
    for name, digest in sorted(found.files.items()):
        if name in files and sha256(files[name]).hexdigest() != digest:
            work.altered.add(name)
            report.add("file.altered", name)
    report.seen["files"] = len(found.files)
    report.kind, report.village, report.village_name = found.kind, found.village, found.village_name
    report.title, report.first, report.last = found.title, found.first, found.last
    return found


def _signatures(work: _Work, manifest: Manifest, kept: Kept) -> None:
    """The policy, the checkpoints with all their signatures, and that each continues the one before."""
    report = work.report
    try:
        policy = read_policy(kept.policy if kept.policy is not None else work.files.get(layout.POLICY, b""))
    except PolicyError as error:
        report.add("policy.unreadable", layout.POLICY, detail=str(error))
        return
    report.quorum = policy.quorum
    found: dict[int, Checkpoint] = {}
    names = sorted(name for name in work.files if name.startswith(layout.CHECKPOINTS))
    for name in [*names, layout.CHECKPOINT]:
        checkpoint = _checkpoint(work, policy, name)
        if checkpoint is not None:
            found[checkpoint.size] = checkpoint
    if work.main is not None and work.main.size != manifest.size:
        report.add("checkpoint.other_size", layout.CHECKPOINT, detail=str(work.main.size))
    _history(work, [found[size] for size in sorted(found)])
    for note in kept.checkpoints:
        _compare_kept(work, found, note)


def _checkpoint(work: _Work, policy: Policy, name: str) -> Checkpoint | None:
    report = work.report
    try:
        verdict = judge(policy, work.files.get(name, b""))
    except NoteError as error:
        report.add("checkpoint.false", name, detail=str(error))
        return None
    report.seen["checkpoints"] += 1
    report.seen["signatures"] += len(verdict.signed_by) + len(verdict.cosigned_at)
    if name == layout.CHECKPOINT:
        work.main = verdict.checkpoint
        report.size, report.root = verdict.checkpoint.size, verdict.checkpoint.root.hex()
        report.origin, report.is_met = verdict.checkpoint.origin, verdict.is_met
        report.signed_by = [key.text for key in verdict.signed_by]
        report.cosigned = dict(verdict.cosigned_at)
    return verdict.checkpoint


def _history(work: _Work, checkpoints: Sequence[Checkpoint]) -> None:
    proofs: dict[tuple[int, int], list[bytes]] = {}
    for line in work.lines(layout.CONSISTENCY):
        try:
            value = json.loads(line)
            proofs[value["old"], value["new"]] = [decoded(one, "A hash") for one in value["proof"]]
        except _UNREADABLE:
            work.report.add("file.unreadable", layout.CONSISTENCY)
            return
    for old, new in pairwise(checkpoints):
        sizes = f"{old.size} → {new.size}"
        proof = proofs.get((old.size, new.size))
        if proof is None:
            work.report.add("history.unproved", layout.CONSISTENCY, detail=sizes)
            continue
        try:
            verify_consistency(old.size, new.size, proof, old.root, new.root)
            work.report.seen["continued"] += 1
        except ProofError:
            work.report.add("history.broken", layout.CONSISTENCY, detail=sizes)


def _compare_kept(work: _Work, found: Mapping[int, Checkpoint], note: bytes) -> None:
    """A checkpoint somebody kept: the log of this bundle had the same root at that size, or it was rewritten."""
    try:
        kept = read_checkpoint(read_note(note).text)
    except NoteError as error:
        work.report.add("kept.unreadable", detail=str(error))
        return
    here = found.get(kept.size)
    if here is None:
        work.report.seen["kept_elsewhere"] += 1
    elif (here.origin, here.root) != (kept.origin, kept.root):
        work.report.add("history.rewritten", detail=str(kept.size))
    else:
        work.report.seen["kept"] += 1


def _entries(work: _Work, manifest: Manifest) -> None:
    """Every entry: its form, its number, its place in the log, and that a period leaves none out."""
    report, last_at, expected = work.report, "", manifest.first
    bodies, proofs = work.lines(layout.ENTRIES), work.lines(layout.PROOFS)
    hashes = _hashes(work)
    if len(bodies) != manifest.entries:
        report.add("manifest.count", layout.ENTRIES, detail=f"{len(bodies)} / {manifest.entries}")
    for number, body in enumerate(bodies):
        index, path = _path(proofs[number] if number < len(proofs) else b"", hashes, _claimed(body, expected))
        entry = _entry(work, manifest, body, index)
        said = about(entry) if entry else ""
        if manifest.kind == "period" and index != expected:
            report.add("entries.gap", layout.ENTRIES, seq=expected)
        expected = index + 1
        _place(work, body, index, path, said)
        if entry is None:
            continue
        if work.entries and entry.seq <= work.entries[-1].seq:
            report.add("entries.order", layout.ENTRIES, seq=index, about=said)
        if entry.at < last_at:
            report.add("entry.backwards", layout.ENTRIES, seq=index, about=said)
        last_at = entry.at
        work.entries.append(entry)
    if manifest.kind == "period" and bodies and expected != manifest.last + 1:
        report.add("entries.gap", layout.ENTRIES, seq=expected)


def _entry(work: _Work, manifest: Manifest, body: bytes, index: int) -> Entry | None:
    try:
        entry = read_entry(body)
    except (CanonicalError, EntryError) as error:
        work.report.add("entry.unreadable", layout.ENTRIES, seq=index, detail=str(error))
        return None
    if entry.village != manifest.village:
        work.report.add("entry.other_village", layout.ENTRIES, seq=index, about=about(entry), detail=entry.village)
    if entry.seq != index:
        work.report.add("entry.other_number", layout.ENTRIES, seq=index, about=about(entry), detail=str(entry.seq))
    return entry


def _place(work: _Work, body: bytes, index: int, path: list[bytes] | None, said: str) -> None:
    """Whether the entry stands where it says in the log that was signed."""
    if work.main is None:
        return
    try:
        if path is None or inclusion_root(leaf_hash(body), index, work.main.size, path) != work.main.root:
            raise ProofError("The proof leads elsewhere.")
        work.report.seen["entries"] += 1
    except ProofError:
        is_whole = layout.ENTRIES in work.altered or not work.altered & {layout.PROOFS, layout.HASHES}
        work.report.add("entry.not_in_log" if is_whole else "proofs.altered", layout.ENTRIES, seq=index, about=said)


def _hashes(work: _Work) -> list[bytes]:
    found = []
    for line in work.lines(layout.HASHES):
        try:
            found.append(decoded(line.decode("ascii"), "A hash"))
        except (NoteError, UnicodeDecodeError):
            found.append(b"")
    return found


def _path(line: bytes, hashes: list[bytes], otherwise: int) -> tuple[int, list[bytes] | None]:
    """The place a proof is for, and its hashes; ``otherwise`` and nothing when the line cannot be read."""
    try:
        value = json.loads(line)
        index, path = value["index"], [hashes[one] for one in value["proof"] if one >= 0]
    except _UNREADABLE:
        return otherwise, None
    return (index, path) if isinstance(index, int) and abs(index) < _FARTHEST else (otherwise, None)


def _claimed(body: bytes, otherwise: int) -> int:
    """The number an entry gives itself, to name it by when its proof cannot be read."""
    try:
        seq = json.loads(body)["seq"]
    except _UNREADABLE:
        return otherwise
    return seq if isinstance(seq, int) and abs(seq) < _FARTHEST else otherwise
