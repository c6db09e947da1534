"""Wrong codes at the hall's tablet."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from webapp.core.db import Base, VillageScoped, village_fk


class TabletTry(VillageScoped, Base):
    """One wrong code for one number of the list, kept for a quarter of an hour to stop guessing."""

    __tablename__ = "tablet_try"
    audited = False

    meeting_id: Mapped[uuid.UUID]
    position: Mapped[int]
    at: Mapped[datetime]

    __table_args__ = (village_fk("meeting_id", "meeting"), Index(None, "village_id", "meeting_id", "at"))
