"""What happens with the record of a supervision committee's meeting."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import date
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class SittingRecorded(Event):
    """A meeting of the supervision committee was put down. `sha256` is the hash of the text that is signed."""

    name: ClassVar[str] = "sitting_recorded"
    number: str
    held_on: date
    present: list[uuid.UUID]
    members: int
    sha256: str


@dataclasses.dataclass(frozen=True)
class SittingCorrected(Event):
    """The record was corrected before all had signed: names given under the old text no longer hold."""

    name: ClassVar[str] = "sitting_corrected"
    number: str
    sha256: str
    replaces: str
    because: str


@dataclasses.dataclass(frozen=True)
class SittingSigned(Event):
    """A member who was there signed the record."""

    name: ClassVar[str] = "sitting_signed"
    number: str
    sha256: str
