"""Rules of meetings: who is due, whether it may be held, who stands at the door."""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from webapp.charter.rules import Body, Composition, CountBy, Facts, Profile, Votes, decide, profile_on, threshold_check
from webapp.core.errors import Blocker
from webapp.village.offices.rules import Body as OfficeBody
from webapp.village.offices.rules import Office, offices_of

DOOR_OPENS = timedelta(hours=2)
"""How long before a meeting begins people can be checked in."""
CODE_CHANGES = timedelta(minutes=5)
"""How often the code at the door changes; the one before still opens, so a code lives five to ten minutes."""
CODE_LENGTH = 12
LONGEST_MINUTES = 20_000


class MeetingState(StrEnum):
    """Convened, open in the hall, closed."""

    CONVENED = "convened"
    OPEN = "open"
    CLOSED = "closed"


class SeatKind(StrEnum):
    """Why somebody has a seat: as a representative or a member of the villagers' committee (VCOL art 29), as a villager
    or household of the assembly or a group (26, 32), as a Party member, as a member of the collective (RCEO 27)."""

    REPRESENTATIVE = "representative"
    COMMITTEE = "committee"
    VILLAGER = "villager"
    HOUSEHOLD = "household"
    PARTY_MEMBER = "party_member"
    COLLECTIVE_MEMBER = "collective_member"


class CheckIn(StrEnum):
    """How a person came in: with their own code at the door, from the clerk's list, at the hall's tablet, from afar."""

    OWN_CODE = "own_code"
    LIST = "list"
    TABLET = "tablet"
    REMOTE = "remote"


COMMITTEE_OFFICES = offices_of(OfficeBody.COMMITTEE)
DUE_OFFICES = COMMITTEE_OFFICES | offices_of(OfficeBody.COUNCIL)


@dataclass(frozen=True)
class Term:
    """One office of one person on the day of the meeting, as the list of those due is made from it."""

    resident_id: uuid.UUID
    name: str
    office: Office
    is_woman: bool
    constituency_id: uuid.UUID | None


@dataclass(frozen=True)
class Due:
    """One person due. `households` is how many the person speaks for."""

    resident_id: uuid.UUID
    name: str
    kind: SeatKind
    is_woman: bool
    constituency_id: uuid.UUID | None
    households: int


def due_list(terms: Iterable[Term], households: Mapping[uuid.UUID, int]) -> list[Due]:
    """Everyone due at a representatives' meeting, each person once, the committee first (VCOL art 29).

    Who is both counts as a member of the committee, so that a committee cannot swell the representatives' share; the
    households of the constituency stay with the person. Representatives follow in the order given.
    """
    people: dict[uuid.UUID, list[Term]] = {}
    for term in terms:
        if term.office in DUE_OFFICES:
            people.setdefault(term.resident_id, []).append(term)
    due = [_due(own, households) for own in people.values()]
    return sorted(due, key=lambda one: one.kind is SeatKind.REPRESENTATIVE)


def _due(terms: Sequence[Term], households: Mapping[uuid.UUID, int]) -> Due:
    first = terms[0]
    on_committee = any(term.office in COMMITTEE_OFFICES for term in terms)
    constituency = next(
        (term.constituency_id for term in terms if term.office is Office.REPRESENTATIVE and term.constituency_id), None
    )
    kind = SeatKind.COMMITTEE if on_committee else SeatKind.REPRESENTATIVE
    speaks_for = households.get(constituency, 0) if constituency else 0
    return Due(first.resident_id, first.name, kind, first.is_woman, constituency, speaks_for)


def composition_of(people: Iterable[tuple[SeatKind, bool]]) -> Composition:
    """How the meeting is made up, from (kind, is a woman) of everyone due."""
    listed = list(people)
    representatives = [woman for kind, woman in listed if kind is SeatKind.REPRESENTATIVE]
    committee = len(listed) - len(representatives)
    return Composition(len(listed), committee, len(representatives), sum(representatives))


def blockers_convene(
    kinds: Sequence[str],
    due: Sequence[Due],
    held_on: date,
    notice_days: int,
    urgent: bool,
    local: Mapping[str, object],
) -> list[Blocker]:
    """What keeps these kinds of matter from being put before the representatives on that day, each with its article.

    Competence of the body, days of notice, and how the meeting is made up; as the charter of the day judges them.
    A mandate may still be given before the day, so it is not asked for here.
    """
    if not due:
        return [Blocker("meeting.nobody_due", profile_on(held_on).article("rep.share.reps"))]
    parts = composition_of((one.kind, one.is_woman) for one in due)
    found: dict[tuple[str, str, str], Blocker] = {}
    for kind in kinds:
        by_households = kind == "levy"
        facts = Facts(
            held_on=held_on,
            body=Body.REPRESENTATIVES,
            matter=kind,
            due=len(due),
            present=len(due),
            count_by=CountBy.HOUSEHOLDS if by_households else CountBy.PERSONS,
            votes=Votes(0, 0, 0),
            composition=parts,
            notice_days=max(notice_days, 0),
            urgent=urgent,
            local=local,
        )
        for check in decide(facts).rules:
            if not check.met and not check.is_consent:
                found.setdefault((check.id, check.article, str(dict(check.params).get("matter", ""))), check.blocker)
    return list(found.values())


def blockers_open(
    state: MeetingState, starts_on: date, today: date, due: int, present: int, profile: Profile
) -> list[Blocker]:
    """Why a meeting cannot be opened: not its day, not enough in the hall (VCOL art 30: held only if 2/3 take part)."""
    if state is not MeetingState.CONVENED:
        return [Blocker(f"meeting.is_{state.value}")]
    if starts_on != today:
        return [Blocker("meeting.other_day", "", {"day": starts_on.isoformat()})]
    quorum = threshold_check(profile, "rep.quorum", present, due)
    return [] if quorum.met else [quorum.blocker]


def blockers_attendance(state: MeetingState, starts_at: datetime, now: datetime) -> list[Blocker]:
    """Why nobody can be checked in: the meeting is over, or its door is not open yet."""
    if state is MeetingState.CLOSED:
        return [Blocker("meeting.is_closed")]
    if state is MeetingState.CONVENED and now < starts_at - DOOR_OPENS:
        return [Blocker("attendance.too_early", "", {"hours": int(DOOR_OPENS.total_seconds() // 3600)})]
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


def matches_search(name: str, pinyin: str, wanted: str) -> bool:
    """Whether a person is meant: part of the name, or the initials or beginning of its pinyin (zgl, zhaogui)."""
    asked = "".join(wanted.split()).lower()
    spelt = pinyin.lower()
    initials = "".join(part[0] for part in spelt.split())
    return asked in name.lower() or initials.startswith(asked) or spelt.replace(" ", "").startswith(asked)
