"""Rules of execution: a task has an owner and a date; a result is published when it can be shown."""

from __future__ import annotations

from enum import StrEnum


class TaskState(StrEnum):
    """Under way, or completed."""

    OPEN = "open"
    COMPLETED = "completed"
