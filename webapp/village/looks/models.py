"""Looks at personal data, one row for everyone whose data a page showed."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique
from webapp.village.looks.rules import LookAt, Whose


class Look(VillageScoped, Base):
    """One person looked at another's data (`about_id`: a resident, a household, or zero for the whole register).

    `hour` makes looks of the same hour one: nobody is noted twice for leafing back and forth.
    """

    __tablename__ = "look"

    account_id: Mapped[uuid.UUID]
    page: Mapped[LookAt] = mapped_column(Choice(LookAt))
    whose: Mapped[Whose] = mapped_column(Choice(Whose))
    about_id: Mapped[uuid.UUID]
    hour: Mapped[int] = mapped_column(BigInteger)
    seen_at: Mapped[datetime]

    __table_args__ = (
        village_fk("account_id", "account"),
        village_unique("account_id", "hour", "page", "about_id"),
        Index(None, "village_id", "about_id", "seen_at"),
        Index(None, "village_id", "seen_at"),
    )
