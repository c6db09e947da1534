"""Polls and the ballots in them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from webapp.core.db import Base, Choice, VillageScoped, added, village_fk, village_unique
from webapp.council.polls.rules import Channel, PollState, Question, Secrecy, Vote


class Poll(VillageScoped, Base):
    """One motion put to the vote. The figures are filled in by closing it, computed from the ballots.

    `decision` is the charter's whole answer (rules, articles, needed, base, got), as it was judged on that day.
    `channels` are the ways a vote may be given; `most` is how many options one ballot may name. `amendment_id`: the
    amendment that is voted on instead of the item itself. `repeats_id` names the earlier poll that this one repeats,
    `repeat_because` why; `is_runoff`: it is the further vote among those who missed the majority;
    `awaits_runoff`: this vote left places for one. `closes_at` is the time announced for the close, shown as a
    countdown; the close itself is somebody's act. `concerned_id`: the one person it is about, where an item has a vote
    about each of several people (a yearly evaluation).
    """

    __tablename__ = "poll"

    meeting_id: Mapped[uuid.UUID]
    agenda_item_id: Mapped[uuid.UUID]
    matter_id: Mapped[uuid.UUID]
    amendment_id: Mapped[uuid.UUID | None] = added(None)
    concerned_id: Mapped[uuid.UUID | None] = added(None)
    number: Mapped[int]
    motion: Mapped[str] = mapped_column(Text)
    question: Mapped[Question] = added(Question.MOTION, Choice(Question), default=Question.MOTION)
    most: Mapped[int] = added(1, default=1)
    secrecy: Mapped[Secrecy] = added(Secrecy.NAMED, Choice(Secrecy), default=Secrecy.NAMED)
    channels: Mapped[list[Any]] = added([Channel.BROWSER.value], JSON, default=lambda: [Channel.BROWSER.value])
    repeats_id: Mapped[uuid.UUID | None] = added(None)
    repeat_because: Mapped[str] = added("", Text, default="")
    is_runoff: Mapped[bool] = added(False, default=False)
    awaits_runoff: Mapped[bool] = added(False, default=False)
    state: Mapped[PollState] = mapped_column(Choice(PollState), default=PollState.OPEN)
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime | None] = added(None)
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
        village_fk("amendment_id", "amendment"),
        village_fk("repeats_id", "poll"),
        village_fk("concerned_id", "resident"),
        Index(None, "village_id", "matter_id"),
    )

    @property
    def is_secret(self) -> bool:
        """Whether only who took part is kept by name."""
        return self.secrecy is Secrecy.SECRET

    @property
    def is_choice(self) -> bool:
        """Whether one chooses among several."""
        return self.question is not Question.MOTION

    @property
    def is_plain(self) -> bool:
        """Whether it is a motion voted on by name, as nearly all are."""
        return self.question is Question.MOTION and self.secrecy is Secrecy.NAMED

    @property
    def is_about_matter(self) -> bool:
        """Whether it asks about the matter as a whole: not about an amendment, nor about one of several people."""
        return self.amendment_id is None and self.concerned_id is None

    @property
    def decides_item(self) -> bool:
        """Whether the item is settled with it: not an amendment only, nor a vote that left places for a run-off."""
        return bool(self.valid) and self.amendment_id is None and not self.awaits_runoff

    @property
    def hides_numbers(self) -> bool:
        """Whether so few took part in a secret vote that only its outcome is shown."""
        return bool((self.decision or {}).get("hides_numbers"))


class PollOption(VillageScoped, Base):
    """One of the several things or people among whom a poll chooses."""

    __tablename__ = "poll_option"

    poll_id: Mapped[uuid.UUID]
    position: Mapped[int]
    label: Mapped[str] = mapped_column(String(120))
    resident_id: Mapped[uuid.UUID | None]

    __table_args__ = (
        village_unique("poll_id", "position"),
        village_fk("poll_id", "poll"),
        village_fk("resident_id", "resident"),
    )


class Ballot(VillageScoped, Base):
    """That one seat took part in one poll, by which channel, and in a named poll how. There is never a second.

    A named ballot may change until the poll closes. In a secret poll `vote` and `chosen` stay empty: how people voted
    lies in the box, apart. `chosen`: the positions of the options named. `sheet_id`: the tellers' sheet it came from.
    """

    __tablename__ = "ballot"

    poll_id: Mapped[uuid.UUID]
    seat_id: Mapped[uuid.UUID]
    channel: Mapped[Channel] = added(Channel.BROWSER, Choice(Channel), default=Channel.BROWSER)
    vote: Mapped[Vote | None] = mapped_column(Choice(Vote))
    chosen: Mapped[list[Any] | None] = added(None, JSON)
    sheet_id: Mapped[uuid.UUID | None] = added(None)
    cast_at: Mapped[datetime]

    __table_args__ = (
        village_unique("poll_id", "seat_id"),
        village_fk("poll_id", "poll"),
        village_fk("seat_id", "seat"),
        village_fk("sheet_id", "sheet"),
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
