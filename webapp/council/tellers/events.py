"""Who was called to count, and who was relieved of it."""

from __future__ import annotations

import dataclasses
import uuid
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class TellerAppointed(Event):
    """A person was appointed to count at a meeting, or to watch the counting. Tellers act in public, by name."""

    name: ClassVar[str] = "teller_appointed"
    meeting: uuid.UUID
    person: str
    role: str


@dataclasses.dataclass(frozen=True)
class TellerRelieved(Event):
    """A person counts (or watches the counting) no longer."""

    name: ClassVar[str] = "teller_relieved"
    meeting: uuid.UUID
    person: str
    role: str
