"""What happens at the hall's tablet. Checking in and voting there are the events of every other way."""

from __future__ import annotations

import dataclasses
import uuid
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class TabletStarted(Event):
    """The clerk set up the hall's tablet for a meeting."""

    name: ClassVar[str] = "tablet_started"
    meeting: uuid.UUID


@dataclasses.dataclass(frozen=True)
class CodePresented(Event):
    """Somebody gave the right code of this seat at the tablet."""

    name: ClassVar[str] = "code_presented"
    meeting: uuid.UUID
    seat: uuid.UUID


@dataclasses.dataclass(frozen=True)
class CodeRefused(Event):
    """Somebody gave a wrong code for this number of the list at the tablet."""

    name: ClassVar[str] = "code_refused"
    meeting: uuid.UUID
    position: int
