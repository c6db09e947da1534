"""Tasks that carry out a resolution, and the result that is published."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.committee.rules import TaskState
from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique


class Task(VillageScoped, Base):
    """One piece of work under a resolution: who does it, by when."""

    __tablename__ = "task"

    resolution_id: Mapped[uuid.UUID]
    matter_id: Mapped[uuid.UUID]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    owner_id: Mapped[uuid.UUID]
    due_on: Mapped[date]
    progress: Mapped[int] = mapped_column(default=0)
    state: Mapped[TaskState] = mapped_column(Choice(TaskState), default=TaskState.OPEN)
    assigned_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]

    __table_args__ = (
        village_unique("matter_id", "number"),
        village_fk("resolution_id", "resolution"),
        village_fk("matter_id", "matter"),
        village_fk("owner_id", "resident"),
        CheckConstraint("progress between 0 and 100", name="progress_in_percent"),
        Index(None, "village_id", "state", "due_on"),
    )


class TaskReport(VillageScoped, Base):
    """What the owner reported, and how far the work was then (0 to 100)."""

    __tablename__ = "task_report"

    task_id: Mapped[uuid.UUID]
    number: Mapped[int]
    progress: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    reported_at: Mapped[datetime]
    reported_by_id: Mapped[uuid.UUID]

    __table_args__ = (
        village_unique("task_id", "number"),
        village_fk("task_id", "task"),
        village_fk("reported_by_id", "resident"),
    )


class Result(VillageScoped, Base):
    """How a matter ended: what was done and what it cost, as published."""

    __tablename__ = "result"

    matter_id: Mapped[uuid.UUID]
    text: Mapped[str] = mapped_column(Text)
    spent_fen: Mapped[int | None] = mapped_column(BigInteger)
    published_at: Mapped[datetime]

    __table_args__ = (village_unique("matter_id"), village_fk("matter_id", "matter"))
