"""The registers of contracts, assets and resources."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.committee.finance.registers.rules import HoldingKind
from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique


class Holding(VillageScoped, Base):
    """One contract, asset or resource of the collective. It is closed with a reason, never taken out."""

    __tablename__ = "holding"

    year: Mapped[int]
    number: Mapped[int]
    kind: Mapped[HoldingKind] = mapped_column(Choice(HoldingKind))
    title: Mapped[str] = mapped_column(String(120))
    place: Mapped[str] = mapped_column(String(120), default="")
    quantity: Mapped[str] = mapped_column(String(60), default="")
    partner: Mapped[str] = mapped_column(String(60), default="")
    amount_fen: Mapped[int | None] = mapped_column(BigInteger)
    since: Mapped[date]
    until: Mapped[date | None]
    matter_id: Mapped[uuid.UUID | None]
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID | None]
    ended_on: Mapped[date | None]
    ended_because: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        village_unique("year", "number"),
        village_fk("matter_id", "matter"),
        village_fk("recorded_by_id", "resident"),
        CheckConstraint("amount_fen is null or amount_fen >= 0", name="amount_is_not_below_nothing"),
        Index(None, "village_id", "kind", "until"),
    )

    @property
    def short_number(self) -> str:
        """How people name it: 2026-3."""
        return f"{self.year}-{self.number}"
