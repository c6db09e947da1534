"""The demonstration village's register: the same people at every loading, written as the file a township would send."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterator
from random import Random

from webapp.cli.demo.cast import CAST, NAMED_REPRESENTATIVES, Person
from webapp.cli.demo.names import SURNAMES, birthday, given_name, identity_number, phone_number
from webapp.village.register.columns import (
    LIVES_HERE_WORD,
    POLITICAL_WORD,
    REGISTERED_HERE_WORD,
    RELATION_WORD,
    SEX_WORD,
)
from webapp.village.register.rules import PoliticalStatus, Relation, Sex
from webapp.village.register.writing import TITLES

GROUPS = (("第一村民小组", 41), ("第二村民小组", 38), ("第三村民小组", 36), ("第四村民小组", 34), ("第五村民小组", 33))
"""The groups and how many households each has."""
SEED = 411381998201
NEWEST_BIRTH = 2023


@dataclasses.dataclass(frozen=True)
class Villager:
    """One person of a household as the file will show them."""

    relation: Relation
    name: str
    is_woman: bool
    born_in: int
    is_party_member: bool = False
    lives_here: bool = True
    registered_here: bool = True


def register_file() -> bytes:
    """The register as CSV (UTF-8 with its mark, as office programs save it)."""
    chance = Random(SEED)  # noqa: S311 - the same village every time, nothing secret
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(TITLES)
    number = order = 0
    for place, (group, size) in enumerate(GROUPS, 1):
        for house in range(1, size + 1):
            number += 1
            for villager in _household(chance, place, house):
                order += 1
                writer.writerow(_row(chance, villager, f"{number:05d}", group, f"{place}-{house}", order))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _household(chance: Random, group: int, house: int) -> list[Villager]:
    """The people under one roof: an old couple, a young one with children, three generations, one left alone."""
    wanted = next((one for one in (*CAST, *NAMED_REPRESENTATIVES) if (one.group, one.house) == (group, house)), None)
    if wanted is not None:
        return list(_family_of(chance, wanted))
    head_born = chance.randint(1946, 1991)
    surname = chance.choice(SURNAMES)
    if head_born < 1956 and chance.random() < 0.45:
        is_woman = chance.random() < 0.55
        return [_villager(chance, Relation.HEAD, surname, head_born, is_woman)]
    return list(_family(chance, surname, head_born))


def _family(chance: Random, surname: str, head_born: int) -> Iterator[Villager]:
    yield _villager(chance, Relation.HEAD, surname, head_born, False)
    if chance.random() < 0.88:
        yield _villager(chance, Relation.SPOUSE, "", head_born + chance.randint(-1, 4), True)
    if head_born >= 1962 and chance.random() < 0.28:
        yield _villager(chance, Relation.MOTHER, "", head_born - chance.randint(20, 25), True)
    for _ in range(_children(chance, head_born)):
        born = min(head_born + chance.randint(22, 30), NEWEST_BIRTH)
        is_girl = chance.random() < 0.48
        yield _villager(chance, Relation.DAUGHTER if is_girl else Relation.SON, surname, born, is_girl)


def _children(chance: Random, head_born: int) -> int:
    """How many children still belong to the household: the older the head, the more have houses of their own."""
    if head_born < 1958:
        return int(chance.random() < 0.2)
    return chance.choice((0, 1, 1, 2)) if head_born < 1975 else chance.choice((1, 1, 2, 2))


def _family_of(chance: Random, person: Person) -> Iterator[Villager]:
    """The household of somebody of the story."""
    surname = person.name[0] if not person.is_woman else chance.choice(SURNAMES)
    if person.is_woman:
        yield _villager(chance, Relation.HEAD, surname, person.born_in - 2, False)
    relation = Relation.SPOUSE if person.is_woman else Relation.HEAD
    yield Villager(relation, person.name, person.is_woman, person.born_in, person.is_party_member)
    if not person.is_woman:
        yield _villager(chance, Relation.SPOUSE, "", person.born_in + 2, True)
    if person.born_in + 25 <= NEWEST_BIRTH:
        yield _villager(chance, Relation.SON, surname, person.born_in + 25, False)


def _villager(chance: Random, relation: Relation, surname: str, born_in: int, is_woman: bool) -> Villager:
    names = {one.name for one in (*CAST, *NAMED_REPRESENTATIVES)}
    name = ""
    while not name or name in names:
        name = (surname or chance.choice(SURNAMES)) + given_name(chance, born_in, is_woman)
    at_home_age = born_in < 1985 or born_in > 2008
    return Villager(
        relation,
        name,
        is_woman,
        born_in,
        is_party_member=born_in < 2004 and chance.random() < (0.11 if not is_woman else 0.03),
        lives_here=at_home_age or chance.random() < 0.6,
        registered_here=relation is not Relation.SPOUSE or chance.random() < 0.99,
    )


def _row(chance: Random, villager: Villager, number: str, group: str, door: str, order: int) -> list[str]:
    born_on = birthday(chance, villager.born_in)
    young = PoliticalStatus.LEAGUE_MEMBER if 2001 < villager.born_in < 2010 else PoliticalStatus.MASSES
    political = PoliticalStatus.PARTY_MEMBER if villager.is_party_member else young
    return [
        number,
        group,
        door,
        RELATION_WORD[villager.relation],
        villager.name,
        SEX_WORD[Sex.FEMALE if villager.is_woman else Sex.MALE],
        born_on.isoformat(),
        identity_number(chance, born_on, villager.is_woman, order % 500),
        phone_number(chance, order) if villager.born_in < 2010 else "",
        REGISTERED_HERE_WORD[villager.registered_here],
        LIVES_HERE_WORD[villager.lives_here],
        POLITICAL_WORD[political] if villager.born_in < 2012 else "",
    ]
