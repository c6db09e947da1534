"""What the households said before the vote, and what they say was noted wrongly."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, Choice, VillageScoped, added, village_fk, village_unique
from webapp.council.consultation.rules import HouseholdSays


class HouseholdWord(VillageScoped, Base):
    """One household's word on one agenda item, as its representative heard it.

    `asked_at` is the server's own time of the last note. `signed_at`: when it was recorded that the household signed
    under this word on paper (asked for a levy); another word takes the signature away.
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


class WordCorrection(VillageScoped, Base):
    """A household's own statement that its word was noted wrongly; settled when its representative notes it anew."""

    __tablename__ = "word_correction"

    word_id: Mapped[uuid.UUID]
    asked_by_id: Mapped[uuid.UUID]
    says: Mapped[HouseholdSays] = mapped_column(Choice(HouseholdSays))
    note: Mapped[str] = mapped_column(String(200), default="")
    asked_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    __table_args__ = (
        village_fk("word_id", "household_word"),
        village_fk("asked_by_id", "resident"),
        Index(None, "village_id", "word_id"),
    )
