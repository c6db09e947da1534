"""Accounts to sign in with, invitations to a first sign-in, and tries that are counted."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, VillageScoped, village_fk, village_unique


class Account(VillageScoped, Base):
    """What a person signs in with: a phone number or a short name, and a password (argon2).

    `epoch` goes up when all sessions are to end: a cookie of an older epoch is worth nothing.
    """

    __tablename__ = "account"

    sign_in_name: Mapped[str] = mapped_column(String(60))
    resident_id: Mapped[uuid.UUID | None]
    shown_name: Mapped[str] = mapped_column(String(60))
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    epoch: Mapped[int] = mapped_column(default=1)
    is_closed: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        village_unique("sign_in_name"),
        village_unique("resident_id"),
        village_fk("resident_id", "resident"),
    )


class Invitation(VillageScoped, Base):
    """A link (printed as QR) with which one person sets a password once. Only its hash is kept."""

    __tablename__ = "invitation"

    account_id: Mapped[uuid.UUID]
    token_digest: Mapped[str] = mapped_column(String(64))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    __table_args__ = (village_unique("token_digest"), village_fk("account_id", "account"))


class SignInTry(VillageScoped, Base):
    """A failed sign-in, kept for a quarter of an hour to slow down guessing.

    Both digests are the device's own when the try came from a device on which the person had signed in before.
    """

    __tablename__ = "sign_in_try"
    audited = False

    name_digest: Mapped[str] = mapped_column(String(64))
    address_digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]

    __table_args__ = (Index(None, "village_id", "at"),)
