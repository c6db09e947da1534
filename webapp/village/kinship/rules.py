"""Who is a near relative of whom (Civil Code art. 1045): spouse, parents, children, brothers and sisters, grandparents
and grandchildren.

People are told apart by any hashable key. A tie reads ``person`` is the ``kin`` of ``relative``: (Li Si, parent, Li Wu)
says that Li Si is a parent of Li Wu. In-laws, uncles and cousins are not near relatives.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Generic, TypeVar

from webapp.core.errors import Blocker
from webapp.village.register.rules import Relation

P = TypeVar("P", bound=Hashable)

ARTICLE = "CIVIL:1045"


class KinKind(StrEnum):
    """The six near relatives of the Civil Code."""

    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"


INVERSE: Mapping[KinKind, KinKind] = MappingProxyType(
    {
        KinKind.SPOUSE: KinKind.SPOUSE,
        KinKind.PARENT: KinKind.CHILD,
        KinKind.CHILD: KinKind.PARENT,
        KinKind.SIBLING: KinKind.SIBLING,
        KinKind.GRANDPARENT: KinKind.GRANDCHILD,
        KinKind.GRANDCHILD: KinKind.GRANDPARENT,
    }
)
"""What the relative is to the person when the person is this to the relative."""

_TO_HEAD: Mapping[Relation, KinKind] = MappingProxyType(
    {
        Relation.SPOUSE: KinKind.SPOUSE,
        Relation.SON: KinKind.CHILD,
        Relation.DAUGHTER: KinKind.CHILD,
        Relation.FATHER: KinKind.PARENT,
        Relation.MOTHER: KinKind.PARENT,
        Relation.GRANDSON: KinKind.GRANDCHILD,
        Relation.GRANDDAUGHTER: KinKind.GRANDCHILD,
        Relation.GRANDFATHER: KinKind.GRANDPARENT,
        Relation.GRANDMOTHER: KinKind.GRANDPARENT,
        Relation.BROTHER: KinKind.SIBLING,
        Relation.SISTER: KinKind.SIBLING,
    }
)


@dataclass(frozen=True, slots=True)
class Tie(Generic[P]):
    """``person`` is the ``kin`` of ``relative``."""

    person: P
    kin: KinKind
    relative: P


def kinship_from_household(members: Iterable[tuple[P, Relation]]) -> list[Tie[P]]:
    """The ties a household's register states or leaves no doubt about: one per pair of people, in its order.

    Beyond what everyone is to the head: the head's children are children of the head's spouse too (stepchildren raised
    in the house are children in law), father and mother of the head are a couple and parents of the head's siblings,
    parents-in-law are parents of the spouse; a child-in-law or grandchild is tied to a child only when just one
    child can be meant. Without a head nothing can be said.
    """
    by_relation: dict[Relation, list[P]] = {}
    stated: list[tuple[P, Relation]] = []
    for person, relation in members:
        by_relation.setdefault(relation, []).append(person)
        stated.append((person, relation))
    heads = by_relation.get(Relation.HEAD, [])
    if len(heads) != 1:
        return []
    ties = [Tie(person, _TO_HEAD[relation], heads[0]) for person, relation in stated if relation in _TO_HEAD]
    ties += _ties_of_parents(by_relation)
    ties += _ties_of_descendants(by_relation)
    seen: set[frozenset[P]] = set()
    first = []
    for tie in ties:
        pair = frozenset((tie.person, tie.relative))
        if len(pair) == 2 and pair not in seen:
            seen.add(pair)
            first.append(tie)
    return first


def _ties_of_parents(people: Mapping[Relation, Sequence[P]]) -> list[Tie[P]]:
    fathers, mothers = people.get(Relation.FATHER, ()), people.get(Relation.MOTHER, ())
    siblings = (*people.get(Relation.BROTHER, ()), *people.get(Relation.SISTER, ()))
    spouses = people.get(Relation.SPOUSE, ())
    in_laws = (*people.get(Relation.FATHER_IN_LAW, ()), *people.get(Relation.MOTHER_IN_LAW, ()))
    ties = [Tie(parent, KinKind.PARENT, sibling) for parent in (*fathers, *mothers) for sibling in siblings]
    if len(fathers) == len(mothers) == 1:
        ties.append(Tie(fathers[0], KinKind.SPOUSE, mothers[0]))
    if len(spouses) == 1:
        ties += [Tie(parent, KinKind.PARENT, spouses[0]) for parent in in_laws]
    return ties


def _ties_of_descendants(people: Mapping[Relation, Sequence[P]]) -> list[Tie[P]]:
    sons, daughters = people.get(Relation.SON, ()), people.get(Relation.DAUGHTER, ())
    children = (*sons, *daughters)
    grandchildren = (*people.get(Relation.GRANDSON, ()), *people.get(Relation.GRANDDAUGHTER, ()))
    spouses = people.get(Relation.SPOUSE, ())
    ties: list[Tie[P]] = []
    if len(spouses) == 1:
        ties += [Tie(child, KinKind.CHILD, spouses[0]) for child in children]
        ties += [Tie(grandchild, KinKind.GRANDCHILD, spouses[0]) for grandchild in grandchildren]
    wives, husbands = people.get(Relation.DAUGHTER_IN_LAW, ()), people.get(Relation.SON_IN_LAW, ())
    if len(sons) == len(wives) == 1:
        ties.append(Tie(wives[0], KinKind.SPOUSE, sons[0]))
    if len(daughters) == len(husbands) == 1:
        ties.append(Tie(husbands[0], KinKind.SPOUSE, daughters[0]))
    if len(children) == 1:
        partners = wives if sons else husbands
        parents = (*children, *(partners if len(partners) == 1 else ()))
        ties += [Tie(grandchild, KinKind.CHILD, parent) for grandchild in grandchildren for parent in parents]
    return ties


def near_relative_map(ties: Iterable[Tie[P]]) -> dict[P, dict[P, KinKind]]:
    """All near relatives of everyone in the ties, and what each is to them.

    ``map[a][b]`` is PARENT when b is a parent of a.
    Adds what follows: whoever shares a parent is a sibling (half-siblings included, Civil Code art. 1127), the parent
    of a parent is a grandparent. What was recorded is never overwritten by what follows from it.
    """
    near: dict[P, dict[P, KinKind]] = {}
    for tie in ties:
        if tie.person != tie.relative:
            near.setdefault(tie.relative, {}).setdefault(tie.person, tie.kin)
            near.setdefault(tie.person, {}).setdefault(tie.relative, INVERSE[tie.kin])
    parents = {person: [who for who, kin in kins.items() if kin is KinKind.PARENT] for person, kins in near.items()}
    children = {person: [who for who, kin in kins.items() if kin is KinKind.CHILD] for person, kins in near.items()}
    for person, their_parents in parents.items():
        for parent in their_parents:
            for sibling in children[parent]:
                if sibling != person:
                    near[person].setdefault(sibling, KinKind.SIBLING)
            for grandparent in parents[parent]:
                if grandparent != person:
                    near[person].setdefault(grandparent, KinKind.GRANDPARENT)
                    near[grandparent].setdefault(person, KinKind.GRANDCHILD)
    return near


LEAST_YEARS_BETWEEN = 12
"""Fewer years between parent and child are a slip: somebody chose the wrong namesake or the wrong direction."""

_OLDER: Mapping[KinKind, int] = MappingProxyType(
    {
        KinKind.PARENT: LEAST_YEARS_BETWEEN,
        KinKind.CHILD: -LEAST_YEARS_BETWEEN,
        KinKind.GRANDPARENT: 2 * LEAST_YEARS_BETWEEN,
        KinKind.GRANDCHILD: -2 * LEAST_YEARS_BETWEEN,
    }
)


def blockers_record(
    kin: KinKind, *, is_same: bool, known_as: KinKind | None, person: tuple[str, date], relative: tuple[str, date]
) -> list[Blocker]:
    """Why it cannot be recorded that ``person`` is the ``kin`` of ``relative``, each given as name and day of birth.

    ``known_as`` is what the person is to the relative as far as the village knows (None: nothing).
    """
    if is_same:
        return [Blocker("kinship.self")]
    if known_as is not None:
        return [Blocker("kinship.known", ARTICLE, {"name": person[0], "relative": relative[0]})]
    years = _OLDER.get(kin, 0)
    older, younger = (person, relative) if years > 0 else (relative, person)
    if years and younger[1].year - older[1].year < abs(years):
        return [Blocker("kinship.age", "", {"older": older[0], "younger": younger[0], "years": abs(years)})]
    return []
