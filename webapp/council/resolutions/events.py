"""What happens to resolutions."""

from __future__ import annotations

import dataclasses
import uuid
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class ResolutionAdopted(Event):
    """A poll carried and became a resolution; the log keeps the SHA-256 of its text."""

    name: ClassVar[str] = "resolution_adopted"
    number: str
    poll: uuid.UUID
    title: str
    text_sha256: str
