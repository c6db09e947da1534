"""Statements that were published."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, VillageScoped, village_unique


class StatementRow(VillageScoped, Base):
    """The four sums of a published statement; the entries behind them stand in the books and do not change."""

    __tablename__ = "statement"

    period: Mapped[str] = mapped_column(String(7))
    opening_fen: Mapped[int] = mapped_column(BigInteger)
    received_fen: Mapped[int] = mapped_column(BigInteger)
    paid_fen: Mapped[int] = mapped_column(BigInteger)
    closing_fen: Mapped[int] = mapped_column(BigInteger)
    published_at: Mapped[datetime]

    __table_args__ = (
        village_unique("period"),
        CheckConstraint("opening_fen + received_fen - paid_fen = closing_fen", name="balance_is_proved"),
    )
