"""A text with signatures below it, which anybody can check with a public key: the signed note of c2sp.org/signed-note.

``text``, an empty line, then one line for each signature: ``— name base64(key id ‖ signature)``. Lines by keys one does
not know are passed over, so that another kind of signature can be added beside without disturbing older readers.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ED25519 = 0x01
COSIGNATURE = 0x04
KEY_SIZE = 32
SIGNATURE_SIZE = 64
KEY_ID_SIZE = 4
MAX_NOTE = 1_000_000
MAX_SIGNATURES = 100
MAX_NAME = 255
_DASH = "\u2014 "
_VKEY = re.compile(r"([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)")
# The y of the points whose order divides 8, modulo 2**255 - 19: a "key" of this kind would fit any signature.
_PRIME = 2**255 - 19
_Y8 = int.from_bytes(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little")
_SMALL_ORDER = frozenset({0, 1, _PRIME - 1, _Y8, _PRIME - _Y8})


class NoteError(ValueError):
    """This is no signed note or no key, or a signature does not fit; the message names the place."""


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with the name of whoever holds it and what it signs: notes (01) or cosignatures (04), Ed25519."""

    name: str
    kind: int
    public: bytes

    def __post_init__(self) -> None:
        require_name(self.name)
        if self.kind not in (ED25519, COSIGNATURE):
            raise NoteError(f"Keys of type {self.kind:02x} are not known here.")
        if len(self.public) != KEY_SIZE:
            raise NoteError(f"A public key is {KEY_SIZE} bytes long, not {len(self.public)}.")
        if int.from_bytes(self.public, "little") % 2**255 % _PRIME in _SMALL_ORDER:
            raise NoteError("This public key would fit any signature.")

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell apart the keys of one name: SHA-256(name ‖ LF ‖ type ‖ key)[:4]."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:KEY_ID_SIZE]

    @property
    def text(self) -> str:
        """The key as people hand it on (vkey): ``name+key id+base64(type ‖ key)``."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"

    def fits(self, message: bytes, signature: bytes) -> bool:
        """Whether the holder of this key signed exactly these bytes (Ed25519, RFC 8032)."""
        if len(signature) != SIGNATURE_SIZE:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line. ``signature`` is what follows the four bytes of the key's id."""

    name: str
    key_id: bytes
    signature: bytes

    @property
    def line(self) -> str:
        """The line as it stands in the note, with its newline."""
        return f"{_DASH}{self.name} {base64.b64encode(self.key_id + self.signature).decode()}\n"

    def is_by(self, key: VerifierKey) -> bool:
        """Whether the line claims to be by this key. Only the signature itself proves it."""
        return self.name == key.name and self.key_id == key.key_id


@dataclass(frozen=True, slots=True)
class Note:
    """A signed text. ``text`` ends with a newline and is what the signatures are made of."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def format(self) -> str:
        """The note as it is stored and handed on."""
        return self.text + "\n" + "".join(signature.line for signature in self.signatures)

    def with_signatures(self, more: Iterable[NoteSignature]) -> Note:
        """The note with further lines below; one that stands there already is not repeated."""
        return Note(self.text, tuple(dict.fromkeys((*self.signatures, *more))))


def read_vkey(text: str) -> VerifierKey:
    """The public key that somebody handed on as text (vkey). NoteError if it is none or its id does not fit."""
    found = _VKEY.fullmatch(text) if len(text) <= MAX_NAME + 100 else None
    if found is None:
        raise NoteError(f"This is not a public key (name+id+key): {text!r:.80}.")
    name, key_id, encoded = found.groups()
    data = decoded(encoded, "The public key")
    key = VerifierKey(name, data[0], data[1:])
    if key.key_id.hex() != key_id:
        raise NoteError(f"The public key's id is {key.key_id.hex()}, the text says {key_id}.")
    return key


def read_note(data: bytes) -> Note:
    """The text and the signature lines of a signed note. NoteError if these bytes are none. Proves nothing yet."""
    if len(data) > MAX_NOTE:
        raise NoteError(f"The note is {len(data)} bytes long; at most {MAX_NOTE} are read.")
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoteError(f"Byte {error.start} of the note is not UTF-8.") from error
    if any(sign < " " and sign != "\n" for sign in whole):
        raise NoteError("The note holds a control character.")
    end = whole.rfind("\n\n")
    if end < 0:
        raise NoteError("No empty line parts the text from its signatures.")
    return Note(whole[: end + 1], read_signatures(whole[end + 2 :]))


def read_signatures(text: str) -> tuple[NoteSignature, ...]:
    """One or more signature lines. NoteError if there are none, too many, or something else among them."""
    if not text.endswith("\n"):
        raise NoteError("The note does not end with a signature line.")
    lines = text[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise NoteError(f"The note has {len(lines)} signature lines; at most {MAX_SIGNATURES} are read.")
    return tuple(_signature(line) for line in lines)


def verify_note(note: Note, keys: Iterable[VerifierKey]) -> tuple[VerifierKey, ...]:
    """Which of these keys signed the note; at least one. Keys of type 01.

    Lines by other keys are passed over. NoteError if a line by one of these keys does not fit, or if none signed.
    """
    found = []
    for key in dict.fromkeys(keys):
        if key.kind != ED25519:
            raise NoteError(f"{key.name} is a key for cosignatures, not for notes.")
        lines = [line for line in note.signatures if line.is_by(key)]
        if any(not key.fits(note.text.encode(), line.signature) for line in lines):
            raise NoteError(f"The signature of {key.name} does not fit this text.")
        if lines:
            found.append(key)
    if not found:
        raise NoteError("None of the known keys signed this note.")
    return tuple(found)


def require_name(name: str) -> None:
    """A key's name is one word without a plus sign. NoteError otherwise."""
    try:
        size = len(name.encode())
    except UnicodeEncodeError as error:
        raise NoteError("A key's name holds half a character (a lone surrogate).") from error
    if not name or size > MAX_NAME or any(sign.isspace() or sign == "+" or sign < " " for sign in name):
        raise NoteError(f"This cannot be the name of a key: {name!r:.80}.")


def decoded(text: str, what: str) -> bytes:
    """The bytes that base64 text stands for, if it is written the one canonical way. NoteError otherwise."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError(f"{what} is not base64: {text!r:.80}.") from error
    if base64.b64encode(data).decode() != text or not data:
        raise NoteError(f"{what} is not base64: {text!r:.80}.")
    return data


def _signature(line: str) -> NoteSignature:
    parts = line.removeprefix(_DASH).split(" ")
    if not line.startswith(_DASH) or len(parts) != 2:
        raise NoteError(f"This is not a signature line: {line!r:.80}.")
    name, encoded = parts
    require_name(name)
    data = decoded(encoded, f"The signature of {name}")
    if len(data) <= KEY_ID_SIZE:
        raise NoteError(f"The signature of {name} is too short.")
    return NoteSignature(name, data[:KEY_ID_SIZE], data[KEY_ID_SIZE:])
