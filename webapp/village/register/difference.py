"""What a new register would change in the village: who is added, what changes in whom, who is no longer named.

Nobody is ever removed by an import: a person missing from a file may have died, moved, or been forgotten by a clerk.
They are reported as absent and stay until the village takes them out on purpose. Nor does an import bring anybody
back: who was taken out and still stands in a file is reported and left out, until the village takes them back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from webapp.village.register.check import Checked
from webapp.village.register.identity import identity_tail
from webapp.village.register.known import Found, Known, KnownHousehold, KnownResident, index_of, match
from webapp.village.register.rules import (
    Column,
    Household,
    Person,
    Refusal,
    Repair,
    household_key,
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One cell before and after. Identity numbers appear by their last four characters only."""

    column: Column
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class ResidentChange:
    """A row of the file held against the village. ``known`` is None for a person the village did not know.

    ``changes`` includes those of the household (group, door), because they stand in this row too. ``digest`` is the
    keyed hash to store (None: no number in the file, or a masked one that stays as it is).
    """

    person: Person
    household: Household
    known: KnownResident | None
    moved_from: KnownHousehold | None
    changes: tuple[FieldChange, ...]
    digest: bytes | None


@dataclass(frozen=True, slots=True)
class HouseholdChange:
    """A household of the file held against the village; ``known`` is None when it is new."""

    household: Household
    known: KnownHousehold | None
    changes: tuple[FieldChange, ...]
    residents: tuple[ResidentChange, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """Someone the village knows whom the file does not name (their household was not refused)."""

    resident: KnownResident
    household: KnownHousehold


@dataclass(frozen=True, slots=True)
class StillNamed:
    """Someone the village took out of the register, and whom the file names all the same. The row is left out."""

    person: Person
    household: Household
    known: KnownResident


@dataclass(frozen=True, slots=True)
class Difference:
    """The whole import before it happens. ``rows`` and ``repairs`` are those of the file; ``refusals`` adds what only
    the village could know (a masked number that fits nobody).
    """

    rows: int
    households: tuple[HouseholdChange, ...]
    repairs: tuple[Repair, ...]
    refusals: tuple[Refusal, ...]
    absent: tuple[Absent, ...]
    still_named: tuple[StillNamed, ...] = ()

    def _residents(self) -> Iterator[ResidentChange]:
        return (resident for household in self.households for resident in household.residents)

    @property
    def added(self) -> list[ResidentChange]:
        """People the village did not know."""
        return [resident for resident in self._residents() if resident.known is None]

    @property
    def changed(self) -> list[ResidentChange]:
        """People the village knows, in whose row something is different."""
        return [resident for resident in self._residents() if resident.known is not None and resident.changes]

    @property
    def unchanged(self) -> int:
        """How many rows say what the village knows already."""
        return sum(1 for resident in self._residents() if resident.known is not None and not resident.changes)

    @property
    def residents(self) -> int:
        """How many people the accepted households of the file have."""
        return sum(len(household.residents) for household in self.households)

    @property
    def is_nothing(self) -> bool:
        """Whether importing the file would change nothing."""
        return all(resident.known is not None and not resident.changes for resident in self._residents())


def difference(known: Iterable[KnownHousehold], checked: Checked, numbers: bytes | Mapping[int, bytes]) -> Difference:
    """Holds a checked register against the village. The same file twice: everything unchanged.

    ``numbers`` is the key of the identity digests, or the digests themselves by line, where the register keeps no
    whole numbers any more.
    A person is recognised by the identity number wherever they live now; without a whole number (empty, masked by an
    export, or unknown to the village until now) by household, name and day of birth, and by the last four if masked.
    """
    index = index_of(known)
    matched, refusals, refused = match(index, checked, numbers)
    accepted = [(home, people) for home, people in matched if household_key(home.number) not in refused]
    still_named = tuple(
        StillNamed(person, home, at[1]) for home, people in accepted for person, _, at in people if at and _is_gone(at)
    )
    here = [(home, [one for one in people if not _is_gone(one[2])]) for home, people in accepted]
    changes = tuple(_household_change(home, index, people) for home, people in here if people)
    refused |= checked.refused_households
    all_refusals = sorted((*checked.refusals, *refusals), key=lambda refusal: refusal.line)
    absent = _absent(index, refused)
    return Difference(checked.rows, changes, checked.repairs, tuple(all_refusals), absent, still_named)


def _is_gone(found: Found) -> bool:
    """Whether a row found somebody whom the village took out of its register."""
    return found is not None and found[1].departed_on is not None


def _household_change(
    household: Household, index: Known, people: Sequence[tuple[Person, bytes | None, Found]]
) -> HouseholdChange:
    known = index.households.get(household_key(household.number))
    changes: tuple[FieldChange, ...] = ()
    if known is not None:
        changes = _different(
            (Column.GROUP, known.group, household.group),
            (Column.DOOR, known.door, household.door),
        )
    residents = tuple(_resident_change(household, known, changes, *person) for person in people)
    return HouseholdChange(household, known, changes, residents)


def _resident_change(
    household: Household,
    known_household: KnownHousehold | None,
    household_changes: tuple[FieldChange, ...],
    person: Person,
    digest: bytes | None,
    found: Found,
) -> ResidentChange:
    if found is None:
        return ResidentChange(person, household, None, None, (), digest)
    at, known = found
    moved = known_household is None or at.key != known_household.key
    changes = _different(
        (Column.RELATION, known.relation, person.relation),
        (Column.NAME, known.name, person.name),
        (Column.SEX, known.sex, person.sex),
        (Column.BORN, known.born_on, person.born_on),
        (Column.PHONE, known.phone, person.phone),
        (Column.REGISTRATION, known.registered_here, person.registered_here),
        (Column.LIVES_HERE, known.lives_here, person.lives_here),
        (Column.POLITICAL, known.political, person.political),
    )
    if digest is not None and digest != known.identity_digest:
        changes += (FieldChange(Column.IDENTITY, known.identity_tail, identity_tail(person.identity)),)
    if moved:
        own = _different((Column.GROUP, at.group, household.group), (Column.DOOR, at.door, household.door))
        changes = (FieldChange(Column.HOUSEHOLD, at.number, household.number), *own, *changes)
    else:
        changes = household_changes + changes
    return ResidentChange(person, household, known, at if moved else None, changes, digest)


def _different(*pairs: tuple[Column, object, object]) -> tuple[FieldChange, ...]:
    return tuple(FieldChange(column, before, after) for column, before, after in pairs if before != after)


def _absent(index: Known, refused: set[str]) -> tuple[Absent, ...]:
    return tuple(
        Absent(resident, household)
        for key, household in index.households.items()
        if key not in refused
        for resident in household.residents
        if resident.key not in index.found and resident.departed_on is None
    )
