"""Ways to forge a bundle, and what both checkers must name first: the code, and the entry where there is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.audit.bundled import PAPER_HASH, SIZES, bundle, note, replaced, unpacked, with_manifest
from webapp.audit.verifier import layout

Files = dict[str, bytes]


def honest() -> Files:
    return unpacked(bundle())


def _lines(files: Mapping[str, bytes], name: str) -> list[bytes]:
    return files[name].splitlines(keepends=True)


def _swapped(name: str, first: int, second: int) -> Callable[[Files], Files]:
    def forge(files: Files) -> Files:
        lines = _lines(files, name)
        lines[first], lines[second] = lines[second], lines[first]
        return files | {name: b"".join(lines)}

    return forge


def _without(number: int) -> Callable[[Files], Files]:
    def forge(files: Files) -> Files:
        cut = {
            name: b"".join(line for at, line in enumerate(_lines(files, name)) if at != number)
            for name in (layout.ENTRIES, layout.PROOFS)
        }
        return files | cut

    return forge


def _change(name: str, old: bytes, new: bytes) -> Callable[[Files], Files]:
    return lambda files: replaced(files, name, old, new)


def _again(forge: Callable[[Files], Files]) -> Callable[[Files], Files]:
    return lambda files: with_manifest(forge(files))


def _other_checkpoint(files: Files) -> Files:
    return files | {layout.CHECKPOINT: note(SIZES[0])}


EARLIER = f"{layout.CHECKPOINTS}{SIZES[0]:012d}.txt"
VOTE = (layout.ENTRIES, b'"vote":"against"', b'"vote":"abstain"')
FORGERIES: dict[str, tuple[Callable[[Files], Files], str, int | None]] = {
    "a ballot": (_change(*VOTE), "entry.not_in_log", 5),
    "a ballot, with a new table of contents": (_again(_change(*VOTE)), "entry.not_in_log", 5),
    "a title": (_change(layout.ENTRIES, b"lower lane", b"upper lane"), "entry.not_in_log", 1),
    "a blank put into an entry": (_change(layout.ENTRIES, b'"ev":1,', b'"ev": 1,'), "entry.unreadable", 1),
    "half a character": (_change(layout.ENTRIES, b"Lamps", b"Lam\xffs"), "entry.unreadable", 1),
    "an entry taken out": (_again(_without(4)), "entries.gap", 5),
    "the last entry taken out": (_again(_without(12)), "entries.gap", 13),
    "two entries swapped": (_again(_swapped(layout.ENTRIES, 4, 5)), "entry.other_number", 5),
    "a hash": (_change(layout.HASHES, b"A", b"B"), "proofs.altered", None),
    "a proof's place": (_change(layout.PROOFS, b'"index":1,', b'"index":2,'), "entry.other_number", 2),
    "the paper": (_change(f"{layout.ATTACHMENTS}{PAPER_HASH}", b"12", b"13"), "attachment.altered", 2),
    "a sealed fact": (_change(layout.PREIMAGES, b"cousin", b"cousim"), "preimage.altered", 10),
    "the checkpoint's size": (_change(layout.CHECKPOINT, b"\n14\n", b"\n15\n"), "checkpoint.false", None),
    "a cosignature": (_change(layout.CHECKPOINT, "— supervisor-1 ".encode(), "— supervisor-2 ".encode()), "", None),
    "an earlier checkpoint": (_change(EARLIER, b"\n9\n", b"\n8\n"), "checkpoint.false", None),
    "the proof between checkpoints": (_change(layout.CONSISTENCY, b'"old":9', b'"old":8'), "history.unproved", None),
    "a shorter checkpoint in place of the longer": (_again(_other_checkpoint), "entry.not_in_log", 1),
    "the policy": (_change(layout.POLICY, b"group supervisors 2", b"group supervisors 1"), "file.altered", None),
    "the rules": (_change(layout.RULES, b"2026-01-01", b"2026-01-02"), "file.altered", None),
    "the table of contents": (_change(layout.MANIFEST, b"2026-03", b"2026-04"), "file.altered", None),
    "the seal": (_change(layout.SEAL, b"manifest.json", b"manifest.jsom"), "file.altered", None),
    "a file added": (lambda files: files | {"note.txt": b"x"}, "file.unknown", None),
    "a file removed": (
        lambda files: {name: data for name, data in files.items() if name != layout.RULES},
        "file.missing",
        None,
    ),
    "no table of contents": (
        lambda files: {name: data for name, data in files.items() if name != layout.MANIFEST},
        "manifest.missing",
        None,
    ),
}
