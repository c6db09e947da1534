"""What happens to a draft. Its words stay out of the log until they hang; every row's digest binds them."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class DraftWritten(Event):
    """A notice was drafted and handed to the first stage of its way to the board."""

    name: ClassVar[str] = "draft_written"
    draft: str
    kind: str
    masked: int


@dataclasses.dataclass(frozen=True)
class DraftRevised(Event):
    """The draft got a new text; its way begins again."""

    name: ClassVar[str] = "draft_revised"
    draft: str
    masked: int


@dataclasses.dataclass(frozen=True)
class DraftWithdrawn(Event):
    """The draft was taken back and never hung."""

    name: ClassVar[str] = "draft_withdrawn"
    draft: str


@dataclasses.dataclass(frozen=True)
class DraftReviewed(Event):
    """The supervision committee passed a draft or returned it with reasons."""

    name: ClassVar[str] = "draft_reviewed"
    draft: str
    passing: str


@dataclasses.dataclass(frozen=True)
class DraftAgreed(Event):
    """The joint meeting of Party branch and committee agreed to a draft or returned it."""

    name: ClassVar[str] = "draft_agreed"
    draft: str
    passing: str
    held_on: date


@dataclasses.dataclass(frozen=True)
class DraftHung(Event):
    """A draft that had passed its whole way was hung as a notice."""

    name: ClassVar[str] = "draft_hung"
    draft: str
    notice: str


@dataclasses.dataclass(frozen=True)
class MaskLiftAsked(Event):
    """Somebody asked that one masked thing may stand in a notice, and said why."""

    name: ClassVar[str] = "mask_lift_asked"
    draft: str
    kind: str
    reason: str


@dataclasses.dataclass(frozen=True)
class MaskLifted(Event):
    """A second person agreed that one masked thing may stand in a notice."""

    name: ClassVar[str] = "mask_lifted"
    draft: str
    kind: str
