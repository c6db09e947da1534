"""Opinions of the supervision committee, kept with the matter they are about."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.branch.opinions.rules import Place, Verdict
from webapp.core.db import Base, Choice, VillageScoped, village_fk


class Opinion(VillageScoped, Base):
    """One opinion. A later one at the same place adds to the earlier, it does not replace it."""

    __tablename__ = "opinion"

    matter_id: Mapped[uuid.UUID]
    place: Mapped[Place] = mapped_column(Choice(Place))
    verdict: Mapped[Verdict] = mapped_column(Choice(Verdict))
    text: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime]
    given_by_id: Mapped[uuid.UUID]

    __table_args__ = (
        village_fk("matter_id", "matter"),
        village_fk("given_by_id", "resident"),
        Index(None, "village_id", "matter_id"),
    )
