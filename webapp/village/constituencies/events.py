"""What happens to constituencies."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class ConstituenciesDrawn(Event):
    """All constituencies of the village were drawn. `joined` names groups that were too small to stand alone."""

    name: ClassVar[str] = "constituencies_drawn"
    constituencies: int
    households: int
    target: int
    joined: Sequence[str] = ()


@dataclasses.dataclass(frozen=True)
class HouseholdMoved(Event):
    """A household was put into a constituency by hand."""

    name: ClassVar[str] = "household_moved"
    household: str
    number: int
    before: int | None
