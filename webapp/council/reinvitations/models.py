"""New invitations that were asked for, and who agreed."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, VillageScoped, village_fk
from webapp.council.reinvitations.rules import Asking


class Reinvitation(VillageScoped, Base):
    """A new invitation for a person who can sign in already. All keys are those of accounts."""

    __tablename__ = "reinvitation"

    account_id: Mapped[uuid.UUID]
    asked_by_id: Mapped[uuid.UUID]
    asked_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    agreed_by_id: Mapped[uuid.UUID | None]
    agreed_at: Mapped[datetime | None]
    handed_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        village_fk("account_id", "account"),
        village_fk("asked_by_id", "account"),
        village_fk("agreed_by_id", "account"),
        Index(None, "village_id", "account_id"),
        Index(None, "village_id", "ends_at"),
    )

    @property
    def asking(self) -> Asking:
        """How far it has come, as the rules see it."""
        return Asking(self.ends_at, self.agreed_at is not None, self.handed_at is not None)
