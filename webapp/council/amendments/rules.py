"""Rules of amendments."""

from __future__ import annotations

from enum import StrEnum


class AmendmentState(StrEnum):
    """Waiting for its vote, adopted, rejected, or taken back by who moved it."""

    PENDING = "pending"
    CARRIED = "carried"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
