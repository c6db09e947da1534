"""The representative's notes of what the households said before the vote."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, Choice, VillageScoped, added, village_fk, village_unique
from webapp.council.consultation.rules import HouseholdSays


class HouseholdWord(VillageScoped, Base):
    """One household's word on one agenda item, as its representative heard it.

    `signed_at`: when the household's signature under it was taken (asked for a levy).
    """

    __tablename__ = "household_word"

    agenda_item_id: Mapped[uuid.UUID]
    household_id: Mapped[uuid.UUID]
    asked_by_id: Mapped[uuid.UUID]
    says: Mapped[HouseholdSays] = mapped_column(Choice(HouseholdSays))
    note: Mapped[str] = mapped_column(String(200), default="")
    asked_at: Mapped[datetime]
    signed_at: Mapped[datetime | None] = added(None)

    __table_args__ = (
        village_unique("agenda_item_id", "household_id"),
        village_fk("agenda_item_id", "agenda_item"),
        village_fk("household_id", "household"),
        village_fk("asked_by_id", "resident"),
    )
