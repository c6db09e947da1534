"""Polls and the ballots in them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique
from webapp.council.polls.rules import PollState, Vote


class Poll(VillageScoped, Base):
    """One motion put to the vote. The figures are filled in by closing it, computed from the ballots.

    `decision` is the charter's whole answer (rules, articles, needed, base, got), as it was judged on that day.
    """

    __tablename__ = "poll"

    meeting_id: Mapped[uuid.UUID]
    agenda_item_id: Mapped[uuid.UUID]
    matter_id: Mapped[uuid.UUID]
    number: Mapped[int]
    motion: Mapped[str] = mapped_column(Text)
    state: Mapped[PollState] = mapped_column(Choice(PollState), default=PollState.OPEN)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    due: Mapped[int | None]
    present: Mapped[int | None]
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    votes_abstain: Mapped[int | None]
    valid: Mapped[bool | None]
    carried: Mapped[bool | None]
    decision: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    __table_args__ = (
        village_unique("meeting_id", "number"),
        village_fk("meeting_id", "meeting"),
        village_fk("agenda_item_id", "agenda_item"),
        village_fk("matter_id", "matter"),
        Index(None, "village_id", "matter_id"),
    )


class Ballot(VillageScoped, Base):
    """One person's named vote in one poll. It may change until the poll closes; there is never a second."""

    __tablename__ = "ballot"

    poll_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    vote: Mapped[Vote] = mapped_column(Choice(Vote))
    cast_at: Mapped[datetime]

    __table_args__ = (
        village_unique("poll_id", "seat_id"),
        village_fk("poll_id", "poll"),
        village_fk("seat_id", "seat"),
    )


class Recusal(VillageScoped, Base):
    """A person who does not vote on this poll because it concerns them or a near relative."""

    __tablename__ = "recusal"

    poll_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    because: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        village_unique("poll_id", "seat_id"),
        village_fk("poll_id", "poll"),
        village_fk("seat_id", "seat"),
    )
