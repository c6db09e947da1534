"""Rules of signing in: what a password must be, and how many tries there are."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from webapp.core.errors import Blocker, InvalidInput, RuleBroken

K = TypeVar("K", bound=Hashable)

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 128
TRIES_PER_NAME = 5
TRIES_PER_ADDRESS = 30
TRIES_WINDOW = timedelta(minutes=15)
INVITATION_LASTS = timedelta(days=14)
LONGEST_SIGN_IN_NAME = 60


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

    A device on which the person signed in before counts its own tries as those for the name.

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


def require_first(password_hash: str) -> None:
    """A first invitation is for who never set a password: a link for anybody else would let its bearer sign in, and
    vote, in that person's place. Raises RuleBroken (no article: the law does not speak of passwords).
    """
    if password_hash:
        raise RuleBroken([Blocker("account.has_joined")])


def require_here(departed_on: date | None) -> None:
    """Who died or left the village signs in no more. Raises RuleBroken."""
    if departed_on is not None:
        raise RuleBroken([Blocker("account.departed", "", {"on": departed_on.isoformat()})])


def require_sign_in_name(name: str) -> str:
    """A phone number or a short name that can be typed anywhere: no blanks, nothing unseen. Raises InvalidInput."""
    if not 2 <= len(name) <= LONGEST_SIGN_IN_NAME or not name.isprintable() or any(sign.isspace() for sign in name):
        raise InvalidInput("account.bad_name", "sign_in_name", longest=LONGEST_SIGN_IN_NAME)
    return name


@dataclass(frozen=True, slots=True)
class Namesake(Generic[K]):
    """What a person could sign in with."""

    person: K
    phone: str
    name: str
    household: str


def suggested_names(people: Iterable[Namesake[K]], taken: Mapping[str, K | None]) -> dict[K, str]:
    """What each signs in with: the phone number, else the name, else the name with the household's number.

    ``taken`` says which names are somebody's already; nobody gets another's.
    """
    used: dict[str, K | None] = dict(taken)
    found: dict[K, str] = {}
    for one in people:
        plain = "".join(one.name.split())
        numbered = f"{plain}{one.household}"
        wanted = (one.phone, plain, numbered, *(f"{numbered}-{count}" for count in range(2, 100)))
        name = next(name for name in wanted if len(name) > 1 and used.get(name, one.person) == one.person)
        used[name] = one.person
        found[one.person] = name
    return found
