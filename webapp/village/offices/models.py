"""Offices and who holds them, from when until when."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, Choice, VillageScoped, village_fk
from webapp.village.offices.rules import Office


class OfficeTerm(VillageScoped, Base):
    """One person's term in one office. `until` is the first day on which it is no longer held."""

    __tablename__ = "office_term"

    office: Mapped[Office] = mapped_column(Choice(Office))
    resident_id: Mapped[uuid.UUID]
    constituency_id: Mapped[uuid.UUID | None]
    title: Mapped[str] = mapped_column(String(60), default="")
    finance_knowledge: Mapped[bool] = mapped_column(default=False)
    since: Mapped[date]
    until: Mapped[date]
    ended_because: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        village_fk("resident_id", "resident"),
        village_fk("constituency_id", "constituency"),
        Index(None, "village_id", "resident_id"),
        Index(None, "village_id", "office"),
    )
