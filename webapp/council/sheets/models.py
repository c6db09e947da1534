"""Tellers' sheets: what two people entered, the photograph, who confirmed."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary, String, Text
from sqlalchemy.orm import Mapped, deferred, mapped_column
from sqlalchemy.types import JSON

from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique
from webapp.council.polls.rules import Channel
from webapp.council.sheets.rules import SheetState


class Sheet(VillageScoped, Base):
    """One sheet of paper ballots or raised hands of one poll. A correction is a new sheet that names the one before.

    `photo_sha256` is the hash of the photograph of the paper.
    """

    __tablename__ = "sheet"

    poll_id: Mapped[uuid.UUID]
    number: Mapped[int]
    channel: Mapped[Channel] = mapped_column(Choice(Channel))
    state: Mapped[SheetState] = mapped_column(Choice(SheetState), default=SheetState.ENTERING)
    photo_sha256: Mapped[str] = mapped_column(String(64), default="")
    replaces_id: Mapped[uuid.UUID | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[uuid.UUID]
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[uuid.UUID | None]

    __table_args__ = (
        village_unique("poll_id", "number"),
        village_fk("poll_id", "poll"),
        village_fk("replaces_id", "sheet"),
        village_fk("opened_by_id", "resident"),
        village_fk("confirmed_by_id", "resident"),
    )


class SheetEntry(VillageScoped, Base):
    """What one teller read off the sheet: seat → vote where names are kept, otherwise counts."""

    __tablename__ = "sheet_entry"

    sheet_id: Mapped[uuid.UUID]
    teller_id: Mapped[uuid.UUID]
    lines: Mapped[dict[str, Any]] = mapped_column(JSON)
    entered_at: Mapped[datetime]

    __table_args__ = (
        village_unique("sheet_id", "teller_id"),
        village_fk("sheet_id", "sheet"),
        village_fk("teller_id", "teller"),
    )


class SheetPhoto(VillageScoped, Base):
    """The photograph of a sheet, under the sheet's own key; the log commits to it by its hash."""

    __tablename__ = "sheet_photo"
    audited = False

    media_type: Mapped[str] = mapped_column(String(60))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))

    __table_args__ = (village_fk("id", "sheet"),)
