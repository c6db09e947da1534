"""Rules of the hall's tablet: the pass that opens it, each person's own code, how many tries there are."""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid
from datetime import datetime, timedelta

from webapp.core.errors import Blocker
from webapp.council.meetings.rules import MeetingState

CODE_DIGITS = 6
TRIES_PER_SEAT = 5
TRIES_PER_MEETING = 30
TRIES_WINDOW = timedelta(minutes=15)
TICKET_CHANGES = timedelta(minutes=2)
"""How often tickets change; the one before still holds, so a person has two to four minutes at the tablet."""


def tablet_pass(secret: bytes) -> str:
    """What the address of the tablet's page carries: only who was given it can open the page."""
    return _word(secret, b"tablet pass", 24)


def is_tablet_pass(secret: bytes, given: str) -> bool:
    """Whether this is the pass of the meeting's tablet, compared in constant time."""
    return hmac.compare_digest(tablet_pass(secret).encode(), given.encode())


def seat_code(secret: bytes, seat_id: uuid.UUID) -> str:
    """One person's six digits for one meeting: no other meeting and no other seat has a use for them."""
    digest = _digest(secret, b"seat code" + seat_id.bytes)
    return f"{int.from_bytes(digest[:8], 'big') % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def is_seat_code(secret: bytes, seat_id: uuid.UUID, given: str) -> bool:
    """Whether these are the person's digits, compared in constant time; blanks do not matter."""
    return hmac.compare_digest(seat_code(secret, seat_id).encode(), "".join(given.split()).encode())


def ticket(secret: bytes, seat_id: uuid.UUID, now: datetime, step: int = 0) -> str:
    """What the tablet holds of a person who gave the right code: enough for the next act, worth nothing soon after."""
    window = int(now.timestamp() // TICKET_CHANGES.total_seconds()) + step
    return _word(secret, b"ticket" + seat_id.bytes + window.to_bytes(8, "big"), 26)


def is_ticket(secret: bytes, seat_id: uuid.UUID, given: str, now: datetime) -> bool:
    """Whether the ticket was given to this person a moment ago, compared in constant time."""
    known = [hmac.compare_digest(ticket(secret, seat_id, now, step).encode(), given.encode()) for step in (0, -1)]
    return any(known)


def blockers_try(state: MeetingState, for_seat: int, for_meeting: int) -> list[Blocker]:
    """Why no code is looked at: the meeting is over, or too many wrong ones were tried in a quarter of an hour."""
    if state is MeetingState.CLOSED:
        return [Blocker("meeting.is_closed")]
    if for_seat >= TRIES_PER_SEAT or for_meeting >= TRIES_PER_MEETING:
        return [Blocker("tablet.too_many_tries", "", {"minutes": int(TRIES_WINDOW.total_seconds() // 60)})]
    return []


def blockers_ticket(is_good: bool) -> list[Blocker]:
    """Why the tablet does nothing for a person: it was too slow, so the tablet has forgotten who stands before it."""
    return [] if is_good else [Blocker("tablet.too_slow")]


def _digest(secret: bytes, text: bytes) -> bytes:
    return hmac.new(secret, text, hashlib.sha256).digest()


def _word(secret: bytes, text: bytes, length: int) -> str:
    return base64.b32encode(_digest(secret, text)).decode()[:length].lower()
