"""How a log changes its key: the old key names the new one, and the new one says that it is held by whoever it names.

Both sign the same lines: what this is, the log's name, the old key, the new key. Nobody can take them for a checkpoint.
"""

from __future__ import annotations

from collections.abc import Mapping

from .note import NoteError, VerifierKey, read_vkey

HEADER = "yishi-log-key-rotation/v1"
EVENT = "log_key_rotated"


def rotation_message(old: VerifierKey, new: VerifierKey) -> bytes:
    """The bytes that both keys sign."""
    return f"{HEADER}\n{new.name}\n{old.text}\n{new.text}\n".encode()


def verify_rotation(facts: Mapping[str, object]) -> tuple[VerifierKey, VerifierKey]:
    """The old and the new key of an entry that changes the log's key. NoteError if one of them did not sign.

    When the old key was lost its signature is empty: whoever trusted it must learn of the new one in another way.
    """
    old, new = read_vkey(_text(facts, "old_key")), read_vkey(_text(facts, "new_key"))
    if old.name != new.name or old.public == new.public:
        raise NoteError("The two keys are not two keys of one log.")
    message = rotation_message(old, new)
    if not new.fits(message, _signature(facts, "signed_by_new")):
        raise NoteError("The new key did not sign the change.")
    if facts.get("signed_by_old") and not old.fits(message, _signature(facts, "signed_by_old")):
        raise NoteError("The old key did not sign the change.")
    return old, new


def _text(facts: Mapping[str, object], name: str) -> str:
    value = facts.get(name)
    if not isinstance(value, str):
        raise NoteError(f"{name} is not there.")
    return value


def _signature(facts: Mapping[str, object], name: str) -> bytes:
    try:
        return bytes.fromhex(_text(facts, name))
    except ValueError as error:
        raise NoteError(f"{name} is no signature.") from error
