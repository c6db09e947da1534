"""Who lives here: groups, households, residents."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, Choice, VillageScoped, added, village_fk, village_unique
from webapp.village.register.rules import Departure, Relation, Sex


class VillagersGroup(VillageScoped, Base):
    """A villagers' group (村民小组)."""

    __tablename__ = "villagers_group"

    name: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]

    __table_args__ = (village_unique("name"),)


class Household(VillageScoped, Base):
    """A household (户): the unit a representative speaks for. `position` is its order in the register."""

    __tablename__ = "household"

    number: Mapped[str] = mapped_column(String(20))
    group_id: Mapped[uuid.UUID]
    constituency_id: Mapped[uuid.UUID | None]
    door: Mapped[str] = mapped_column(String(60), default="")
    position: Mapped[int]

    __table_args__ = (
        village_unique("number"),
        village_fk("group_id", "villagers_group"),
        village_fk("constituency_id", "constituency"),
        Index(None, "village_id", "constituency_id"),
    )


class Resident(VillageScoped, Base):
    """A person in the register. The identity number is kept as a keyed hash and its last four characters.

    Who died or left keeps the row, for what they did and signed, and counts no more from `departed_on`.
    """

    __tablename__ = "resident"

    household_id: Mapped[uuid.UUID]
    name: Mapped[str] = mapped_column(String(60))
    pinyin: Mapped[str] = mapped_column(String(60), default="")
    sex: Mapped[Sex] = mapped_column(Choice(Sex))
    born_on: Mapped[date]
    relation: Mapped[Relation] = mapped_column(Choice(Relation))
    identity_digest: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    identity_last4: Mapped[str] = mapped_column(String(4), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    registered_here: Mapped[bool] = mapped_column(default=True)
    lives_here: Mapped[bool] = mapped_column(default=True)
    party_member: Mapped[bool] = mapped_column(default=False)
    political_status: Mapped[str] = mapped_column(String(20), default="")
    position: Mapped[int] = mapped_column(default=0)
    departed_on: Mapped[date | None] = added(None)
    departed_because: Mapped[Departure | None] = added(None, Choice(Departure))

    __table_args__ = (
        village_unique("identity_digest"),
        village_fk("household_id", "household"),
        Index(None, "village_id", "household_id"),
        Index(None, "village_id", "name"),
    )


class RegisterDraft(VillageScoped, Base):
    """A register file that a clerk handed in and has not yet said yes to: checked, without whole identity numbers.

    It goes with the import, when thrown away, or after half an hour. `body` is what `prepared.to_bytes` made.
    """

    __tablename__ = "register_draft"
    audited = False

    account_id: Mapped[uuid.UUID]
    file_name: Mapped[str] = mapped_column(String(120), default="")
    body: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime]

    __table_args__ = (village_fk("account_id", "account"), Index(None, "village_id", "expires_at"))
