"""Meetings of the supervision committee and who of its members was there."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from webapp.core.db import Base, VillageScoped, village_fk, village_unique


class Sitting(VillageScoped, Base):
    """One meeting of the supervision committee. `looked_at` is the list from the record of that month, as it stood when
    the meeting was put down: each entry has kind, number, title and day. `sha256` is what each person signs."""

    __tablename__ = "sitting"

    year: Mapped[int]
    number: Mapped[int]
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(120))
    looked_at: Mapped[list[Any]] = mapped_column(JSON)
    remarks: Mapped[str] = mapped_column(Text, default="")
    decisions: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID]

    __table_args__ = (
        village_unique("year", "number"),
        village_fk("recorded_by_id", "resident"),
        Index(None, "village_id", "held_on"),
    )

    @property
    def short_number(self) -> str:
        """How people name it: 2026-3."""
        return f"{self.year}-{self.number}"


class SittingMember(VillageScoped, Base):
    """One member of the committee on the day of a meeting: there or not, and when they signed."""

    __tablename__ = "sitting_member"

    sitting_id: Mapped[uuid.UUID]
    resident_id: Mapped[uuid.UUID]
    name: Mapped[str] = mapped_column(String(60))
    is_present: Mapped[bool]
    signed_at: Mapped[datetime | None]

    __table_args__ = (
        village_unique("sitting_id", "resident_id"),
        village_fk("sitting_id", "sitting"),
        village_fk("resident_id", "resident"),
    )
