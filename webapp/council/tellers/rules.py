"""Rules of tellers and scrutineers: who may count in public, and who may watch the counting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.core.errors import Blocker
from webapp.council.meetings.rules import MeetingState
from webapp.village.kinship.rules import ARTICLE as KINSHIP
from webapp.village.kinship.rules import KinKind

ADULT_YEARS = 18
FEWEST_TELLERS = 2
STANDS_APART = "HENAN:32"
"""Tellers and scrutineers may not be the ones it is about, nor their near relatives."""
SUPERVISES = "VCOL-2025:37"
OF_AGE = "CIVIL:17"


class CountingRole(StrEnum):
    """A teller counts and enters; a scrutineer, from the supervision committee, watches and confirms."""

    TELLER = "teller"
    SCRUTINEER = "scrutineer"


class Tie(StrEnum):
    """What ties a person to a matter: they moved it, it concerns them, they are a near relative of one it concerns."""

    MOVER = "mover"
    CONCERNED = "concerned"
    KIN = "kin"


@dataclass(frozen=True)
class Concern:
    """Why a person should not count the votes on a matter. `kin` is what they are to the one concerned, `of` who."""

    tie: Tie
    matter: str
    kin: KinKind | None = None
    of: str = ""


@dataclass(frozen=True)
class Person:
    """A person as the appointment sees them."""

    name: str
    born_on: date
    supervises: bool
    serves_as: CountingRole | None = None


def is_adult(born_on: date, on: date) -> bool:
    """Whether a person has completed the eighteenth year on that day (Civil Code art 17)."""
    had_birthday = (on.month, on.day) >= (born_on.month, born_on.day)
    return on.year - born_on.year - (not had_birthday) >= ADULT_YEARS


def blockers_concern(name: str, concerns: Iterable[Concern]) -> list[Blocker]:
    """Why this person may not count: mover, person concerned or near relative (Henan 32, Civil Code art 1045)."""
    found = []
    for one in concerns:
        params: dict[str, object] = {"name": name, "matter": one.matter}
        if one.tie is Tie.KIN:
            params |= {"kin": one.kin.value if one.kin else "", "of": one.of}
        found.append(Blocker(f"teller.{one.tie.value}", KINSHIP if one.tie is Tie.KIN else STANDS_APART, params))
    return found


def blockers_appoint(
    role: CountingRole, meeting: MeetingState, person: Person, concerns: Iterable[Concern], today: date
) -> list[Blocker]:
    """Every reason why this person cannot count, or watch the counting, at this meeting, each with its article."""
    if meeting is MeetingState.CLOSED:
        return [Blocker("meeting.is_closed")]
    found: list[Blocker] = []
    told = {"name": person.name}
    if person.serves_as is not None:
        same = person.serves_as is role
        found.append(Blocker("teller.already" if same else "teller.both_roles", "" if same else STANDS_APART, told))
    if not is_adult(person.born_on, today):
        found.append(Blocker("teller.minor", OF_AGE, {**told, "years": ADULT_YEARS}))
    if role is CountingRole.SCRUTINEER and not person.supervises:
        found.append(Blocker("teller.not_supervision", SUPERVISES, told))
    return found + blockers_concern(person.name, concerns)


def blockers_counting(tellers: int, scrutineers: int) -> list[Blocker]:
    """Why paper and hands cannot be counted yet: two tellers and a scrutineer make a count public."""
    found = []
    if tellers < FEWEST_TELLERS:
        found.append(Blocker("teller.too_few", STANDS_APART, {"needed": FEWEST_TELLERS, "got": tellers}))
    if scrutineers < 1:
        found.append(Blocker("teller.no_scrutineer", SUPERVISES))
    return found
