"""What happens at steps 1 to 3."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class StepRecorded(Event):
    """A sitting was recorded: who was due, how many came, the votes, and the outcome computed from them."""

    name: ClassVar[str] = "step_recorded"
    number: str
    step: str
    attempt: int
    matter_version: int
    held_on: date
    notified_on: date | None
    due: int
    present: int
    votes_for: int
    votes_against: int
    votes_abstain: int
    passed: bool
