"""What a witness says of a checkpoint: "at this time this was the longest log I saw, and it extends all I saw before".

The cosignature of c2sp.org/tlog-cosignature, Ed25519, type 04: eight bytes of time and a signature over
``cosignature/v1``, a line with the time, and the text of the checkpoint.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from .note import COSIGNATURE, SIGNATURE_SIZE, Note, NoteError, NoteSignature, VerifierKey

HEADER = "cosignature/v1"
# The entry that says that a supervisor signed; the signature itself stands in its facts, `size` and `line`.
EVENT = "checkpoint_cosigned"
TIME_SIZE = 8
MAX_TIME = 2**63 - 1


def cosigned_message(text: str, time: int) -> bytes:
    """The bytes a witness signs: the header, its time in seconds since 1970, and the checkpoint's text."""
    if not 0 <= time <= MAX_TIME:
        raise NoteError(f"This is no time of a cosignature: {time}.")
    return f"{HEADER}\ntime {time}\n{text}".encode()


def cosignature_line(key: VerifierKey, time: int, signature: bytes) -> NoteSignature:
    """The signature line of a cosignature, to be put below the checkpoint."""
    _require_kind(key)
    if len(signature) != SIGNATURE_SIZE:
        raise NoteError(f"A signature is {SIGNATURE_SIZE} bytes long, not {len(signature)}.")
    return NoteSignature(key.name, key.key_id, time.to_bytes(TIME_SIZE, "big") + signature)


def time_of(line: NoteSignature) -> int:
    """The time a cosignature line claims, in seconds since 1970. NoteError if it cannot be a cosignature."""
    if len(line.signature) != TIME_SIZE + SIGNATURE_SIZE:
        raise NoteError(f"The line of {line.name} is no cosignature: its length is wrong.")
    time = int.from_bytes(line.signature[:TIME_SIZE], "big")
    if time > MAX_TIME:
        raise NoteError(f"The cosignature of {line.name} has an impossible time.")
    return time


def verify_cosignature(text: str, line: NoteSignature, key: VerifierKey) -> int:
    """When the holder of this key cosigned this checkpoint, in seconds since 1970. NoteError if they did not."""
    _require_kind(key)
    time = time_of(line)
    if not line.is_by(key) or not key.fits(cosigned_message(text, time), line.signature[TIME_SIZE:]):
        raise NoteError(f"The cosignature of {key.name} does not fit this checkpoint.")
    return time


def cosigners(note: Note, keys: Iterable[VerifierKey]) -> dict[VerifierKey, int]:
    """Which of these witnesses cosigned the checkpoint, and when (the latest, in seconds since 1970).

    Lines by other keys are passed over. NoteError if a line by one of these keys does not fit.
    """
    found: dict[VerifierKey, int] = {}
    for key in dict.fromkeys(keys):
        times = [verify_cosignature(note.text, line, key) for line in note.signatures if line.is_by(key)]
        if times:
            found[key] = max(times)
    return found


def fingerprint(public: bytes) -> str:
    """A public key in a form two people can read to each other: the first 16 bytes of its SHA-256, in fours."""
    digits = sha256(public).hexdigest()[:32]
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def _require_kind(key: VerifierKey) -> None:
    if key.kind != COSIGNATURE:
        raise NoteError(f"{key.name} is not a key for cosignatures.")
