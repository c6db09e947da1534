"""Occasions on which something must be published, and requests to publish more."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique
from webapp.council.calls.rules import CallSource, CallState


class DisclosureOccasion(VillageScoped, Base):
    """Something that happened and must be published within days, such as a contract. `due_on` is the last day."""

    __tablename__ = "disclosure_occasion"

    year: Mapped[int]
    number: Mapped[int]
    item: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(120))
    happened_on: Mapped[date]
    due_on: Mapped[date]
    noted_by_id: Mapped[uuid.UUID]
    noted_at: Mapped[datetime]

    __table_args__ = (
        village_unique("year", "number"),
        village_fk("noted_by_id", "resident"),
        Index(None, "village_id", "due_on"),
    )

    @property
    def short_number(self) -> str:
        """How people name it: 2026-2."""
        return f"{self.year}-{self.number}"


class DisclosureCall(VillageScoped, Base):
    """A request to publish something more (Shandong 8). `needed` of `base` names oblige the committee."""

    __tablename__ = "disclosure_call"

    year: Mapped[int]
    number: Mapped[int]
    source: Mapped[CallSource] = mapped_column(Choice(CallSource))
    wanted: Mapped[str] = mapped_column(Text)
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


class DisclosureSupport(VillageScoped, Base):
    """One name under such a request; `recorded_by_id` is the clerk who wrote down a name given on paper."""

    __tablename__ = "disclosure_support"

    call_id: Mapped[uuid.UUID]
    resident_id: Mapped[uuid.UUID]
    supported_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID | None]

    __table_args__ = (
        village_unique("call_id", "resident_id"),
        village_fk("call_id", "disclosure_call"),
        village_fk("resident_id", "resident"),
        village_fk("recorded_by_id", "resident"),
    )
