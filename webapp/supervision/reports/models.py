"""The supervisors' reports, version by version."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique
from webapp.supervision.reports.rules import Period, ReportKind, ReportState


class SupervisionReport(VillageScoped, Base):
    """One version of the report about one period. `body` is the part made from the record: empty while it is a draft,
    frozen when it is published, like `sha256`. `replaces_id` names the version it corrects, `because` why."""

    __tablename__ = "supervision_report"

    kind: Mapped[ReportKind] = mapped_column(Choice(ReportKind))
    first_day: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)
    replaces_id: Mapped[uuid.UUID | None]
    because: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[ReportState] = mapped_column(Choice(ReportState), default=ReportState.DRAFT)
    words: Mapped[dict[str, Any]] = mapped_column(JSON)
    body: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    written_at: Mapped[datetime]
    written_by_id: Mapped[uuid.UUID]
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[uuid.UUID | None]

    __table_args__ = (
        village_unique("kind", "first_day", "version"),
        village_fk("replaces_id", "supervision_report"),
        village_fk("written_by_id", "resident"),
        village_fk("published_by_id", "resident"),
    )

    @property
    def period(self) -> Period:
        """The month or year it is about."""
        return Period(self.kind, self.first_day)

    @property
    def short_number(self) -> str:
        """How the address calls it: 2026-05."""
        return self.period.name
