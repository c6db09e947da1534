"""The village's own rules, where the law leaves it a choice."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from webapp.core.db import Base, VillageScoped, village_unique


class LocalRule(VillageScoped, Base):
    """A rule of this village from a day on, with the decision it rests on."""

    __tablename__ = "local_rule"

    rule_id: Mapped[str] = mapped_column(String(80))
    value: Mapped[Any] = mapped_column(JSON)
    effective_from: Mapped[date]
    source: Mapped[str] = mapped_column(Text)

    __table_args__ = (village_unique("rule_id", "effective_from"),)
