"""Passwords: argon2id with parameters chosen for voting day (RFC 9106; 19 MiB, 2 passes, 1 lane)."""

from __future__ import annotations

import hashlib

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_NOBODY = HASHER.hash("nobody's password, checked so that unknown names take as long as known ones")


def hash_password(password: str) -> str:
    """The hash to keep. About 20 ms: call it before the write transaction begins."""
    return HASHER.hash(password)


def password_matches(password_hash: str, password: str) -> bool:
    """Whether the password is the one; an empty hash (nobody joined yet, or no such name) costs the same time."""
    try:
        return HASHER.verify(password_hash or _NOBODY, password) and bool(password_hash)
    except (VerificationError, InvalidHashError):
        return False


def token_digest(token: str) -> str:
    """What is kept of an invitation's token."""
    return hashlib.sha256(token.encode()).hexdigest()
