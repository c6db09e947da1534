"""The log's tables: one head a village, its entries in order, and what the entries only commit to."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Index, LargeBinary, String, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, VillageKeyed

BALLOTS = ("ballot_cast", "ballot_written", "choice_cast", "secret_ballot_cast")
"""Entries of the box. They stand in no index of people or kinds: nobody can ask what somebody cast, and a ballot is
written no slower for it."""


def is_found_by_person(event: Any) -> ColumnElement[bool]:
    """The condition of the two indexes by person and by kind: every entry but the ballots.

    The words stand in the statement itself, not as parameters, or no database would see that the index fits.
    """
    found: ColumnElement[bool] = event.not_in([literal_column(f"'{name}'") for name in BALLOTS])
    return found


class LogHead(VillageKeyed, Base):
    """How long the village's log is, and the peaks of its tree. Locked by every append: this makes the order."""

    __tablename__ = "log_head"

    size: Mapped[int] = mapped_column(BigInteger, default=0)
    frontier: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    last_at: Mapped[datetime | None]


class LogEntry(VillageKeyed, Base):
    """One entry: the exact bytes that were hashed, and the tree's hashes that became complete with it.

    The other columns repeat what the bytes say, so that entries can be found.
    """

    __tablename__ = "log_entry"

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    event: Mapped[str] = mapped_column(String(60))
    actor: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[uuid.UUID | None]
    matter_id: Mapped[uuid.UUID | None]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    hashes: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (
        Index(None, "village_id", "subject_id", "seq"),
        Index(None, "village_id", "matter_id", "seq"),
        Index(
            "ix_log_entry_person",
            "village_id",
            "actor",
            "seq",
            "event",
            sqlite_where=is_found_by_person(event),
            postgresql_where=is_found_by_person(event),
        ),
        Index(
            "ix_log_entry_kind",
            "village_id",
            "event",
            "seq",
            sqlite_where=is_found_by_person(event),
            postgresql_where=is_found_by_person(event),
        ),
    )


class LogCheckpoint(VillageKeyed, Base):
    """How long the log was at a moment, and its root then: cut at every decision, so that it can be kept elsewhere."""

    __tablename__ = "log_checkpoint"

    size: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    root: Mapped[bytes] = mapped_column(LargeBinary(32))
    at: Mapped[datetime]


class LogPreimage(VillageKeyed, Base):
    """What an entry only commits to: a personal fact with its salt, or a long list of changed rows (without).

    Erasing a row here leaves every proof valid.
    """

    __tablename__ = "log_preimage"

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary(32))
    body: Mapped[bytes] = mapped_column(LargeBinary)
