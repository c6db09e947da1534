"""What happens when a file comes in."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class LedgerImported(Event):
    """A bank's or ledger's file was taken in as vouchers to be completed; `known` lines were there already."""

    name: ClassVar[str] = "ledger_imported"
    drafted: int
    known: int
