"""Evaluations, the people graded in them, and the register of hired people who are paid."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique
from webapp.council.polls.rules import Grade
from webapp.supervision.evaluations.rules import UNDER_WAY, EvaluationState


class HiredPerson(VillageScoped, Base):
    """A villager hired for some work whose lost time the villagers or the collective pay (VCOL 38).

    `until` is the first day on which the work is no longer theirs.
    """

    __tablename__ = "hired_person"

    resident_id: Mapped[uuid.UUID]
    work: Mapped[str] = mapped_column(String(60))
    since: Mapped[date]
    until: Mapped[date | None]
    ended_because: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (village_fk("resident_id", "resident"), Index(None, "village_id", "resident_id"))


class Evaluation(VillageScoped, Base):
    """One evaluation: called by the supervisors, held at a meeting under the matter that stands on its agenda."""

    __tablename__ = "evaluation"

    year: Mapped[int]
    number: Mapped[int]
    matter_id: Mapped[uuid.UUID]
    meeting_id: Mapped[uuid.UUID | None]
    state: Mapped[EvaluationState] = mapped_column(Choice(EvaluationState), default=EvaluationState.CALLED)
    called_at: Mapped[datetime]
    called_by_id: Mapped[uuid.UUID | None]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    __table_args__ = (
        village_unique("year", "number"),
        village_fk("matter_id", "matter"),
        village_fk("meeting_id", "meeting"),
        village_fk("called_by_id", "resident"),
    )

    @property
    def short_number(self) -> str:
        """How people name it: 2026-1."""
        return f"{self.year}-{self.number}"

    @property
    def is_under_way(self) -> bool:
        """Whether its result is still to come."""
        return self.state in UNDER_WAY


class Evaluated(VillageScoped, Base):
    """One person on the sheet, for an office of the committee (`term_id`) or for hired work (`hired_id`).

    The list is made when the sheets are handed out. `poll_id` is the secret vote about this person; the figures are
    written at the close. `failures`: how many times running the result was incompetent, this one included.
    """

    __tablename__ = "evaluated"

    evaluation_id: Mapped[uuid.UUID]
    position: Mapped[int]
    resident_id: Mapped[uuid.UUID]
    term_id: Mapped[uuid.UUID | None]
    hired_id: Mapped[uuid.UUID | None]
    name: Mapped[str] = mapped_column(String(60))
    work: Mapped[str] = mapped_column(String(60))
    poll_id: Mapped[uuid.UUID]
    result: Mapped[Grade | None] = mapped_column(Choice(Grade))
    given: Mapped[int | None]
    failures: Mapped[int] = mapped_column(default=0)
    office_ended: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        village_unique("evaluation_id", "position"),
        village_unique("evaluation_id", "resident_id"),
        village_unique("poll_id"),
        village_fk("evaluation_id", "evaluation"),
        village_fk("resident_id", "resident"),
        village_fk("term_id", "office_term"),
        village_fk("hired_id", "hired_person"),
        village_fk("poll_id", "poll"),
        Index(None, "village_id", "resident_id"),
    )
