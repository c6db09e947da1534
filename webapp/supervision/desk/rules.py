"""Rules of the supervisors' desk: on which pile something lies, and whose hands it may not come into."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from webapp.supervision.subjects.rules import Tie, bonds_of

_NOBODY: Mapping[Tie, Collection[Hashable]] = MappingProxyType({})


class Pile(StrEnum):
    """What waits for the supervisors; what is late; what looks wrong; what others have to do first."""

    WAITS = "waits"
    LATE = "late"
    WRONG = "wrong"
    OTHERS = "others"


@dataclass(frozen=True)
class DeskItem:
    """One thing on the desk: what it is, by which rule and article, until when, and the one action.

    `since`: from when it waits, where no rule sets a last day.

    `place` and `values` are the address of the action. `people` are those in the case; a supervisor among them, or near
    to one of them, is not offered it.
    """

    title: str
    what: str
    action: str
    place: str
    values: Mapping[str, Any]
    article: str = ""
    rule_id: str = ""
    due_on: date | None = None
    pile: Pile = Pile.WAITS
    people: Mapping[Tie, Collection[Hashable]] = field(default_factory=lambda: _NOBODY, hash=False)
    since: date | None = None

    def days_left(self, today: date) -> int | None:
        """Days to the last one; 0 on it, negative after it."""
        return (self.due_on - today).days if self.due_on is not None else None


@dataclass(frozen=True)
class Desk:
    """The piles, and how many things were left to other supervisors because of kinship or one's own act."""

    piles: Mapping[Pile, list[DeskItem]]
    left_to_others: list[DeskItem]

    @property
    def count(self) -> int:
        """How many things wait for this supervisor or are late."""
        return len(self.piles[Pile.WAITS]) + len(self.piles[Pile.LATE])


def pile_of(item: DeskItem, today: date) -> Pile:
    """Where it lies: whatever has a last day is late once that day has passed."""
    days = item.days_left(today)
    return Pile.LATE if days is not None and days < 0 and item.pile is not Pile.WRONG else item.pile


def laid_out(items: Iterable[DeskItem], person: Hashable, relatives: Collection[Hashable], today: date) -> Desk:
    """The desk of one supervisor, the most urgent first; cases of their own or of near relatives are set aside."""
    piles: dict[Pile, list[DeskItem]] = {pile: [] for pile in Pile}
    aside = []
    for item in items:
        if bonds_of(person, item.people, relatives):
            aside.append(item)
        else:
            piles[pile_of(item, today)].append(item)
    for pile in piles.values():
        pile.sort(key=lambda item: (item.due_on is None, item.due_on or today))
    return Desk(piles, aside)
