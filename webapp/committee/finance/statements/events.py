"""What happens to statements."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class StatementPublished(Event):
    """The statement of a month or quarter was made from the books and hung; `items` are (item, whole fen)."""

    name: ClassVar[str] = "statement_published"
    period: str
    notice: str
    opening_fen: int
    received_fen: int
    paid_fen: int
    closing_fen: int
    received: list[Any]
    paid: list[Any]
