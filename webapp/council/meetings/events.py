"""What happens to meetings; together with the events of polls enough to recount every result from the log alone."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import datetime
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class MeetingConvened(Event):
    """A meeting was convened with notice. `due` people follow in `seats_frozen`, `items` as [item, matter, version].

    `count_by` says whether each seat is a person or a household, `group` which villagers' group meets.
    """

    name: ClassVar[str] = "meeting_convened"
    version: ClassVar[int] = 2
    number: str
    body: str
    title: str
    place: str
    starts_at: datetime
    notice_days: int
    urgent_because: str
    due: int
    items: list[list[object]]
    count_by: str
    group: uuid.UUID | None


@dataclasses.dataclass(frozen=True)
class SeatsFrozen(Event):
    """Who is due at a meeting: [seat, kind, is a woman, households], in the order of the list from `first` on."""

    name: ClassVar[str] = "seats_frozen"
    meeting: uuid.UUID
    first: int
    seats: list[list[object]]


@dataclasses.dataclass(frozen=True)
class AgendaItemAdded(Event):
    """A further matter was put on the agenda in time."""

    name: ClassVar[str] = "agenda_item_added"
    meeting: uuid.UUID
    item: uuid.UUID
    position: int
    text_version: int
    title: str


@dataclasses.dataclass(frozen=True)
class MeetingOpened(Event):
    """The meeting was opened with enough people in the hall."""

    name: ClassVar[str] = "meeting_opened"
    number: str
    due: int
    present: int


@dataclasses.dataclass(frozen=True)
class PersonCheckedIn(Event):
    """A person came into the hall (or came back)."""

    name: ClassVar[str] = "person_checked_in"
    meeting: uuid.UUID
    seat: uuid.UUID
    how: str


@dataclasses.dataclass(frozen=True)
class DelegateNamed(Event):
    """A household sends this person; who it is stays between the clerk and the household."""

    name: ClassVar[str] = "delegate_named"
    personal: ClassVar[frozenset[str]] = frozenset({"delegate"})
    meeting: uuid.UUID
    seat: uuid.UUID
    delegate: uuid.UUID


@dataclasses.dataclass(frozen=True)
class NoticeAcknowledged(Event):
    """Somebody due said: I have read the notice."""

    name: ClassVar[str] = "notice_acknowledged"
    meeting: uuid.UUID
    seat: uuid.UUID


@dataclasses.dataclass(frozen=True)
class PersonLeft(Event):
    """A person left the hall."""

    name: ClassVar[str] = "person_left"
    meeting: uuid.UUID
    seat: uuid.UUID


@dataclasses.dataclass(frozen=True)
class MinutesWritten(Event):
    """The minutes were put down; the log keeps their SHA-256."""

    name: ClassVar[str] = "minutes_written"
    number: str
    sha256: str


@dataclasses.dataclass(frozen=True)
class MeetingClosed(Event):
    """The meeting ended. `was_held` is false when it never had enough people to be opened."""

    name: ClassVar[str] = "meeting_closed"
    number: str
    was_held: bool
    due: int
    present: int
    minutes_sha256: str
