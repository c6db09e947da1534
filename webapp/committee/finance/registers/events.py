"""What happens to the registers. Names of partners stay out of the log; the digests of the rows bind them."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class HoldingRecorded(Event):
    """A contract, an asset or a resource was entered in its register; the amount in whole fen."""

    name: ClassVar[str] = "holding_recorded"
    holding: str
    kind: str
    amount_fen: int | None
    since: date
    until: date | None


@dataclasses.dataclass(frozen=True)
class HoldingEnded(Event):
    """A contract ended, an asset was disposed of, a resource is no longer the collective's."""

    name: ClassVar[str] = "holding_ended"
    holding: str
