"""What a new register would change in the village: who is added, what changes in whom, who is no longer named.

Nobody is ever removed by an import: a person missing from a file may have died, moved, or been forgotten by a clerk.
They are reported as absent and stay until the village takes them out on purpose.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from webapp.village.register.check import Checked
from webapp.village.register.identity import identity_digest, identity_tail, is_masked
from webapp.village.register.rules import (
    Column,
    Household,
    Person,
    PoliticalStatus,
    Refusal,
    RefusalKind,
    Relation,
    Repair,
    Sex,
    household_key,
)


@dataclass(frozen=True, slots=True)
class KnownResident:
    """A person as the village knows them; ``key`` is whatever names their row."""

    key: Hashable
    relation: Relation
    name: str
    sex: Sex
    born_on: date
    identity_digest: bytes | None = None
    identity_tail: str = ""
    phone: str = ""
    registered_here: bool = True
    lives_here: bool = True
    political: PoliticalStatus | None = None


@dataclass(frozen=True, slots=True)
class KnownHousehold:
    """A household as the village knows it, with everyone in it."""

    key: Hashable
    number: str
    group: str
    door: str
    residents: tuple[KnownResident, ...]


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
class Difference:
    """The whole import before it happens. ``rows`` and ``repairs`` are those of the file; ``refusals`` adds what only
    the village could know (a masked number that fits nobody).
    """

    rows: int
    households: tuple[HouseholdChange, ...]
    repairs: tuple[Repair, ...]
    refusals: tuple[Refusal, ...]
    absent: tuple[Absent, ...]

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


@dataclass(slots=True)
class _Known:
    """The village's people, by every way a row can name them."""

    households: dict[str, KnownHousehold] = field(default_factory=dict)
    by_digest: dict[bytes, tuple[KnownHousehold, KnownResident]] = field(default_factory=dict)
    by_name: dict[tuple[str, str, date], list[tuple[KnownHousehold, KnownResident]]] = field(default_factory=dict)
    found: set[Hashable] = field(default_factory=set)


def difference(known: Iterable[KnownHousehold], checked: Checked, numbers: bytes | Mapping[int, bytes]) -> Difference:
    """Holds a checked register against the village. The same file twice: everything unchanged.

    ``numbers`` is the key of the identity digests, or the digests themselves by line, where the register keeps no
    whole numbers any more.
    A person is recognised by the identity number wherever they live now; without a whole number (empty, masked by an
    export, or unknown to the village until now) by household, name and day of birth, and by the last four if masked.
    """
    index = _index(known)
    matched, refusals, refused = _match(index, checked, numbers)
    changes = tuple(
        _household_change(household, index, people)
        for household, people in matched
        if household_key(household.number) not in refused
    )
    refused |= checked.refused_households
    all_refusals = sorted((*checked.refusals, *refusals), key=lambda refusal: refusal.line)
    return Difference(checked.rows, changes, checked.repairs, tuple(all_refusals), _absent(index, refused))


def _index(known: Iterable[KnownHousehold]) -> _Known:
    index = _Known()
    for household in known:
        key = household_key(household.number)
        index.households[key] = household
        for resident in household.residents:
            if resident.identity_digest is not None:
                index.by_digest[resident.identity_digest] = household, resident
            index.by_name.setdefault((key, resident.name, resident.born_on), []).append((household, resident))
    return index


_Found = tuple[KnownHousehold, KnownResident] | None
_Matched = list[tuple[Household, list[tuple[Person, bytes | None, _Found]]]]


def _match(
    index: _Known, checked: Checked, numbers: bytes | Mapping[int, bytes]
) -> tuple[_Matched, list[Refusal], set[str]]:
    """Finds every person of the file in the village: first all by their numbers, then the others by name and birth,
    so that a number never loses its person to a namesake.
    """
    found: dict[int, _Found] = {}
    everyone = [(household, person) for household in checked.households for person in household.residents]
    digests = numbers if isinstance(numbers, Mapping) else digests_by_line((one for _, one in everyone), numbers)
    for _, person in everyone:
        at = index.by_digest.get(digests[person.line]) if person.line in digests else None
        if at is not None:
            found[person.line] = at
            index.found.add(at[1].key)
    refusals: list[Refusal] = []
    refused: set[str] = set()
    for household, person in everyone:
        if person.line in found:
            continue
        is_hidden = person.line not in digests and is_masked(person.identity)
        at = _by_name(index, household, person, is_hidden=is_hidden)
        if at is not None:
            found[person.line] = at
            index.found.add(at[1].key)
        elif is_hidden:
            kind = RefusalKind.UNKNOWN_MASKED_IDENTITY
            refusals.append(Refusal(person.line, household.number, Column.IDENTITY, kind))
            refused.add(household_key(household.number))
    matched = [
        (household, [(person, digests.get(person.line), found.get(person.line)) for person in household.residents])
        for household in checked.households
    ]
    return matched, refusals, refused


def digests_by_line(people: Iterable[Person], digest_key: bytes) -> dict[int, bytes]:
    """The keyed hashes of all whole identity numbers of a file, by the line they stand on."""
    return {
        person.line: identity_digest(person.identity, digest_key)
        for person in people
        if person.identity and not is_masked(person.identity)
    }


def _by_name(index: _Known, household: Household, person: Person, *, is_hidden: bool) -> _Found:
    """Someone of this name and birth in this household. A number hidden by stars must fit in its last four
    characters; a whole one may be new to the village or corrected.
    """
    key = household_key(household.number), person.name, person.born_on
    tail = identity_tail(person.identity)
    for at in index.by_name.get(key, ()):
        if at[1].key not in index.found and (not is_hidden or at[1].identity_tail == tail):
            return at
    return None


def _household_change(
    household: Household, index: _Known, people: Sequence[tuple[Person, bytes | None, _Found]]
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
    found: _Found,
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


def _absent(index: _Known, refused: set[str]) -> tuple[Absent, ...]:
    return tuple(
        Absent(resident, household)
        for key, household in index.households.items()
        if key not in refused
        for resident in household.residents
        if resident.key not in index.found
    )
