"""What happens to the village itself."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class VillageCreated(Event):
    """A village was set up; its log begins here."""

    name: ClassVar[str] = "village_created"
    code: str
    village_name: str
