"""What lies in a bundle, under which names.

``entries.jsonl`` holds the exact bytes of one entry a line; ``proofs.jsonl`` one inclusion proof a line, its hashes
named by their line in ``hashes.txt`` (base64), because neighbouring proofs share nearly all of theirs.
``checkpoint.txt`` is the signed checkpoint all proofs lead to, ``checkpoints/<size>.txt`` are earlier ones, and
``consistency.jsonl`` shows that each continues the one before. ``manifest.json`` gives the SHA-256 of every file but
itself, which ``manifest.sha256`` gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from .canonical import CanonicalError, parse

FORM = 1
ENTRIES = "entries.jsonl"
PROOFS = "proofs.jsonl"
HASHES = "hashes.txt"
CHECKPOINT = "checkpoint.txt"
CHECKPOINTS = "checkpoints/"
CONSISTENCY = "consistency.jsonl"
POLICY = "policy.txt"
PREIMAGES = "preimages.jsonl"
RULES = "rules.json"
ATTACHMENTS = "attachments/"
WORDS = "words.json"
PAGE = "verify.html"
MANIFEST = "manifest.json"
SEAL = "manifest.sha256"
REQUIRED = (ENTRIES, PROOFS, HASHES, CHECKPOINT, CONSISTENCY, POLICY, PREIMAGES, RULES)
KINDS = ("matter", "meeting", "period")
_TEXTS = ("village", "village_name", "title", "readers")
_COUNTS = ("first", "last", "entries", "size")


class LayoutError(ValueError):
    """This is no manifest of a bundle; the message says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself. ``first`` and ``last`` are entry numbers, ``size`` that of the checkpoint."""

    kind: str
    village: str
    village_name: str
    title: str
    readers: str
    first: int
    last: int
    entries: int
    size: int
    files: dict[str, str]


def read_manifest(data: bytes) -> Manifest:
    """The manifest that these bytes state. LayoutError if they state none."""
    try:
        value = parse(data)
    except CanonicalError as error:
        raise LayoutError(str(error)) from error
    if not isinstance(value, dict) or value.get("form") != FORM or value.get("kind") not in KINDS:
        raise LayoutError(f"It is not a bundle of form {FORM}.")
    files = value.get("files")
    if not isinstance(files, dict) or not all(isinstance(one, str) for one in files.values()):
        raise LayoutError("It does not list its files.")
    village, village_name, title, readers = (_text(value, name) for name in _TEXTS)
    first, last, entries, size = (_count(value, name) for name in _COUNTS)
    return Manifest(value["kind"], village, village_name, title, readers, first, last, entries, size, files)


def seal_of(manifest: bytes) -> bytes:
    """The line that stands for the manifest itself, as ``sha256sum`` writes it."""
    return f"{sha256(manifest).hexdigest()}  {MANIFEST}\n".encode()


def lines_of(data: bytes) -> list[bytes]:
    """The lines of a file, each ended by a newline. LayoutError if the last one is not."""
    if data and not data.endswith(b"\n"):
        raise LayoutError("The last line is not whole.")
    return data[:-1].split(b"\n") if data else []


def _text(value: dict[str, Any], name: str) -> str:
    found = value.get(name)
    if not isinstance(found, str):
        raise LayoutError(f"{name} is not text.")
    return found


def _count(value: dict[str, Any], name: str) -> int:
    found = value.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise LayoutError(f"{name} is not a whole number.")
    return found
