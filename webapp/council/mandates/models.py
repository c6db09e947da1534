"""What the villagers' assembly delegated to the representatives, and until when."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from webapp.core.db import Base, VillageScoped


class Mandate(VillageScoped, Base):
    """A delegation (授权) of kinds of matter for a term, with the assembly's decision it rests on (VCOL art 28)."""

    __tablename__ = "mandate"

    kinds: Mapped[list[Any]] = mapped_column(JSON)
    since: Mapped[date]
    until: Mapped[date]
    decision: Mapped[str] = mapped_column(Text)
