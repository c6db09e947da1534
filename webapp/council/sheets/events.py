"""What happens to sheets: each entry, the photograph, the confirmation, and each ballot that came of it."""

from __future__ import annotations

import dataclasses
import uuid
from typing import Any, ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class SheetOpened(Event):
    """A sheet was opened for paper ballots or raised hands; `replaces` names the sheet it corrects, `reason` why."""

    name: ClassVar[str] = "sheet_opened"
    poll: uuid.UUID
    number: int
    channel: str
    replaces: int | None
    reason: str


@dataclasses.dataclass(frozen=True)
class SheetEntered(Event):
    """A teller entered the sheet. Of a secret sheet only a commitment (`sealed`) enters the log, never its counts."""

    name: ClassVar[str] = "sheet_entered"
    poll: uuid.UUID
    number: int
    teller: str
    state: str
    lines: dict[str, Any]
    sealed: dict[str, Any]
    personal: ClassVar[frozenset[str]] = frozenset({"sealed"})


@dataclasses.dataclass(frozen=True)
class SheetPhotographed(Event):
    """A photograph of the paper was attached; the log knows it by its hash."""

    name: ClassVar[str] = "sheet_photographed"
    poll: uuid.UUID
    number: int
    photo: str


@dataclasses.dataclass(frozen=True)
class SheetDropped(Event):
    """A sheet that nobody confirmed was put away; nothing on it counts."""

    name: ClassVar[str] = "sheet_dropped"
    poll: uuid.UUID
    number: int
    reason: str


@dataclasses.dataclass(frozen=True)
class SheetConfirmed(Event):
    """The scrutineer confirmed the sheet. The ballots of the sheet it `replaces` are out; its own follow, one by one.

    `counted`: raised hands by answer. `papers`: how many ballot papers were collected; how they were marked lies in
    the box. `photo`: the hash of the photograph the scrutineer looked at, if there is one.
    """

    name: ClassVar[str] = "sheet_confirmed"
    version: ClassVar[int] = 2
    poll: uuid.UUID
    number: int
    channel: str
    replaces: int | None
    counted: dict[str, int]
    papers: int | None
    photo: str


@dataclasses.dataclass(frozen=True)
class BallotWritten(Event):
    """A vote given by hand or on paper was put down by name from a confirmed sheet. All empty: a spoiled paper."""

    name: ClassVar[str] = "ballot_written"
    poll: uuid.UUID
    seat: uuid.UUID
    channel: str
    vote: str
    chosen: list[int]
    sheet: int


@dataclasses.dataclass(frozen=True)
class PaperHandedOut(Event):
    """A person was given a ballot paper for a secret vote, and so takes part in it. Never more than once."""

    name: ClassVar[str] = "paper_handed_out"
    poll: uuid.UUID
    seat: uuid.UUID
