"""The village itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, VillageScoped


class Village(VillageScoped, Base):
    """An administrative village under its 12-digit statistical code (`village_id`)."""

    __tablename__ = "village"

    name: Mapped[str] = mapped_column(String(80))
    township: Mapped[str] = mapped_column(String(80), default="")
    county: Mapped[str] = mapped_column(String(80), default="")
    prefecture: Mapped[str] = mapped_column(String(80), default="")
    province: Mapped[str] = mapped_column(String(80), default="")
    created_at: Mapped[datetime]

    @property
    def code(self) -> str:
        """The statistical code as people write it: 12 digits."""
        return f"{self.village_id:012d}"
