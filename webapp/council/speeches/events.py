"""What happens on the speakers' list."""

from __future__ import annotations

import dataclasses
import uuid
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class SpeakerListed(Event):
    """A person was put on the speakers' list of an item, for this turn of their own."""

    name: ClassVar[str] = "speaker_listed"
    item: uuid.UUID
    seat: uuid.UUID
    turn: int


@dataclasses.dataclass(frozen=True)
class SpeakerWithdrew(Event):
    """A person on the list does not wish to speak any more."""

    name: ClassVar[str] = "speaker_withdrew"
    item: uuid.UUID
    seat: uuid.UUID


@dataclasses.dataclass(frozen=True)
class TurnBegan(Event):
    """A person began to speak; `seconds` is the time the rules give."""

    name: ClassVar[str] = "turn_began"
    item: uuid.UUID
    seat: uuid.UUID
    turn: int
    seconds: int


@dataclasses.dataclass(frozen=True)
class TurnEnded(Event):
    """A person was through with speaking, or the time was up."""

    name: ClassVar[str] = "turn_ended"
    item: uuid.UUID
    seat: uuid.UUID
    turn: int


@dataclasses.dataclass(frozen=True)
class SpeechSummarised(Event):
    """The clerk wrote down in short what was said; the log keeps the SHA-256 of the words."""

    name: ClassVar[str] = "speech_summarised"
    item: uuid.UUID
    seat: uuid.UUID
    turn: int
    sha256: str
