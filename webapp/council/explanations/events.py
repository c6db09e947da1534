"""What representatives say after a vote."""

from __future__ import annotations

import dataclasses
import uuid
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class VoteExplained(Event):
    """A representative said why they voted as they did."""

    name: ClassVar[str] = "vote_explained"
    poll: uuid.UUID
    seat: uuid.UUID
    text: str
    personal: ClassVar[frozenset[str]] = frozenset({"text"})
