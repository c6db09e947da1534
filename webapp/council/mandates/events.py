"""What the assembly delegates."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class MandateRecorded(Event):
    """The villagers' assembly delegated kinds of matter to the representatives, from one day to another."""

    name: ClassVar[str] = "mandate_recorded"
    kinds: list[str]
    since: date
    until: date
    decision: str
