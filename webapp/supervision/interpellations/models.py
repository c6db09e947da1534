"""Interpellations, the names under them, and the answers."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique
from webapp.supervision.interpellations.rules import AskSource, QuestionState
from webapp.village.offices.rules import Office


class Interpellation(VillageScoped, Base):
    """A formal question (质询). `to_office` and `to_id` name who is asked in person; without them it is the committee.

    `about_table` and `about_id` name the thing it is about, nothing when it is about something else. `needed` of `base`
    names put it; `due_on` is the last day for the answer, counted from the day it was put.
    """

    __tablename__ = "interpellation"

    year: Mapped[int]
    number: Mapped[int]
    source: Mapped[AskSource] = mapped_column(Choice(AskSource))
    to_office: Mapped[Office | None] = mapped_column(Choice(Office))
    to_id: Mapped[uuid.UUID | None]
    about_table: Mapped[str] = mapped_column(String(40), default="")
    about_id: Mapped[uuid.UUID | None]
    matter_id: Mapped[uuid.UUID | None]
    title: Mapped[str] = mapped_column(String(120))
    question: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[uuid.UUID]
    asked_at: Mapped[datetime]
    base: Mapped[int]
    needed: Mapped[int]
    put_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
    state: Mapped[QuestionState] = mapped_column(Choice(QuestionState), default=QuestionState.GATHERING)

    __table_args__ = (
        village_unique("year", "number"),
        village_fk("to_id", "resident"),
        village_fk("matter_id", "matter"),
        village_fk("asked_by_id", "resident"),
        Index(None, "village_id", "state", "due_on"),
        Index(None, "village_id", "matter_id"),
    )

    @property
    def short_number(self) -> str:
        """How people name it: 2026-2."""
        return f"{self.year}-{self.number}"


class InterpellationName(VillageScoped, Base):
    """One name under a question; `recorded_by_id` is who wrote down a name given on paper."""

    __tablename__ = "interpellation_name"

    interpellation_id: Mapped[uuid.UUID]
    resident_id: Mapped[uuid.UUID]
    supported_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID | None]

    __table_args__ = (
        village_unique("interpellation_id", "resident_id"),
        village_fk("interpellation_id", "interpellation"),
        village_fk("resident_id", "resident"),
        village_fk("recorded_by_id", "resident"),
    )


class InterpellationReply(VillageScoped, Base):
    """One answer, and what who asked says of it: `satisfied` is empty until then. A further answer is a further row."""

    __tablename__ = "interpellation_reply"

    interpellation_id: Mapped[uuid.UUID]
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    replied_by_id: Mapped[uuid.UUID]
    replied_at: Mapped[datetime]
    satisfied: Mapped[bool | None]
    judgement: Mapped[str] = mapped_column(Text, default="")
    judged_by_id: Mapped[uuid.UUID | None]
    judged_at: Mapped[datetime | None]

    __table_args__ = (
        village_unique("interpellation_id", "number"),
        village_fk("interpellation_id", "interpellation"),
        village_fk("replied_by_id", "resident"),
        village_fk("judged_by_id", "resident"),
    )
