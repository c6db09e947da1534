"""Meetings of the council: convened, attended, closed."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.charter.matters import Body
from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique
from webapp.council.meetings.rules import CheckIn, MeetingState, SeatKind


class Meeting(VillageScoped, Base):
    """One meeting. `door_secret` signs the check-in codes of this meeting."""

    __tablename__ = "meeting"

    body: Mapped[Body] = mapped_column(Choice(Body))
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
    door_secret: Mapped[bytes] = mapped_column(LargeBinary(32))

    __table_args__ = (
        village_unique("body", "year", "number"),
        village_fk("convened_by_id", "resident"),
        Index(None, "village_id", "starts_at"),
    )

    @property
    def short_number(self) -> str:
        """How people name it: 2026-3."""
        return f"{self.year}-{self.number}"


class Seat(VillageScoped, Base):
    """One person due at one meeting: the list is frozen when the meeting is convened.

    `households` is how many the person speaks for at that moment (0 for a committee member without a constituency).
    """

    __tablename__ = "seat"

    meeting_id: Mapped[uuid.UUID]
    resident_id: Mapped[uuid.UUID]
    position: Mapped[int]
    kind: Mapped[SeatKind] = mapped_column(Choice(SeatKind))
    name: Mapped[str] = mapped_column(String(60))
    is_woman: Mapped[bool]
    constituency_id: Mapped[uuid.UUID | None]
    households: Mapped[int] = mapped_column(default=0)
    checked_in_at: Mapped[datetime | None]
    checked_in_how: Mapped[CheckIn | None] = mapped_column(Choice(CheckIn))
    left_at: Mapped[datetime | None]

    __table_args__ = (
        village_unique("meeting_id", "resident_id"),
        village_unique("meeting_id", "position"),
        village_fk("meeting_id", "meeting"),
        village_fk("resident_id", "resident"),
        village_fk("constituency_id", "constituency"),
    )

    @property
    def is_present(self) -> bool:
        """Whether the person is in the hall now."""
        return self.checked_in_at is not None and self.left_at is None


class AgendaItem(VillageScoped, Base):
    """One item of the agenda: a matter in the version that was sent out with the notice."""

    __tablename__ = "agenda_item"

    meeting_id: Mapped[uuid.UUID]
    position: Mapped[int]
    matter_id: Mapped[uuid.UUID]
    version: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))

    __table_args__ = (
        village_unique("meeting_id", "position"),
        village_unique("meeting_id", "matter_id"),
        village_fk("meeting_id", "meeting"),
        village_fk("matter_id", "matter"),
        Index(None, "village_id", "matter_id"),
    )
