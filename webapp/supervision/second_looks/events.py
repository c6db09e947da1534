"""What happens at second looks."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class SecondLookAsked(Event):
    """A villager asked the supervisors to look at the answer to their objection."""

    name: ClassVar[str] = "second_look_asked"
    unnamed: ClassVar[bool] = True
    notice: str
    objection: int
    due_on: date


@dataclasses.dataclass(frozen=True)
class SecondLookDecided(Event):
    """The supervisors looked again: the answer stands, a new one is asked for, or a correction was ordered."""

    name: ClassVar[str] = "second_look_decided"
    notice: str
    objection: int
    verdict: str
    order: str


@dataclasses.dataclass(frozen=True)
class AnsweredAnew(Event):
    """The committee gave the new answer that the supervisors asked for."""

    name: ClassVar[str] = "objection_answered_anew"
    notice: str
    objection: int
    was_late: bool
