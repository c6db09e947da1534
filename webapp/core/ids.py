"""Keys: made in Python, 16 bytes, never counted by the database."""

from __future__ import annotations

import secrets
import uuid

import uuid_utils


def new_id() -> uuid.UUID:
    """A key that sorts by the time it was made (UUID version 7, RFC 9562)."""
    return uuid.UUID(bytes=uuid_utils.uuid7().bytes)


def new_salt() -> bytes:
    """32 random bytes, so that a commitment in the log cannot be guessed back to a person's data."""
    return secrets.token_bytes(32)
