"""Rules of the hall: its door, who may come in for whom, and taking part from afar."""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from webapp.branch.matters.rules import latest_birthday
from webapp.charter.rules import Body, CountBy, Profile, attendance_rule
from webapp.core.errors import Blocker
from webapp.council.meetings.rules.kinds import MeetingState

DOOR_OPENS = timedelta(hours=2)
"""How long before a meeting begins people can be checked in."""
CODE_CHANGES = timedelta(minutes=5)
"""How often the code at the door changes; the one before still opens, so a code lives five to ten minutes."""
CODE_LENGTH = 12
REMOTE_RULES = {Body.REPRESENTATIVES: "rep.remote", Body.RCEO_MEMBERS: "rceo.online"}
"""The bodies in which somebody may take part from afar, and the rule that must be on."""


@dataclass(frozen=True)
class Delegate:
    """A person a household would send."""

    name: str
    household_id: uuid.UUID
    born_on: date
    registered_here: bool


def blockers_attendance(state: MeetingState, starts_at: datetime, now: datetime) -> list[Blocker]:
    """Why nobody can be checked in: the meeting is over, or its door is not open yet."""
    if state is MeetingState.CLOSED:
        return [Blocker("meeting.is_closed")]
    if state is MeetingState.CONVENED and now < starts_at - DOOR_OPENS:
        return [Blocker("attendance.too_early", "", {"hours": int(DOOR_OPENS.total_seconds() // 3600)})]
    return []


def blockers_delegate(
    household_id: uuid.UUID | None, sent: Delegate, on: date, has_ballot: bool, is_present: bool, profile: Profile
) -> list[Blocker]:
    """Why this person cannot take this household's seat; VCOL 25 and 26: a villager of age, of this household.

    A delegate may be exchanged for another until the seat has voted; the one who is in the hall leaves first.
    """
    article = profile.article("assembly.quorum.households")
    if household_id is None:
        return [Blocker("attendance.own_seat", article)]
    named = {"name": sent.name}
    found = []
    if sent.household_id != household_id:
        found.append(Blocker("attendance.other_household", article, named))
    age = profile.number("assembly.minAge")
    if sent.born_on > latest_birthday(on, age) or not sent.registered_here:
        found.append(Blocker("attendance.delegate_no_say", profile.article("assembly.minAge"), named | {"age": age}))
    if has_ballot:
        found.append(Blocker("attendance.delegate_voted", article))
    if is_present:
        found.append(Blocker("attendance.delegate_present", "", named))
    return found


def blockers_remote(body: Body, profile: Profile) -> list[Blocker]:
    """Why nobody takes part from afar here: the law asks for people in the hall, or the charter has it off."""
    rule_id = REMOTE_RULES.get(body)
    if rule_id is None or rule_id not in profile:
        rule = attendance_rule(body, CountBy.PERSONS)
        return [Blocker("attendance.in_person", profile.article(rule) if rule in profile else "")]
    if not profile.flag(rule_id):
        return [Blocker("attendance.remote_off", profile.article(rule_id))]
    return []


def door_code(secret: bytes, now: datetime, step: int = 0) -> str:
    """The code that stands at the door now: HMAC-SHA256 over the number of the five-minute window, in base 32.

    A photograph of it is worth nothing once the window and the next one are over. `step` -1 is the window before.
    """
    window = int(now.timestamp() // CODE_CHANGES.total_seconds()) + step
    digest = hmac.new(secret, window.to_bytes(8, "big"), hashlib.sha256).digest()
    return base64.b32encode(digest).decode()[:CODE_LENGTH]


def is_door_code(secret: bytes, code: str, now: datetime) -> bool:
    """Whether the code was shown at the door in this window or the one before, compared in constant time."""
    given = code.strip().upper().encode()
    known = [hmac.compare_digest(door_code(secret, now, step).encode(), given) for step in (0, -1)]
    return any(known)
