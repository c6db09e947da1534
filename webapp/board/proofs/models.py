"""Photographs of the paper board."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from webapp.core.db import Base, VillageScoped, village_fk, village_unique


class NoticeProof(VillageScoped, Base):
    """A photograph of a notice on the paper board, known by the hash of its bytes: who pinned it, on which day."""

    __tablename__ = "notice_proof"

    notice_id: Mapped[uuid.UUID]
    number: Mapped[int]
    pinned_on: Mapped[date]
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    attached_by_id: Mapped[uuid.UUID]
    attached_at: Mapped[datetime]

    __table_args__ = (
        village_unique("notice_id", "number"),
        village_unique("notice_id", "sha256"),
        village_fk("notice_id", "notice"),
        village_fk("attached_by_id", "resident"),
    )


class NoticeProofContent(VillageScoped, Base):
    """The picture itself, under the proof's own key; the log commits to it by its hash there."""

    __tablename__ = "notice_proof_content"
    audited = False

    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))

    __table_args__ = (village_fk("id", "notice_proof"),)
