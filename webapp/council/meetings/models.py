"""Meetings of the council: convened, attended, closed."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.charter.facts import CountBy
from webapp.charter.matters import Body
from webapp.core.db import Base, Choice, VillageScoped, added, village_fk, village_unique
from webapp.council.meetings.rules import CheckIn, MeetingState, SeatKind, shown_name


class Meeting(VillageScoped, Base):
    """One meeting. `door_secret` signs the check-in codes of this meeting.

    `opening_words` and `minutes` are what the clerk writes into the minutes besides what happened: before it and after.
    `group_id` names the villagers' group where one meets. `count_by`: whether each seat is a person or a household.
    `call_id`: the request on which it was convened, if it was.
    """

    __tablename__ = "meeting"

    body: Mapped[Body] = mapped_column(Choice(Body))
    group_id: Mapped[uuid.UUID | None] = added(None)
    count_by: Mapped[CountBy] = added(CountBy.PERSONS, Choice(CountBy), default=CountBy.PERSONS)
    call_id: Mapped[uuid.UUID | None] = added(None)
    year: Mapped[int]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    place: Mapped[str] = mapped_column(String(120))
    starts_at: Mapped[datetime]
    convened_at: Mapped[datetime]
    convened_by_id: Mapped[uuid.UUID | None]
    urgent_because: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[MeetingState] = mapped_column(Choice(MeetingState), default=MeetingState.CONVENED)
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    minutes: Mapped[str] = mapped_column(Text, default="")
    opening_words: Mapped[str] = added("", Text, default="")
    door_secret: Mapped[bytes] = mapped_column(LargeBinary(32))

    __table_args__ = (
        village_unique("year", "number"),
        village_fk("convened_by_id", "resident"),
        village_fk("group_id", "villagers_group"),
        village_fk("call_id", "meeting_call"),
        Index(None, "village_id", "starts_at"),
    )

    @property
    def short_number(self) -> str:
        """How people name it: 2026-3."""
        return f"{self.year}-{self.number}"


class Seat(VillageScoped, Base):
    """One person (or household) due at one meeting: the list is frozen when the meeting is convened.

    `households` is how many the person speaks for at that moment (0 for a committee member without a constituency).
    A household's seat has nobody in it until a delegate of the household is checked in against the register.
    """

    __tablename__ = "seat"

    meeting_id: Mapped[uuid.UUID]
    resident_id: Mapped[uuid.UUID | None]
    household_id: Mapped[uuid.UUID | None] = added(None)
    position: Mapped[int]
    kind: Mapped[SeatKind] = mapped_column(Choice(SeatKind))
    name: Mapped[str] = mapped_column(String(60))
    is_woman: Mapped[bool]
    constituency_id: Mapped[uuid.UUID | None]
    households: Mapped[int] = mapped_column(default=0)
    acknowledged_at: Mapped[datetime | None] = added(None)
    checked_in_at: Mapped[datetime | None]
    checked_in_how: Mapped[CheckIn | None] = mapped_column(Choice(CheckIn))
    left_at: Mapped[datetime | None]

    __table_args__ = (
        village_unique("meeting_id", "resident_id"),
        village_unique("meeting_id", "household_id"),
        village_unique("meeting_id", "position"),
        village_fk("meeting_id", "meeting"),
        village_fk("resident_id", "resident"),
        village_fk("constituency_id", "constituency"),
        village_fk("household_id", "household"),
    )

    @property
    def public_name(self) -> str:
        """The name as everybody may read it: villagers, Party members and members of the collective are not named."""
        return shown_name(self.name, self.kind)

    @property
    def is_present(self) -> bool:
        """Whether the person is in the hall now."""
        return self.checked_in_at is not None and self.left_at is None

    def was_in_hall(self, since: datetime | None) -> bool:
        """Whether the person is in the hall now or, with a moment given, left it only after that."""
        return self.is_present or (since is not None and self.left_at is not None and self.left_at >= since)

    @property
    def is_represented(self) -> bool:
        """Whether the seat is taken now by whoever holds its written mandate."""
        return self.is_present and self.checked_in_how is CheckIn.PROXY


class Stay(VillageScoped, Base):
    """One time a seat was taken in the hall, from coming in until leaving: who leaves and returns has several."""

    __tablename__ = "stay"

    seat_id: Mapped[uuid.UUID]
    came_at: Mapped[datetime]
    how: Mapped[CheckIn] = mapped_column(Choice(CheckIn))
    left_at: Mapped[datetime | None]

    __table_args__ = (village_fk("seat_id", "seat"), Index(None, "village_id", "seat_id"))


class AgendaItem(VillageScoped, Base):
    """One item of the agenda: a matter in the version that was sent out with the notice.

    `minutes` is the time planned for it; `summary` what the clerk wrote down of the debate.
    """

    __tablename__ = "agenda_item"

    meeting_id: Mapped[uuid.UUID]
    position: Mapped[int]
    matter_id: Mapped[uuid.UUID]
    version: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    minutes: Mapped[int | None] = added(None)
    began_at: Mapped[datetime | None] = added(None)
    ended_at: Mapped[datetime | None] = added(None)
    summary: Mapped[str] = added("", Text, default="")

    __table_args__ = (
        village_unique("meeting_id", "position"),
        village_unique("meeting_id", "matter_id"),
        village_fk("meeting_id", "meeting"),
        village_fk("matter_id", "matter"),
        Index(None, "village_id", "matter_id"),
    )
