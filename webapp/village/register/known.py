"""The people the village knows, and how a row of a file finds its person among them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
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
    Sex,
    household_key,
)


@dataclass(frozen=True, slots=True)
class KnownResident:
    """A person as the village knows them; ``key`` is whatever names their row.

    Who died or left has ``departed_on``: still known, so that a file that names them makes no second row.
    """

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
    departed_on: date | None = None


@dataclass(frozen=True, slots=True)
class KnownHousehold:
    """A household as the village knows it, with everyone in it."""

    key: Hashable
    number: str
    group: str
    door: str
    residents: tuple[KnownResident, ...]


@dataclass(slots=True)
class Known:
    """The village's people, by every way a row can name them."""

    households: dict[str, KnownHousehold] = field(default_factory=dict)
    by_digest: dict[bytes, tuple[KnownHousehold, KnownResident]] = field(default_factory=dict)
    by_name: dict[tuple[str, str, date], list[tuple[KnownHousehold, KnownResident]]] = field(default_factory=dict)
    found: set[Hashable] = field(default_factory=set)


def index_of(known: Iterable[KnownHousehold]) -> Known:
    index = Known()
    for household in known:
        key = household_key(household.number)
        index.households[key] = household
        for resident in household.residents:
            if resident.identity_digest is not None:
                index.by_digest[resident.identity_digest] = household, resident
            index.by_name.setdefault((key, resident.name, resident.born_on), []).append((household, resident))
    return index


Found = tuple[KnownHousehold, KnownResident] | None
Matched = list[tuple[Household, list[tuple[Person, bytes | None, Found]]]]


def match(
    index: Known, checked: Checked, numbers: bytes | Mapping[int, bytes]
) -> tuple[Matched, list[Refusal], set[str]]:
    """Finds every person of the file in the village: first all by their numbers, then the others by name and birth,
    so that a number never loses its person to a namesake.
    """
    found: dict[int, Found] = {}
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


def _by_name(index: Known, household: Household, person: Person, *, is_hidden: bool) -> Found:
    """Someone of this name and birth in this household. A number hidden by stars must fit in its last four
    characters; a whole one may be new to the village or corrected.
    """
    key = household_key(household.number), person.name, person.born_on
    tail = identity_tail(person.identity)
    for at in index.by_name.get(key, ()):
        if at[1].key not in index.found and (not is_hidden or at[1].identity_tail == tail):
            return at
    return None
