"""What households say before a vote."""

from __future__ import annotations

import dataclasses
import uuid
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class HouseholdConsulted(Event):
    """A representative noted what one household says; which one and what stays with the representative."""

    name: ClassVar[str] = "household_consulted"
    item: uuid.UUID
    household: uuid.UUID
    says: str
    note: str
    personal: ClassVar[frozenset[str]] = frozenset({"household", "says", "note"})
