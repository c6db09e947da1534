"""What happens on the notice board."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class NoticeHung(Event):
    """A notice was hung on the board; its clock began."""

    name: ClassVar[str] = "notice_hung"
    number: str
    kind: str
    title: str
    hangs_until: date


@dataclasses.dataclass(frozen=True)
class NoticeTakenDown(Event):
    """A notice came down after its days were over."""

    name: ClassVar[str] = "notice_taken_down"
    number: str
    title: str


@dataclasses.dataclass(frozen=True)
class ObjectionRaised(Event):
    """A villager objected to a notice; the committee's time to answer began. The row's digest binds the words."""

    name: ClassVar[str] = "objection_raised"
    unnamed: ClassVar[bool] = True
    notice: str
    number: int
    reply_due: date


@dataclasses.dataclass(frozen=True)
class ObjectionAnswered(Event):
    """The committee answered an objection in public; `is_refused`: against the objector, empty when it was not said."""

    name: ClassVar[str] = "objection_answered"
    version: ClassVar[int] = 2
    notice: str
    number: int
    was_late: bool
    is_refused: bool | None
