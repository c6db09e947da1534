"""Proxies."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, VillageScoped, village_fk, village_unique


class Proxy(VillageScoped, Base):
    """A written mandate: the person of one seat lets another vote for it. `paper_sha256` is the hash of the paper.

    Both names are published (VCOL art 18 para 4).
    """

    __tablename__ = "proxy"

    meeting_id: Mapped[uuid.UUID]
    principal_seat_id: Mapped[uuid.UUID]
    proxy_id: Mapped[uuid.UUID]
    paper_sha256: Mapped[str] = mapped_column(String(64))
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    __table_args__ = (
        village_unique("meeting_id", "principal_seat_id"),
        village_fk("meeting_id", "meeting"),
        village_fk("principal_seat_id", "seat"),
        village_fk("proxy_id", "resident"),
    )
