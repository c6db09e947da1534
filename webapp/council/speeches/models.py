"""The speakers' list."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, VillageScoped, village_fk, village_unique


class Speech(VillageScoped, Base):
    """One turn of one person on one item: asked for, begun, ended. `turn` counts the person's own on this item.

    `summary` is what the clerk wrote down of it.
    """

    __tablename__ = "speech"

    agenda_item_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    turn: Mapped[int]
    asked_at: Mapped[datetime]
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    summary: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        village_unique("agenda_item_id", "seat_id", "turn"),
        village_fk("agenda_item_id", "agenda_item"),
        village_fk("seat_id", "seat"),
    )
