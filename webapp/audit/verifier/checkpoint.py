"""How long a log was and the root it had then, signed by the log: the checkpoint of c2sp.org/tlog-checkpoint.

Three lines: the log's name (origin), the number of its entries, and the root in base64. Whoever keeps one can be shown
at any later time that nothing before it was altered.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass

from .merkle import HASH_SIZE
from .note import Note, NoteError, NoteSignature, VerifierKey, decoded, read_note, verify_note

MAX_SIZE = 2**63 - 1
MAX_ORIGIN = 255
_COUNT = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A state of a log. ``extensions`` are further lines that nobody checks; this log writes none."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.origin or len(self.origin.encode(errors="replace")) > MAX_ORIGIN or "\n" in self.origin:
            raise NoteError(f"This cannot be the name of a log: {self.origin!r:.80}.")
        if not 0 <= self.size <= MAX_SIZE:
            raise NoteError(f"A log cannot hold {self.size} entries.")
        if len(self.root) != HASH_SIZE:
            raise NoteError(f"A root is {HASH_SIZE} bytes long, not {len(self.root)}.")
        if any(not line or "\n" in line for line in self.extensions):
            raise NoteError("A line below the root is empty.")

    @property
    def text(self) -> str:
        """The text that is signed and cosigned."""
        lines = (self.origin, str(self.size), base64.b64encode(self.root).decode(), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


def read_checkpoint(text: str) -> Checkpoint:
    """What the text of a checkpoint says, without its signatures. NoteError if it is none."""
    if not text.endswith("\n"):
        raise NoteError("The checkpoint does not end with a newline.")
    lines = text[:-1].split("\n")
    if len(lines) < 3:
        raise NoteError("A checkpoint has at least three lines: log, size and root.")
    origin, size, root, *extensions = lines
    if not _COUNT.fullmatch(size):
        raise NoteError(f"The size of the log is not a whole number: {size!r:.80}.")
    return Checkpoint(origin, int(size), decoded(root, "The root"), tuple(extensions))


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint whose signature by the log was checked, with the note it stands in and the keys that signed."""

    checkpoint: Checkpoint
    note: Note
    signers: tuple[VerifierKey, ...]


def read_signed_checkpoint(data: bytes, log_keys: Iterable[VerifierKey]) -> SignedCheckpoint:
    """A checkpoint that one of the log's keys signed. NoteError if it is not well formed or not signed by the log.

    A key counts only for the log of its own name. Cosignatures below it are kept and not looked at.
    """
    note = read_note(data)
    checkpoint = read_checkpoint(note.text)
    keys = [key for key in log_keys if key.name == checkpoint.origin]
    if not keys:
        raise NoteError(f"No key is known for the log {checkpoint.origin!r:.80}.")
    return SignedCheckpoint(checkpoint, note, verify_note(note, keys))


def note_of(checkpoint: Checkpoint, signatures: Iterable[NoteSignature]) -> Note:
    """The signed note of a checkpoint."""
    return Note(checkpoint.text, tuple(signatures))
