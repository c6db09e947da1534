"""What happens to written mandates; both lists of names are published (the meeting's page shows them)."""

from __future__ import annotations

import dataclasses
import uuid
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class ProxyRecorded(Event):
    """A written mandate was handed in: the seat of one person is taken by another. `paper_sha256` is the paper's."""

    name: ClassVar[str] = "proxy_recorded"
    meeting: uuid.UUID
    seat: uuid.UUID
    by: uuid.UUID
    paper_sha256: str


@dataclasses.dataclass(frozen=True)
class ProxyWithdrawn(Event):
    """A mandate was taken back: the person votes in person, or not at all."""

    name: ClassVar[str] = "proxy_withdrawn"
    meeting: uuid.UUID
    seat: uuid.UUID
