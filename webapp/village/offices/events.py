"""What happens to offices."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import date
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class OfficeFilled(Event):
    """A person took an office. Holding an office is public."""

    name: ClassVar[str] = "office_filled"
    office: str
    holder: str
    resident: uuid.UUID
    since: date
    until: date


@dataclasses.dataclass(frozen=True)
class OfficeEnded(Event):
    """A person's office ended before its term."""

    name: ClassVar[str] = "office_ended"
    office: str
    holder: str
    resident: uuid.UUID
    on: date
    because: str
