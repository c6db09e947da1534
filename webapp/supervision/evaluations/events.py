"""What happens in evaluations and with hired people."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import date
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class PersonHired(Event):
    """Somebody was put down as hired and paid by the village or its collective."""

    name: ClassVar[str] = "person_hired"
    work: str
    resident: uuid.UUID
    since: date


@dataclasses.dataclass(frozen=True)
class HireEnded(Event):
    """A hired person's work ended."""

    name: ClassVar[str] = "hire_ended"
    work: str
    resident: uuid.UUID
    on: date
    because: str


@dataclasses.dataclass(frozen=True)
class EvaluationCalled(Event):
    """The supervision committee called the evaluation; its matter waits for a meeting."""

    name: ClassVar[str] = "evaluation_called"
    number: str
    matter: str
    people: int


@dataclasses.dataclass(frozen=True)
class SheetsHandedOut(Event):
    """The sheets were handed out at a meeting. `people`: place on the sheet, resident, post, vote."""

    name: ClassVar[str] = "evaluation_opened"
    number: str
    meeting: str
    people: list[list[object]]


@dataclasses.dataclass(frozen=True)
class EvaluationClosed(Event):
    """The evaluation was closed and its result announced.

    `results`: place on the sheet, result, grades given, failures running, whether the office ended.
    """

    name: ClassVar[str] = "evaluation_closed"
    number: str
    is_void: bool
    results: list[list[object]]
