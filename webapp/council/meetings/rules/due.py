"""Who is due at a meeting of each body, frozen as the list of seats when it is convened."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from webapp.charter.rules import Composition
from webapp.council.meetings.rules.kinds import SeatKind
from webapp.village.offices.rules import Body as OfficeBody
from webapp.village.offices.rules import Office, offices_of

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
    """One person due, or one household. `households` is how many the person speaks for.

    A household has nobody in its seat until it sends a delegate; its seat bears the name of its head.
    """

    resident_id: uuid.UUID | None
    name: str
    kind: SeatKind
    is_woman: bool
    constituency_id: uuid.UUID | None
    households: int
    household_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Inhabitant:
    """One line of the register, as the lists of villagers are made from it. `has_say`: of age and registered here."""

    resident_id: uuid.UUID
    name: str
    is_woman: bool
    is_head: bool
    has_say: bool
    household_id: uuid.UUID
    constituency_id: uuid.UUID | None


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


def due_persons(people: Iterable[Inhabitant], kind: SeatKind) -> list[Due]:
    """Every villager with a say, in the order given: an assembly or a group that counts heads (VCOL art 25, 26, 32)."""
    return [Due(one.resident_id, one.name, kind, one.is_woman, one.constituency_id, 0) for one in people if one.has_say]


def due_households(people: Iterable[Inhabitant]) -> list[Due]:
    """Every household once, under its head's name, in the order given (VCOL art 26, 32: households send somebody).

    A household in which nobody is of age and registered here can send nobody, so it is not due.
    """
    homes: dict[uuid.UUID, list[Inhabitant]] = {}
    for one in people:
        homes.setdefault(one.household_id, []).append(one)
    return [_household(members) for members in homes.values() if any(one.has_say for one in members)]


def _household(members: Sequence[Inhabitant]) -> Due:
    head = next((one for one in members if one.is_head), members[0])
    return Due(None, head.name, SeatKind.HOUSEHOLD, False, head.constituency_id, 1, head.household_id)


def composition_of(people: Iterable[tuple[SeatKind, bool]]) -> Composition:
    """How the meeting is made up, from (kind, is a woman) of everyone due."""
    listed = list(people)
    representatives = [woman for kind, woman in listed if kind is SeatKind.REPRESENTATIVE]
    committee = len(listed) - len(representatives)
    return Composition(len(listed), committee, len(representatives), sum(representatives))
