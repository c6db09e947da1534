"""What happens to requests for a meeting. Who asks does not stand in the log, only how many."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import date
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class MeetingCalled(Event):
    """Somebody asks for a meeting; `needed` of the `base` people whose name counts would oblige the committee."""

    name: ClassVar[str] = "meeting_called"
    unnamed: ClassVar[bool] = True
    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    number: str
    body: str
    source: str
    base: int
    needed: int
    reason: str


@dataclasses.dataclass(frozen=True)
class CallSupported(Event):
    """A person put their name under a request for a meeting."""

    name: ClassVar[str] = "call_supported"
    unnamed: ClassVar[bool] = True
    number: str
    names: int


@dataclasses.dataclass(frozen=True)
class PaperCallNamesRecorded(Event):
    """The clerk recorded names that stand on paper under a request for a meeting."""

    name: ClassVar[str] = "paper_call_names_recorded"
    number: str
    added: int
    names: int


@dataclasses.dataclass(frozen=True)
class CallReached(Event):
    """Enough people asked: from now on the committee must convene, until the last day by the village's clock."""

    name: ClassVar[str] = "call_reached"
    unnamed: ClassVar[bool] = True
    number: str
    names: int
    needed: int
    base: int
    due_on: date


@dataclasses.dataclass(frozen=True)
class CallAnswered(Event):
    """A meeting was convened on a request."""

    name: ClassVar[str] = "call_answered"
    number: str
    meeting: uuid.UUID


@dataclasses.dataclass(frozen=True)
class CallUnanswered(Event):
    """The meeting convened on a request ended without being held; the committee's duty stands as before."""

    name: ClassVar[str] = "call_unanswered"
    number: str
    due_on: date


@dataclasses.dataclass(frozen=True)
class CallWithdrawn(Event):
    """Whoever asked first took the request back before enough people had signed."""

    name: ClassVar[str] = "call_withdrawn"
    unnamed: ClassVar[bool] = True
    number: str
