"""Matters: what the village is asked to decide, in which words, and who asks."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import BigInteger, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, deferred, mapped_column

from webapp.branch.matters.rules import MatterState, Signing, Source, Step
from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique


class Matter(VillageScoped, Base):
    """A matter (议题) on its way through the six steps. `kind` is a code of the matter catalogue.

    `announced_on`: the day the notice of a meeting with this matter went out; its text stands still from then on.
    `returned_because` says why it was returned, or withdrawn.
    """

    __tablename__ = "matter"

    year: Mapped[int]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(40))
    source: Mapped[Source] = mapped_column(Choice(Source))
    step: Mapped[Step] = mapped_column(Choice(Step), default=Step.PROPOSE)
    state: Mapped[MatterState] = mapped_column(Choice(MatterState), default=MatterState.ACTIVE)
    version: Mapped[int] = mapped_column(default=1)
    budget_fen: Mapped[int | None] = mapped_column(BigInteger)
    concerned_id: Mapped[uuid.UUID | None]
    raised_by_id: Mapped[uuid.UUID | None]
    raised_on: Mapped[date]
    put_forward_on: Mapped[date | None]
    announced_on: Mapped[date | None]
    returned_because: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        village_unique("year", "number"),
        village_fk("concerned_id", "resident"),
        village_fk("raised_by_id", "resident"),
        Index(None, "village_id", "state", "step"),
    )

    @property
    def short_number(self) -> str:
        """How people name it: 2026-14."""
        return f"{self.year}-{self.number}"


class MatterVersion(VillageScoped, Base):
    """The text of a matter as it stood: versions are added, never changed."""

    __tablename__ = "matter_version"

    matter_id: Mapped[uuid.UUID]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, default="")
    written_at: Mapped[datetime]
    written_by_id: Mapped[uuid.UUID | None]

    __table_args__ = (
        village_unique("matter_id", "number"),
        village_fk("matter_id", "matter"),
        village_fk("written_by_id", "resident"),
    )


class CoSignature(VillageScoped, Base):
    """A villager's or representative's name under a matter (联名), given to the text of one version."""

    __tablename__ = "cosignature"

    matter_id: Mapped[uuid.UUID]
    resident_id: Mapped[uuid.UUID]
    version: Mapped[int]
    signing: Mapped[Signing] = mapped_column(Choice(Signing))
    signed_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID | None]

    __table_args__ = (
        village_unique("matter_id", "resident_id"),
        village_fk("matter_id", "matter"),
        village_fk("resident_id", "resident"),
        village_fk("recorded_by_id", "resident"),
    )


class Attachment(VillageScoped, Base):
    """A paper belonging to a matter: a quote, a drawing, a photograph. Known by the hash of its bytes."""

    __tablename__ = "attachment"

    matter_id: Mapped[uuid.UUID]
    file_name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(60))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime]
    added_by_id: Mapped[uuid.UUID | None]
    __table_args__ = (
        village_unique("matter_id", "sha256"),
        village_fk("matter_id", "matter"),
        village_fk("added_by_id", "resident"),
    )


class AttachmentContent(VillageScoped, Base):
    """The bytes of an attachment, under the attachment's own key; the log commits to them by their hash there."""

    __tablename__ = "attachment_content"
    audited = False

    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))

    __table_args__ = (village_fk("id", "attachment"),)
