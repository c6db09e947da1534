"""What happens to the agenda while the meeting goes on."""

from __future__ import annotations

import dataclasses
import uuid
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class AgendaOrdered(Event):
    """The order and the planned time of the agenda were set: [item, minutes or nothing] in order."""

    name: ClassVar[str] = "agenda_ordered"
    meeting: uuid.UUID
    items: list[list[object]]


@dataclasses.dataclass(frozen=True)
class ItemBegan(Event):
    """An item of the agenda was called up."""

    name: ClassVar[str] = "item_began"
    meeting: uuid.UUID
    position: int


@dataclasses.dataclass(frozen=True)
class ItemEnded(Event):
    """The meeting was through with an item."""

    name: ClassVar[str] = "item_ended"
    meeting: uuid.UUID
    position: int
