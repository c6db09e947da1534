"""What a person takes home: that an entry stands in the log, in one small text file, the ``c2sp.org/tlog-proof@v1``.

``index`` and the hashes of the inclusion proof, an empty line, and the signed checkpoint as it is. ``extra`` carries
the bytes of the entry itself here, so that the one file is enough; nothing vouches for it until its hash fits.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass

from .checkpoint import read_checkpoint
from .merkle import HASH_SIZE, ProofError, leaf_hash, verify_inclusion
from .note import MAX_NOTE, NoteError, decoded, read_note
from .policy import Policy, Verdict, judge

HEADER = "c2sp.org/tlog-proof@v1"
SUFFIX = ".tlog-proof"
MAX_HASHES = 64
MAX_PROOF = MAX_NOTE + 100_000
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof as it is handed on. ``checkpoint`` is the signed note, ``extra`` whatever came with it (may be empty)."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes = b""

    @property
    def text(self) -> str:
        """The file's text."""
        lines = [HEADER]
        lines += [f"extra {base64.b64encode(self.extra).decode()}"] if self.extra else []
        lines += [f"index {self.index}", *(base64.b64encode(one).decode() for one in self.hashes), "", ""]
        return "\n".join(lines) + self.checkpoint.decode()


def read_proof(data: bytes) -> Proof:
    """The proof that these bytes state. ProofError if they state none. Proves nothing yet."""
    if len(data) > MAX_PROOF:
        raise ProofError(f"The proof is {len(data)} bytes long; at most {MAX_PROOF} are read.")
    head, gap, checkpoint = data.partition(b"\n\n")
    if not gap:
        raise ProofError("No empty line parts the proof from its checkpoint.")
    try:
        header, *lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise ProofError(f"Byte {error.start} of the proof is not ASCII.") from error
    if header != HEADER:
        raise ProofError(f"The first line is not {HEADER}.")
    try:
        extra = decoded(lines.pop(0)[6:], "extra") if lines and lines[0].startswith("extra ") else b""
        found = _INDEX.fullmatch(lines[0]) if lines else None
        if found is None:
            raise ProofError("The line with the index is missing.")
        if len(lines) - 1 > MAX_HASHES:
            raise ProofError(f"The proof has {len(lines) - 1} hashes; no log needs more than {MAX_HASHES}.")
        hashes = tuple(decoded(line, "A hash of the proof") for line in lines[1:])
        read_note(checkpoint)
    except NoteError as error:
        raise ProofError(str(error)) from error
    if any(len(one) != HASH_SIZE for one in hashes):
        raise ProofError("Every hash in a proof is 32 bytes long.")
    return Proof(int(found[1]), hashes, checkpoint, extra)


def write_proof(index: int, hashes: Sequence[bytes], checkpoint: bytes, extra: bytes = b"") -> bytes:
    """The file that proves entry ``index`` to stand in the log of this signed checkpoint."""
    proof = Proof(index, tuple(hashes), checkpoint, extra).text.encode()
    read_proof(proof)
    return proof


def verify_proof(proof: Proof, entry: bytes, policy: Policy) -> Verdict:
    """Whether these bytes are the entry that the proof speaks of, in the log that the policy knows.

    The verdict names who cosigned and whether that is enough: the caller looks at ``is_met``. ProofError if the entry
    does not lead to the signed root, or if no known log signed it.
    """
    try:
        verdict = judge(policy, proof.checkpoint)
    except NoteError as error:
        raise ProofError(str(error)) from error
    log = verdict.checkpoint
    verify_inclusion(leaf_hash(entry), proof.index, log.size, proof.hashes, log.root)
    return verdict


def size_proved(proof: Proof) -> int:
    """Of how long a log the proof speaks, before any signature is checked."""
    return read_checkpoint(read_note(proof.checkpoint).text).size
