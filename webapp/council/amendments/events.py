"""What happens to amendments."""

from __future__ import annotations

import dataclasses
import uuid
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class AmendmentMoved(Event):
    """A person moved a change to an item of the agenda, or to the amendment `changes`."""

    name: ClassVar[str] = "amendment_moved"
    item: uuid.UUID
    seat: uuid.UUID
    number: int
    changes: uuid.UUID | None
    text: str


@dataclasses.dataclass(frozen=True)
class AmendmentWithdrawn(Event):
    """Who moved an amendment took it back; `falls` when it has no object any more because another was taken back."""

    name: ClassVar[str] = "amendment_withdrawn"
    item: uuid.UUID
    number: int
    falls: bool
