"""Showing the newest checkpoint to a witness outside the village, and keeping what it says (c2sp.org/tlog-witness)."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import NamedTuple

from webapp.audit.outside import Outside
from webapp.audit.verifier.cosignature import verify_cosignature
from webapp.audit.verifier.note import Note, NoteError, NoteSignature, read_signatures

SIZE_TYPE = "text/x.tlog.size"
MOST_TRIES = 2
MAX_ANSWER = 100_000


class Answer(NamedTuple):
    """What a witness answered: the status, the type and the bytes of the body."""

    status: int
    kind: str
    body: bytes


# Sends these bytes to an address and returns the answer; raises OSError when nobody answers.
Post = Callable[[str, bytes], Answer]
# The consistency proof from one size of the log to another.
Prove = Callable[[int, int], Sequence[bytes]]


class WitnessError(RuntimeError):
    """A witness did not cosign; the message says what it said."""


@dataclass(frozen=True, slots=True)
class Cosigned:
    """The line with which a witness cosigned a checkpoint, and its time in seconds since 1970."""

    line: NoteSignature
    time: int


def submit(witness: Outside, note: Note, size: int, known: int, prove: Prove, post: Post) -> Cosigned:
    """Ask a witness to cosign a checkpoint of this size; `known` is the size it cosigned last, as far as is known here.

    A witness that knows another size says so (409) and is asked once more from there. Raises WitnessError when it does
    not cosign, OSError when it cannot be reached.
    """
    for _ in range(MOST_TRIES):
        answer = post(f"{witness.url}/add-checkpoint", request_body(note, size, known, prove))
        if answer.status == HTTPStatus.OK:
            return _cosigned(witness, note, answer.body)
        if answer.status != HTTPStatus.CONFLICT or answer.kind.partition(";")[0].strip() != SIZE_TYPE:
            raise WitnessError(_refusal(answer))
        known = _size(answer.body)
        if known > size:
            raise WitnessError(f"The witness has seen a log of {known} entries; this one has {size}.")
    raise WitnessError("The witness names another size every time.")


def request_body(note: Note, size: int, known: int, prove: Prove) -> bytes:
    """What is sent: the size the witness knows, the proof from there, and the checkpoint."""
    proof = prove(known, size) if 0 < known < size else ()
    lines = [f"old {known}", *(base64.b64encode(step).decode() for step in proof), "", note.format()]
    return "\n".join(lines).encode()


def _cosigned(witness: Outside, note: Note, body: bytes) -> Cosigned:
    """The witness's own line among those in the answer; lines by other keys are passed over."""
    try:
        lines = [line for line in read_signatures(body.decode()) if line.is_by(witness.key)]
        times = [verify_cosignature(note.text, line, witness.key) for line in lines]
    except (NoteError, UnicodeDecodeError) as error:
        raise WitnessError(f"The witness's answer does not hold: {error}") from error
    if not lines:
        raise WitnessError("The witness answered without a signature by the key in the settings.")
    newest = max(range(len(lines)), key=times.__getitem__)
    return Cosigned(lines[newest], times[newest])


def _size(body: bytes) -> int:
    text = body.decode("ascii", "replace").removesuffix("\n")
    if not (text.isascii() and text.isdecimal() and len(text) < 19 and (text == "0" or text[0] != "0")):
        raise WitnessError("The witness named a size that is no number.")
    return int(text)


def _refusal(answer: Answer) -> str:
    meanings = {
        HTTPStatus.BAD_REQUEST: "it does not understand the request",
        HTTPStatus.FORBIDDEN: "it does not know the key of this log",
        HTTPStatus.NOT_FOUND: "it does not know this log",
        HTTPStatus.CONFLICT: "it has seen another root for this size",
        HTTPStatus.UNPROCESSABLE_ENTITY: "the proof of consistency did not convince it",
    }
    meaning = next((text for status, text in meanings.items() if status == answer.status), "it gave no reason")
    return f"The witness answered {answer.status}: {meaning}."
