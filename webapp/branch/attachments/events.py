"""What happens to the papers of a matter."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class AttachmentAdded(Event):
    """A paper was attached to a matter; it is known by the hash of its bytes."""

    name: ClassVar[str] = "attachment_added"
    number: str
    media_type: str
    size: int
    sha256: str
