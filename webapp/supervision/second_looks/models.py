"""Second looks at answers to objections."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique
from webapp.supervision.second_looks.rules import LookState


class SecondLook(VillageScoped, Base):
    """The supervisors' look at one answer. `asked_by_id` is the objector who asked; refused ones come by themselves.

    `due_on` is the supervisors' last day, `answer_due` the committee's for a new answer, which stands beside the first.
    """

    __tablename__ = "second_look"

    objection_id: Mapped[uuid.UUID]
    asked_by_id: Mapped[uuid.UUID | None]
    asked_at: Mapped[datetime | None]
    reasons: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date]
    state: Mapped[LookState] = mapped_column(Choice(LookState), default=LookState.ASKED)
    verdict: Mapped[str] = mapped_column(Text, default="")
    decided_by_id: Mapped[uuid.UUID | None]
    decided_at: Mapped[datetime | None]
    order_id: Mapped[uuid.UUID | None]
    answer_due: Mapped[date | None]
    new_answer: Mapped[str] = mapped_column(Text, default="")
    answered_by_id: Mapped[uuid.UUID | None]
    answered_at: Mapped[datetime | None]

    __table_args__ = (
        village_unique("objection_id"),
        village_fk("objection_id", "objection"),
        village_fk("asked_by_id", "resident"),
        village_fk("decided_by_id", "resident"),
        village_fk("order_id", "correction_order"),
        village_fk("answered_by_id", "resident"),
        Index(None, "village_id", "state", "due_on"),
    )
