"""Tellers and scrutineers of a meeting."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique
from webapp.council.tellers.rules import CountingRole


class Teller(VillageScoped, Base):
    """A person who counts at one meeting, or watches the counting."""

    __tablename__ = "teller"

    meeting_id: Mapped[uuid.UUID]
    resident_id: Mapped[uuid.UUID]
    name: Mapped[str] = mapped_column(String(60))
    role: Mapped[CountingRole] = mapped_column(Choice(CountingRole))
    appointed_at: Mapped[datetime]
    relieved_at: Mapped[datetime | None]

    __table_args__ = (
        village_unique("meeting_id", "resident_id"),
        village_fk("meeting_id", "meeting"),
        village_fk("resident_id", "resident"),
    )
