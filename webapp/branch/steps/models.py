"""What happened at steps 1 to 3: who was due, who came, how it ended, and the minutes."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.branch.matters.rules import Step
from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique


class StepRecord(VillageScoped, Base):
    """One sitting of the branch, of the two committees, or of the party members on one matter.

    `attempt` counts sittings of the same step: a matter that failed comes back.
    """

    __tablename__ = "step_record"

    matter_id: Mapped[uuid.UUID]
    step: Mapped[Step] = mapped_column(Choice(Step))
    attempt: Mapped[int] = mapped_column(default=1)
    version: Mapped[int]
    held_on: Mapped[date]
    notified_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(120), default="")
    chair_id: Mapped[uuid.UUID | None]
    due: Mapped[int]
    present: Mapped[int]
    votes_for: Mapped[int]
    votes_against: Mapped[int]
    votes_abstain: Mapped[int]
    passed: Mapped[bool]
    minutes: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID | None]

    __table_args__ = (
        village_unique("matter_id", "step", "attempt"),
        village_fk("matter_id", "matter"),
        village_fk("chair_id", "resident"),
        village_fk("recorded_by_id", "resident"),
    )


class StepAttendance(VillageScoped, Base):
    """One person due at such a sitting, and whether they came."""

    __tablename__ = "step_attendance"

    record_id: Mapped[uuid.UUID]
    resident_id: Mapped[uuid.UUID]
    name: Mapped[str] = mapped_column(String(60))
    was_present: Mapped[bool]

    __table_args__ = (
        village_unique("record_id", "resident_id"),
        village_fk("record_id", "step_record"),
        village_fk("resident_id", "resident"),
    )
