"""Minutes, the names under them, and the archived papers."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary, String, Text
from sqlalchemy.orm import Mapped, deferred, mapped_column
from sqlalchemy.types import JSON

from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique
from webapp.council.minutes.rules import SignedHow, SignerRole


class Minutes(VillageScoped, Base):
    """The minutes of a meeting as they were laid out for signing: what happened comes from the record, frozen here.

    `body` is that record, `words` the free-text parts the clerk wrote, `sha256` the hash of both as canonical JSON:
    that is what each person signs. `archived_at` is when all had signed.
    """

    __tablename__ = "minutes"

    meeting_id: Mapped[uuid.UUID]
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    words: Mapped[dict[str, Any]] = mapped_column(JSON)
    sha256: Mapped[str] = mapped_column(String(64))
    laid_out_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]

    __table_args__ = (village_unique("meeting_id"), village_fk("meeting_id", "meeting"))


class Signature(VillageScoped, Base):
    """One name under the minutes. `drawing` is the drawn line as an SVG path; a password confirmation has none."""

    __tablename__ = "minutes_signature"

    minutes_id: Mapped[uuid.UUID]
    role: Mapped[SignerRole] = mapped_column(Choice(SignerRole))
    resident_id: Mapped[uuid.UUID]
    name: Mapped[str] = mapped_column(String(60))
    how: Mapped[SignedHow] = mapped_column(Choice(SignedHow))
    drawing: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str] = mapped_column(String(64))
    signed_at: Mapped[datetime]

    __table_args__ = (
        village_unique("minutes_id", "role"),
        village_unique("minutes_id", "resident_id"),
        village_fk("minutes_id", "minutes"),
        village_fk("resident_id", "resident"),
    )


class ArchivedPaper(VillageScoped, Base):
    """The signed minutes as a file, kept by the hash that the log holds."""

    __tablename__ = "archived_paper"

    minutes_id: Mapped[uuid.UUID]
    media_type: Mapped[str] = mapped_column(String(60))
    sha256: Mapped[str] = mapped_column(String(64))

    __table_args__ = (village_unique("minutes_id", "media_type"), village_fk("minutes_id", "minutes"))


class ArchivedContent(VillageScoped, Base):
    """The bytes of an archived paper, under its key."""

    __tablename__ = "archived_content"
    audited = False

    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))

    __table_args__ = (village_fk("id", "archived_paper"),)
