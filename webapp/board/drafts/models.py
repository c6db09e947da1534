"""Drafts of notices, what each stage said of them, and masks that two people lifted."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.board.drafts.rules import DraftState, Passing, Stage
from webapp.board.rules import NoticeKind
from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique


class NoticeDraft(VillageScoped, Base):
    """A notice on its way to the board. `text` is as written until it hangs; then only the masked copy stays.

    `covers` names what it publishes, item and period joined by a colon, one a line; a room above knows what these are.
    """

    __tablename__ = "notice_draft"

    year: Mapped[int]
    number: Mapped[int]
    kind: Mapped[NoticeKind] = mapped_column(Choice(NoticeKind))
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    covers: Mapped[str] = mapped_column(Text, default="")
    concerned_id: Mapped[uuid.UUID | None]
    state: Mapped[DraftState] = mapped_column(Choice(DraftState))
    written_by_id: Mapped[uuid.UUID]
    written_at: Mapped[datetime]
    notice_id: Mapped[uuid.UUID | None]

    __table_args__ = (
        village_unique("year", "number"),
        village_fk("concerned_id", "resident"),
        village_fk("written_by_id", "resident"),
        village_fk("notice_id", "notice"),
        Index(None, "village_id", "state", "written_at"),
    )

    @property
    def short_number(self) -> str:
        """How people name it: 2026-3."""
        return f"{self.year}-{self.number}"


class DraftReview(VillageScoped, Base):
    """What one stage said, and the masked text it said it of. For the joint meeting `held_on` is its day."""

    __tablename__ = "draft_review"

    draft_id: Mapped[uuid.UUID]
    number: Mapped[int]
    stage: Mapped[Stage] = mapped_column(Choice(Stage))
    passing: Mapped[Passing] = mapped_column(Choice(Passing))
    reason: Mapped[str] = mapped_column(Text, default="")
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    held_on: Mapped[date]
    given_by_id: Mapped[uuid.UUID]
    given_at: Mapped[datetime]

    __table_args__ = (
        village_unique("draft_id", "number"),
        village_fk("draft_id", "notice_draft"),
        village_fk("given_by_id", "resident"),
    )


class MaskLift(VillageScoped, Base):
    """A masked thing that is to stand in a notice: why, who asked, who agreed. `value` goes when the draft is done."""

    __tablename__ = "mask_lift"

    draft_id: Mapped[uuid.UUID]
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    shown: Mapped[str] = mapped_column(String(200))
    value: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[uuid.UUID]
    asked_at: Mapped[datetime]
    agreed_by_id: Mapped[uuid.UUID | None]
    agreed_at: Mapped[datetime | None]

    __table_args__ = (
        village_unique("draft_id", "number"),
        village_fk("draft_id", "notice_draft"),
        village_fk("asked_by_id", "resident"),
        village_fk("agreed_by_id", "resident"),
    )
