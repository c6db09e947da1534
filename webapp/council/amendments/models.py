"""Amendments."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique
from webapp.council.amendments.rules import AmendmentState


class Amendment(VillageScoped, Base):
    """A change moved to an item of the agenda, or to another amendment (`changes_id`); it is voted on first."""

    __tablename__ = "amendment"

    agenda_item_id: Mapped[uuid.UUID]
    changes_id: Mapped[uuid.UUID | None]
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    mover_seat_id: Mapped[uuid.UUID]
    moved_at: Mapped[datetime]
    state: Mapped[AmendmentState] = mapped_column(Choice(AmendmentState), default=AmendmentState.PENDING)

    __table_args__ = (
        village_unique("agenda_item_id", "number"),
        village_fk("agenda_item_id", "agenda_item"),
        village_fk("changes_id", "amendment"),
        village_fk("mover_seat_id", "seat"),
    )
