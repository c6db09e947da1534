"""Resolutions: what was decided."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, VillageScoped, village_fk, village_unique


class Resolution(VillageScoped, Base):
    """A resolution of the council, made by closing a poll that carried."""

    __tablename__ = "resolution"

    year: Mapped[int]
    number: Mapped[int]
    matter_id: Mapped[uuid.UUID]
    poll_id: Mapped[uuid.UUID]
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    adopted_on: Mapped[date]

    __table_args__ = (
        village_unique("year", "number"),
        village_unique("poll_id"),
        village_fk("matter_id", "matter"),
        village_fk("poll_id", "poll"),
    )

    @property
    def short_number(self) -> str:
        """How people name it: 2026-7."""
        return f"{self.year}-{self.number}"
