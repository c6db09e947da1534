"""What happens when an office ends."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import date
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class LeavingRecorded(Event):
    """A hand-over or a leaving audit was put down as done. `sha256` is the hash of the paper, if one was added."""

    name: ClassVar[str] = "leaving_recorded"
    kind: str
    term: uuid.UUID
    done_on: date
    was_late: bool
    who: str
    paper: str
    sha256: str


@dataclasses.dataclass(frozen=True)
class AuditItemAdded(Event):
    """A fifth of the villagers asked that something be part of a leaving audit."""

    name: ClassVar[str] = "audit_item_added"
    term: uuid.UUID
    names: int
    base: int
    text_sha256: str
