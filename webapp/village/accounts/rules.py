"""Rules of signing in: what a password must be, and how many tries there are."""

from __future__ import annotations

from datetime import datetime, timedelta

from webapp.core.errors import Blocker, RuleBroken

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 128
TRIES_PER_NAME = 5
TRIES_PER_ADDRESS = 30
TRIES_WINDOW = timedelta(minutes=15)
INVITATION_LASTS = timedelta(days=14)


def require_good_password(password: str, sign_in_name: str) -> None:
    """A password people can keep: long enough, not the name or phone itself, not one sign repeated.

    Raises RuleBroken.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise RuleBroken([Blocker("account.password_length", "", {"shortest": SHORTEST_PASSWORD})])
    if password == sign_in_name or len(set(password)) < 3:
        raise RuleBroken([Blocker("account.password_simple", "")])


def require_tries_left(for_name: int, for_address: int) -> None:
    """Stop guessing: 5 wrong passwords for a name, or 30 from one address, in a quarter of an hour.

    Raises RuleBroken.
    """
    if for_name >= TRIES_PER_NAME or for_address >= TRIES_PER_ADDRESS:
        minutes = int(TRIES_WINDOW.total_seconds() // 60)
        raise RuleBroken([Blocker("account.too_many_tries", "", {"minutes": minutes})])


def require_usable(expires_at: datetime, used_at: datetime | None, now: datetime) -> None:
    """An invitation opens the door once and not for ever. Raises RuleBroken."""
    if used_at is not None:
        raise RuleBroken([Blocker("account.invitation_used", "")])
    if now >= expires_at:
        raise RuleBroken([Blocker("account.invitation_expired", "")])
