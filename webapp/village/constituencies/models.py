"""Constituencies: the 5 to 15 households one representative speaks for."""

from __future__ import annotations

import uuid

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, VillageScoped, village_fk, village_unique


class Constituency(VillageScoped, Base):
    """A constituency (VCOL art 29). Its households point to it."""

    __tablename__ = "constituency"

    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    group_id: Mapped[uuid.UUID]

    __table_args__ = (village_unique("number"), village_fk("group_id", "villagers_group"))
