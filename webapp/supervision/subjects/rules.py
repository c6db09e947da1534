"""Rules of what a question or an order is about, and of who must leave it to others."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from webapp.charter.rules import Profile
from webapp.core.errors import Blocker

REFERENCE = re.compile(r"(matter|task|notice|poll|voucher):([12]\d{3})-([1-9]\d{0,6})(?:/([1-9]\d{0,4}))?", re.ASCII)


class SubjectKind(StrEnum):
    """The things of the record that can be asked about or ordered to be corrected."""

    MATTER = "matter"
    TASK = "task"
    NOTICE = "notice"
    POLL = "poll"
    VOUCHER = "voucher"


WITH_PART = frozenset({SubjectKind.TASK, SubjectKind.POLL})
"""These are counted within a matter or a meeting, so their reference has a part."""


class Tie(StrEnum):
    """What a person can be to a case: what it is about, who began it, carries it out, is asked, objected, answered."""

    CONCERNED = "concerned"
    RAISER = "raiser"
    OWNER = "owner"
    ASKED = "asked"
    OBJECTOR = "objector"
    ANSWERER = "answerer"


@dataclass(frozen=True)
class Reference:
    """How an address names a thing: task:2026-3/2 is the second task of matter 2026-3."""

    kind: SubjectKind
    year: int
    number: int
    part: int | None = None

    def __str__(self) -> str:
        place = f"/{self.part}" if self.part is not None else ""
        return f"{self.kind.value}:{self.year}-{self.number}{place}"


@dataclass(frozen=True)
class Bonds:
    """What ties one person to a case, by their own hand and by a near relative's."""

    own: frozenset[Tie] = frozenset()
    kin: frozenset[Tie] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.own or self.kin)


def read_reference(text: str) -> Reference | None:
    """The thing a text names; nothing when it names none or its part is missing or too much."""
    match = REFERENCE.fullmatch(text)
    if match is None:
        return None
    kind, part = SubjectKind(match[1]), int(match[4]) if match[4] else None
    if (kind in WITH_PART) != (part is not None):
        return None
    return Reference(kind, int(match[2]), int(match[3]), part)


def bonds_of(person: Hashable, people: Mapping[Tie, Collection[Hashable]], relatives: Collection[Hashable]) -> Bonds:
    """What ties a person to the people of a case, of whom some may be near relatives."""
    kin = set(relatives)
    return Bonds(
        frozenset(tie for tie, some in people.items() if person in some),
        frozenset(tie for tie, some in people.items() if not kin.isdisjoint(some)),
    )


def blockers_bonds(bonds: Bonds, profile: Profile) -> list[Blocker]:
    """Why this supervisor must leave a case to another: own act or concern, or that of a near relative (VCOL 37)."""
    article = profile.article("vsc.exclude")
    found = [Blocker(f"bond.own_{tie.value}", article) for tie in Tie if tie in bonds.own]
    return found + [Blocker(f"bond.kin_{tie.value}", article) for tie in Tie if tie in bonds.kin]
