"""Orders to correct."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique
from webapp.supervision.corrections.rules import OrderSource, OrderState


class CorrectionOrder(VillageScoped, Base):
    """An order to correct (责令改正). What is corrected is never edited: see `CorrectionAnswer`.

    `about_table` and `about_id` name the thing of the record; `paper` is the number of the government's paper.
    """

    __tablename__ = "correction_order"

    year: Mapped[int]
    number: Mapped[int]
    source: Mapped[OrderSource] = mapped_column(Choice(OrderSource))
    paper: Mapped[str] = mapped_column(String(120), default="")
    about_table: Mapped[str] = mapped_column(String(40), default="")
    about_id: Mapped[uuid.UUID | None]
    matter_id: Mapped[uuid.UUID | None]
    title: Mapped[str] = mapped_column(String(120))
    demand: Mapped[str] = mapped_column(Text)
    ordered_on: Mapped[date]
    ordered_at: Mapped[datetime]
    ordered_by_id: Mapped[uuid.UUID]
    due_on: Mapped[date]
    state: Mapped[OrderState] = mapped_column(Choice(OrderState), default=OrderState.OPEN)

    __table_args__ = (
        village_unique("year", "number"),
        village_fk("matter_id", "matter"),
        village_fk("ordered_by_id", "resident"),
        Index(None, "village_id", "state", "due_on"),
        Index(None, "village_id", "about_id"),
    )

    @property
    def short_number(self) -> str:
        """How people name it: 2026-1."""
        return f"{self.year}-{self.number}"


class CorrectionAnswer(VillageScoped, Base):
    """What the committee answered to an order: refused with reasons, or carried out and how.

    `notice_id` is the new notice that names the old one. Answers are only added.
    """

    __tablename__ = "correction_answer"

    order_id: Mapped[uuid.UUID]
    number: Mapped[int]
    done: Mapped[bool]
    text: Mapped[str] = mapped_column(Text)
    notice_id: Mapped[uuid.UUID | None]
    answered_at: Mapped[datetime]
    answered_by_id: Mapped[uuid.UUID]

    __table_args__ = (
        village_unique("order_id", "number"),
        village_fk("order_id", "correction_order"),
        village_fk("notice_id", "notice"),
        village_fk("answered_by_id", "resident"),
    )
