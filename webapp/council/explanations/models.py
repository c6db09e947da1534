"""The words of those who voted."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, VillageScoped, village_fk, village_unique


class VoteExplanation(VillageScoped, Base):
    """Why one seat voted as it did, in its own words; one for each poll, public like the vote itself."""

    __tablename__ = "vote_explanation"

    poll_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    text: Mapped[str] = mapped_column(Text)
    said_at: Mapped[datetime]

    __table_args__ = (
        village_unique("poll_id", "seat_id"),
        village_fk("poll_id", "poll"),
        village_fk("seat_id", "seat"),
    )
