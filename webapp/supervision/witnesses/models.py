"""The keys with which supervisors sign the log."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, VillageScoped, village_fk, village_unique


class WitnessKey(VillageScoped, Base):
    """A supervisor's public key, what it is called in signatures, and the two people behind its beginning and end.

    It counts from `confirmed_at` to `ended_at`, while its holder sits on the supervision committee. `because` says why
    it takes the place of an earlier key of the same person.
    """

    __tablename__ = "witness_key"

    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(255))
    public: Mapped[bytes] = mapped_column(LargeBinary(32))
    resident_id: Mapped[uuid.UUID]
    registered_at: Mapped[datetime]
    because: Mapped[str] = mapped_column(String(300), default="")
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[uuid.UUID | None]
    ending_asked_at: Mapped[datetime | None]
    ending_asked_by_id: Mapped[uuid.UUID | None]
    ending_because: Mapped[str] = mapped_column(String(300), default="")
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[uuid.UUID | None]

    __table_args__ = (
        village_fk("resident_id", "resident"),
        village_fk("confirmed_by_id", "resident"),
        village_fk("ending_asked_by_id", "resident"),
        village_fk("ended_by_id", "resident"),
        village_unique("number"),
        village_unique("public"),
        Index(None, "village_id", "resident_id"),
    )
