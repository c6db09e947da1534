"""What happens to matters. Titles stand in the log once a matter is put forward, not while it gathers names."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class MatterRaised(Event):
    """A body of the village raised a matter."""

    name: ClassVar[str] = "matter_raised"
    number: str
    title: str
    kind: str
    source: str
    budget_fen: int | None


@dataclasses.dataclass(frozen=True)
class GatheringBegun(Event):
    """Somebody began to gather names for a matter."""

    name: ClassVar[str] = "gathering_begun"
    unnamed: ClassVar[bool] = True
    number: str
    kind: str
    source: str


@dataclasses.dataclass(frozen=True)
class MatterPutForward(Event):
    """Enough names stood under a matter, and it was put forward."""

    name: ClassVar[str] = "matter_put_forward"
    number: str
    title: str
    kind: str
    source: str
    signed: int
    needed: int
    base: int


@dataclasses.dataclass(frozen=True)
class MatterRevised(Event):
    """The text of a matter got a new version; `step` is where it goes on."""

    name: ClassVar[str] = "matter_revised"
    number: str
    matter_version: int
    step: str


@dataclasses.dataclass(frozen=True)
class MatterWithdrawn(Event):
    """A matter was taken back by those who raised it."""

    name: ClassVar[str] = "matter_withdrawn"
    number: str


@dataclasses.dataclass(frozen=True)
class MatterAnnounced(Event):
    """The notice of a meeting with this matter on its agenda went out; the text stands still."""

    name: ClassVar[str] = "matter_announced"
    number: str
    matter_version: int
    announced_on: date


@dataclasses.dataclass(frozen=True)
class MatterTakenOffAgenda(Event):
    """The meeting ended without a decision on the matter; its text may change again."""

    name: ClassVar[str] = "matter_taken_off_agenda"
    number: str


@dataclasses.dataclass(frozen=True)
class MatterAdvanced(Event):
    """A matter went on to a later step."""

    name: ClassVar[str] = "matter_advanced"
    number: str
    step: str


@dataclasses.dataclass(frozen=True)
class MatterReturned(Event):
    """A matter was returned to an earlier step, with reasons."""

    name: ClassVar[str] = "matter_returned"
    number: str
    step: str
    because: str


@dataclasses.dataclass(frozen=True)
class MatterFinished(Event):
    """A matter is done: decided, carried out, its result published."""

    name: ClassVar[str] = "matter_finished"
    number: str
