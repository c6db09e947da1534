"""Hand-overs and leaving audits that were done, and what villagers asked to have audited."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import LargeBinary, String, Text
from sqlalchemy.orm import Mapped, deferred, mapped_column

from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique
from webapp.supervision.handovers.rules import DutyKind


class LeavingRecord(VillageScoped, Base):
    """That a hand-over or an audit of one ended office was done: when, by whom, with which paper.

    `who` presided over the hand-over, or organised the audit. The paper is known by the hash of its bytes.
    """

    __tablename__ = "leaving_record"

    term_id: Mapped[uuid.UUID]
    kind: Mapped[DutyKind] = mapped_column(Choice(DutyKind))
    done_on: Mapped[date]
    who: Mapped[str] = mapped_column(String(120))
    paper: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(Text)
    file_name: Mapped[str] = mapped_column(String(120), default="")
    media_type: Mapped[str] = mapped_column(String(80), default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID]

    __table_args__ = (
        village_unique("term_id", "kind"),
        village_fk("term_id", "office_term"),
        village_fk("recorded_by_id", "resident"),
    )


class LeavingPaper(VillageScoped, Base):
    """The bytes of such a paper, under the record's own key; the log commits to them by their hash."""

    __tablename__ = "leaving_paper"
    audited = False

    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))

    __table_args__ = (village_fk("id", "leaving_record"),)


class AuditItem(VillageScoped, Base):
    """Something that at least a fifth of the villagers asked to have audited, with the names counted on paper."""

    __tablename__ = "audit_item"

    term_id: Mapped[uuid.UUID]
    text: Mapped[str] = mapped_column(Text)
    names: Mapped[int]
    base: Mapped[int]
    asked_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID]

    __table_args__ = (village_fk("term_id", "office_term"), village_fk("recorded_by_id", "resident"))
