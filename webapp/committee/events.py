"""What happens while a resolution is carried out."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import date
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class TaskAssigned(Event):
    """The committee gave out a task under a resolution; `owner` is the resident's key."""

    name: ClassVar[str] = "task_assigned"
    matter: str
    number: int
    title: str
    owner: uuid.UUID
    due_on: date


@dataclasses.dataclass(frozen=True)
class TaskReported(Event):
    """The owner of a task reported how far the work is, in percent."""

    name: ClassVar[str] = "task_reported"
    matter: str
    number: int
    progress: int


@dataclasses.dataclass(frozen=True)
class TaskCompleted(Event):
    """A task was completed."""

    name: ClassVar[str] = "task_completed"
    matter: str
    number: int
    was_late: bool


@dataclasses.dataclass(frozen=True)
class ResultPublished(Event):
    """The result of a matter was published, with what it was to cost and what it cost, in whole fen."""

    name: ClassVar[str] = "result_published"
    matter: str
    notice: str
    budget_fen: int | None
    spent_fen: int | None
