"""Requests for a meeting and the names under them."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.charter.matters import Body
from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique
from webapp.council.calls.rules import CallSource, CallState


class MeetingCall(VillageScoped, Base):
    """A request that a meeting be convened (VCOL art 25 and 30). `needed` of `base` names oblige the committee.

    `due_on` is the last day for the notice, counted from the day the last needed name came in.
    """

    __tablename__ = "meeting_call"

    year: Mapped[int]
    number: Mapped[int]
    body: Mapped[Body] = mapped_column(Choice(Body))
    source: Mapped[CallSource] = mapped_column(Choice(CallSource))
    reason: Mapped[str] = mapped_column(Text)
    called_by_id: Mapped[uuid.UUID]
    called_at: Mapped[datetime]
    base: Mapped[int]
    needed: Mapped[int]
    reached_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
    state: Mapped[CallState] = mapped_column(Choice(CallState), default=CallState.GATHERING)

    __table_args__ = (village_unique("year", "number"), village_fk("called_by_id", "resident"))

    @property
    def short_number(self) -> str:
        """How people name it: 2026-2."""
        return f"{self.year}-{self.number}"


class CallSupport(VillageScoped, Base):
    """One name under a request; `recorded_by_id` is the clerk who wrote down a name given on paper."""

    __tablename__ = "call_support"

    call_id: Mapped[uuid.UUID]
    resident_id: Mapped[uuid.UUID]
    supported_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID | None]

    __table_args__ = (
        village_unique("call_id", "resident_id"),
        village_fk("call_id", "meeting_call"),
        village_fk("resident_id", "resident"),
        village_fk("recorded_by_id", "resident"),
    )
