"""The installation's own key, with which it signs how long each village's log is. It never leaves its file.

`log_key` is the key that signs, `log_key.next` the one that takes over while a change of key is under way. Both are
Ed25519 keys in PEM (PKCS #8), which openssl reads, and both are for the eyes of their owner only.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from webapp.audit.verifier.note import ED25519, NoteSignature, VerifierKey
from webapp.core.settings import UnsafeSetting

CURRENT, NEXT = "log_key", "log_key.next"
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class KeyRing:
    """The keys in this folder; without a folder, keys that live as long as the process (for tests)."""

    def __init__(self, folder: Path | None, host: str) -> None:
        self.folder = folder
        self.host = host
        self._known: dict[str, Ed25519PrivateKey] = {}

    def origin(self, village_id: int) -> str:
        """The name under which this village's log is known everywhere, as the address of its tiles without scheme."""
        return f"{self.host}/v/{village_id:012d}/log"

    def newest(self) -> bytes:
        """The public key with which a village begins: the next one while a change is under way, else the current one.

        Made on the first call. Raises UnsafeSetting when its file is open to others or cannot be kept.
        """
        key = self._read(NEXT) or self._read(CURRENT) or self._make(CURRENT)
        return key.public_key().public_bytes_raw()

    def prepare_next(self) -> bytes:
        """The public key that takes over; made when no change is under way yet."""
        key = self._read(NEXT) or self._make(NEXT)
        return key.public_key().public_bytes_raw()

    def finish_change(self) -> None:
        """The next key becomes the current one, and the old one is gone from this folder."""
        if self.folder is not None:
            os.replace(self.folder / NEXT, self.folder / CURRENT)
        self._known = {CURRENT: self._known[NEXT]} if self.folder is None else {}

    def sign(self, key: VerifierKey, message: bytes) -> bytes | None:
        """The signature of this key; nothing if it is not here. The files are read again for a key not seen before."""
        private = self._find(key.public) or self._find(key.public, again=True)
        return private.sign(message) if private else None

    def sign_note(self, key: VerifierKey, text: str) -> NoteSignature | None:
        """The signature line of this key below a text; nothing if the key is not here."""
        signature = self.sign(key, text.encode()) if key.kind == ED25519 else None
        return NoteSignature(key.name, key.key_id, signature) if signature else None

    def _find(self, public: bytes, *, again: bool = False) -> Ed25519PrivateKey | None:
        if again:
            self._read(CURRENT)
            self._read(NEXT)
        fits = (key for key in self._known.values() if key.public_key().public_bytes_raw() == public)
        return next(fits, None)

    def _read(self, name: str) -> Ed25519PrivateKey | None:
        if self.folder is None:
            return self._known.get(name)
        path = self.folder / name
        try:
            data = path.read_bytes()
            mode = path.stat().st_mode
        except FileNotFoundError:
            self._known.pop(name, None)
            return None
        except OSError as error:
            raise _unkept(path, error) from error
        if mode & OTHERS:
            raise UnsafeSetting(
                f"{path} signs the villages' logs, and others on this machine may read it "
                f"(mode {stat.S_IMODE(mode):04o}). Run: chmod 600 {path}"
            )
        self._known[name] = _private(path, data)
        return self._known[name]

    def _make(self, name: str) -> Ed25519PrivateKey:
        made = Ed25519PrivateKey.generate()
        if self.folder is None:
            self._known[name] = made
            return made
        path = self.folder / name
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):
                _write_once(path, made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        except OSError as error:
            raise _unkept(path, error) from error
        found = self._read(name)
        if found is None:
            raise UnsafeSetting(f"{path} was made and is gone again. Is another program clearing {self.folder}?")
        return found


def _write_once(path: Path, data: bytes) -> None:
    """Whole or not at all, and never over a file that is there: two processes may start at the same moment."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.link(beside, path)
    finally:
        beside.unlink()


def _private(path: Path, data: bytes) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(data, None)
    except (ValueError, TypeError) as error:
        raise UnsafeSetting(f"{path} holds no key. Bring it back from your backup.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise UnsafeSetting(f"{path} holds a key of another kind. Bring the Ed25519 key back from your backup.")
    return key


def _unkept(path: Path, error: OSError) -> UnsafeSetting:
    return UnsafeSetting(f"{path} cannot be kept ({error.strerror}). Set YISHI_DATA to a folder this user may write.")
