"""Rules of leaving the register.

An office ends with death (Civil Code art. 13: legal capacity lasts from birth to death) and when the household
registration has left the village (VCOL art. 16: who is registered elsewhere has a say only once the assembly agrees).
Who never belonged into the register holds no office either; for that no article is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from webapp.core.errors import Blocker
from webapp.village.register.rules import Departure


class DepartureKind(StrEnum):
    """What a departure is to the village: a death, a move, or a row that was a mistake."""

    DIED = "died"
    MOVED_AWAY = "moved_away"
    OTHER = "other"


KIND_OF: Mapping[Departure, DepartureKind] = MappingProxyType(
    {
        Departure.DIED: DepartureKind.DIED,
        Departure.REGISTRATION_MOVED: DepartureKind.MOVED_AWAY,
        Departure.MARRIED_AWAY: DepartureKind.MOVED_AWAY,
        Departure.ENTERED_TWICE: DepartureKind.OTHER,
        Departure.NEVER_BELONGED: DepartureKind.OTHER,
    }
)
OFFICE_ENDS_BECAUSE: Mapping[DepartureKind, str] = MappingProxyType(
    {
        DepartureKind.DIED: "去世（民法典第十三条）",
        DepartureKind.MOVED_AWAY: "户籍迁出本村（村民委员会组织法第十六条）",
        DepartureKind.OTHER: "登记有误，已从户籍册中移出",
    }
)
"""The reason that stands beside the end of an office in the village's own log, so in Chinese."""


def blockers_depart(
    departed_on: date | None, born_on: date, on: date, today: date, open_votes: Iterable[str]
) -> list[Blocker]:
    """Why this person cannot be taken out: out already, an impossible day, or a vote is open in which they are due.

    For the last there is no article: nobody shall lose a vote by a stroke of the clerk's pen while it is being cast.
    """
    found: list[Blocker] = []
    if departed_on is not None:
        found.append(Blocker("departure.already", "", {"on": departed_on.isoformat()}))
    if on > today:
        found.append(Blocker("departure.future"))
    if on < born_on:
        found.append(Blocker("departure.before_birth"))
    return found + [Blocker("departure.vote_open", "", {"motion": motion}) for motion in open_votes]


def blockers_return(departed_on: date | None) -> list[Blocker]:
    """Why this person cannot be taken back: they were never taken out."""
    return [Blocker("departure.none")] if departed_on is None else []
