"""What lies in a bundle beside the entries: facts they only seal, long lists of changes, and papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from . import layout
from .canonical import CanonicalError, parse
from .entry import Entry, EntryError, ManyChanges, read_many_changes
from .report import Report, about


def check_preimages(lines: Iterable[bytes], entries: Sequence[Entry], report: Report) -> None:
    """What stands beside entries that only commit to it. What was erased is missing here, and nothing else changes."""
    by_seq = {entry.seq: entry for entry in entries}
    for line in lines:
        try:
            value = parse(line)
            seq, name = value["seq"], value["name"]
            salt, body = bytes.fromhex(value["salt"]), value["body"].encode()
        except (CanonicalError, KeyError, TypeError, AttributeError, ValueError):
            report.add("file.unreadable", layout.PREIMAGES)
            continue
        entry = by_seq.get(seq)
        if entry is None or not _commits(entry, name, salt, body):
            said = about(entry) if entry else ""
            report.add("preimage.altered", layout.PREIMAGES, seq=seq, about=said, detail=str(name))
        else:
            report.seen["preimages"] += 1


def _commits(entry: Entry, name: str, salt: bytes, body: bytes) -> bool:
    if name == "changes" and isinstance(entry.changes, ManyChanges):
        try:
            read_many_changes(entry.changes, body)
        except EntryError:
            return False
        return not salt
    return len(salt) == 32 and entry.facts.get(name) == {"sha256": sha256(salt + body).hexdigest()}


def check_attachments(files: Mapping[str, bytes], entries: Sequence[Entry], report: Report) -> None:
    """Every paper is the one an entry names by its hash."""
    named: dict[str, Entry] = {}
    for entry in entries:
        for name in ("sha256", "photo"):
            if isinstance(digest := entry.facts.get(name), str):
                named[digest] = entry
    for place in sorted(name for name in files if name.startswith(layout.ATTACHMENTS)):
        digest = place.removeprefix(layout.ATTACHMENTS)
        entry_of = named.get(digest)
        if entry_of is None:
            report.add("attachment.unknown", place)
        elif sha256(files[place]).hexdigest() != digest:
            report.add("attachment.altered", place, seq=entry_of.seq, about=about(entry_of))
        else:
            report.seen["attachments"] += 1
