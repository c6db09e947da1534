"""Rules of the tellers' sheets."""

from __future__ import annotations

from enum import StrEnum


class SheetState(StrEnum):
    """Two entries are awaited; they differ; they agree; the scrutineer confirmed; a later sheet took its place."""

    ENTERING = "entering"
    DIFFERS = "differs"
    AGREED = "agreed"
    CONFIRMED = "confirmed"
    REPLACED = "replaced"
