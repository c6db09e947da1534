"""The ballot box of a secret poll."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from webapp.core.db import Base, VillageScoped, village_fk


class BallotBox(VillageScoped, Base):
    """All slips of one secret poll in one row, under the poll's own key, mixed anew whenever one is put in.

    One row, so that no row id, row order, time or transaction id of a slip exists that could be joined to who took
    part; without SQLite's hidden row number. The log says nothing of it until the box is opened at the close.
    """

    __tablename__ = "ballot_box"
    audited = False

    slips: Mapped[list[Any]] = mapped_column(JSON)

    __table_args__ = (village_fk("id", "poll"), {"sqlite_with_rowid": False})
