"""Keys for tests: they sign notes and cosign checkpoints, written without the program's own signing."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from webapp.audit.verifier.note import COSIGNATURE, ED25519, Note, NoteSignature, VerifierKey


@dataclass(frozen=True)
class Signer:
    """Somebody with a key: a log (kind 01) or a witness (kind 04)."""

    key: VerifierKey
    secret: Ed25519PrivateKey

    def note(self, text: str) -> Note:
        """The text signed by this key alone."""
        return Note(text, (NoteSignature(self.key.name, self.key.key_id, self.secret.sign(text.encode())),))

    def cosign(self, text: str, time: int) -> NoteSignature:
        """The line of a witness below a checkpoint's text."""
        signature = self.secret.sign(f"cosignature/v1\ntime {time}\n{text}".encode())
        return NoteSignature(self.key.name, self.key.key_id, time.to_bytes(8, "big") + signature)

    def public_pem(self) -> bytes:
        """The public key as openssl reads it."""
        return self.secret.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def signer(name: str, *, secret: bytes | None = None, kind: int = ED25519) -> Signer:
    """A key that is always the same for the same name."""
    private = Ed25519PrivateKey.from_private_bytes(secret or sha256(name.encode()).digest())
    return Signer(VerifierKey(name, kind, private.public_key().public_bytes_raw()), private)


def witness(name: str) -> Signer:
    """A key for cosignatures, always the same for the same name."""
    return signer(name, kind=COSIGNATURE)
