"""What was put before an authority above the village."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique
from webapp.supervision.escalations.rules import Addressee


class Escalation(VillageScoped, Base):
    """A question or an order that went to the township or county, with the record as it was on that day.

    `about_table` and `about_id` name it; `supervision_organ`: the supervision organ was told too. `sha256` is the hash
    of the record, which the log holds.
    """

    __tablename__ = "escalation"

    year: Mapped[int]
    number: Mapped[int]
    about_table: Mapped[str] = mapped_column(String(40))
    about_id: Mapped[uuid.UUID]
    title: Mapped[str] = mapped_column(String(120))
    addressee: Mapped[Addressee] = mapped_column(Choice(Addressee))
    supervision_organ: Mapped[bool]
    reasons: Mapped[str] = mapped_column(Text)
    record: Mapped[dict[str, Any]] = mapped_column(JSON)
    sha256: Mapped[str] = mapped_column(String(64))
    escalated_on: Mapped[date]
    escalated_at: Mapped[datetime]
    escalated_by_id: Mapped[uuid.UUID]

    __table_args__ = (
        village_unique("year", "number"),
        village_unique("about_id", "addressee"),
        village_fk("escalated_by_id", "resident"),
    )

    @property
    def short_number(self) -> str:
        """How people name it: 2026-1."""
        return f"{self.year}-{self.number}"
