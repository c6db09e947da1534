"""What happens when somebody leaves the register. Who, when and why is for the village, not for the public log."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import ClassVar

from webapp.core.events import Event
from webapp.council.departures.rules import DepartureKind
from webapp.village.register.rules import Departure


@dataclasses.dataclass(frozen=True)
class ResidentDeparted(Event):
    """A person was taken out of the register."""

    name: ClassVar[str] = "resident_departed"
    kind: DepartureKind
    because: Departure
    on: date
    personal: ClassVar[frozenset[str]] = frozenset({"kind", "because", "on"})


@dataclasses.dataclass(frozen=True)
class ResidentReturned(Event):
    """A person was taken back into the register."""

    name: ClassVar[str] = "resident_returned"
