"""The public notice board, and villagers' objections to what hangs there."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.board.rules import NoticeKind
from webapp.core.db import Base, Choice, VillageScoped, added, village_fk, village_unique


class Notice(VillageScoped, Base):
    """A sheet on the board. It hangs at least until the end of `hangs_until` (VCOL art 35: 15 days).

    `about_table` and `about_id` name the thing it speaks of, `matter_id` the matter it belongs to; rooms above know
    what these are.
    """

    __tablename__ = "notice"

    year: Mapped[int]
    number: Mapped[int]
    kind: Mapped[NoticeKind] = mapped_column(Choice(NoticeKind))
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    about_table: Mapped[str] = mapped_column(String(40), default="")
    about_id: Mapped[uuid.UUID | None]
    matter_id: Mapped[uuid.UUID | None]
    hung_at: Mapped[datetime]
    hangs_until: Mapped[date]
    taken_down_at: Mapped[datetime | None]

    __table_args__ = (
        village_unique("year", "number"),
        Index(None, "village_id", "taken_down_at", "hung_at"),
        Index(None, "village_id", "taken_down_at", "hangs_until", "number"),
        Index(None, "village_id", "about_id"),
        Index(None, "village_id", "matter_id"),
    )

    @property
    def short_number(self) -> str:
        """How people name it: 2026-21."""
        return f"{self.year}-{self.number}"


class NoticeCover(VillageScoped, Base):
    """What a notice publishes: an item of the disclosure catalogue for a period. A room above knows what these are."""

    __tablename__ = "notice_cover"

    notice_id: Mapped[uuid.UUID]
    item: Mapped[str] = mapped_column(String(40))
    period: Mapped[str] = mapped_column(String(12))

    __table_args__ = (
        village_unique("notice_id", "item", "period"),
        village_fk("notice_id", "notice"),
        Index(None, "village_id", "item", "period"),
    )


class Objection(VillageScoped, Base):
    """A villager's objection to a notice, and the committee's public answer; `is_refused`: against the objector."""

    __tablename__ = "objection"

    notice_id: Mapped[uuid.UUID]
    number: Mapped[int]
    raised_by_id: Mapped[uuid.UUID]
    text: Mapped[str] = mapped_column(Text)
    raised_at: Mapped[datetime]
    reply_due: Mapped[date]
    reply: Mapped[str] = mapped_column(Text, default="")
    replied_at: Mapped[datetime | None]
    replied_by_id: Mapped[uuid.UUID | None]
    is_refused: Mapped[bool | None] = added(None)

    __table_args__ = (
        village_unique("notice_id", "number"),
        village_fk("notice_id", "notice"),
        village_fk("raised_by_id", "resident"),
        village_fk("replied_by_id", "resident"),
        Index(None, "village_id", "replied_at", "reply_due"),
    )
