"""What happens to polls: each ballot by name, so that anyone can count again from the log alone."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import datetime
from typing import Any, ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class PollOpened(Event):
    """A question was put to the vote, with everything about how it is taken.

    `options` are [position, words]; `amendment`: the amendment voted on instead of the item; `repeats`: the vote it
    repeats and `because` why; `is_runoff`: it is the further vote among those who missed the majority.
    """

    name: ClassVar[str] = "poll_opened"
    version: ClassVar[int] = 2
    meeting: uuid.UUID
    item: uuid.UUID
    number: int
    motion: str
    question: str
    options: list[list[object]]
    most: int
    secrecy: str
    channels: list[str]
    closes_at: datetime | None
    amendment: uuid.UUID | None
    repeats: uuid.UUID | None
    because: str
    is_runoff: bool


@dataclasses.dataclass(frozen=True)
class SignaturesCounted(Event):
    """For how many households each seat brings a signature, as it stood when the vote began: [seat, signed]."""

    name: ClassVar[str] = "signatures_counted"
    poll: uuid.UUID
    seats: list[list[object]]


@dataclasses.dataclass(frozen=True)
class BallotCast(Event):
    """A person voted by name; a later ballot of the same seat takes the place of the earlier."""

    name: ClassVar[str] = "ballot_cast"
    poll: uuid.UUID
    seat: uuid.UUID
    vote: str


@dataclasses.dataclass(frozen=True)
class ChoiceCast(Event):
    """A person chose among several by name; `chosen` are positions, none is an abstention."""

    name: ClassVar[str] = "choice_cast"
    poll: uuid.UUID
    seat: uuid.UUID
    chosen: list[int]


@dataclasses.dataclass(frozen=True)
class SecretBallotCast(Event):
    """A person took part in a secret vote. How is said nowhere: the box keeps it apart."""

    name: ClassVar[str] = "secret_ballot_cast"
    poll: uuid.UUID
    seat: uuid.UUID


@dataclasses.dataclass(frozen=True)
class RecusalDeclared(Event):
    """A person stands aside in this poll; a ballot already cast is taken out of the box."""

    name: ClassVar[str] = "recusal_declared"
    poll: uuid.UUID
    seat: uuid.UUID
    because: str
    personal: ClassVar[frozenset[str]] = frozenset({"because"})


@dataclasses.dataclass(frozen=True)
class PollClosed(Event):
    """The poll was closed and the charter judged the count; `count` are the facts it was given.

    `counted` are the hands that were only counted; `box` what lay in the box of a secret vote, [vote, options, how
    many]; `options` are [position, votes, is it elected], `elected` their positions.
    """

    name: ClassVar[str] = "poll_closed"
    version: ClassVar[int] = 2
    poll: uuid.UUID
    number: int
    profile: str
    count: dict[str, Any]
    counted: list[int]
    box: list[list[object]]
    options: list[list[object]]
    elected: list[int]
    awaits_runoff: bool
    valid: bool
    carried: bool


@dataclasses.dataclass(frozen=True)
class SmallPollClosed(PollClosed):
    """The same of a secret vote with so few ballots that the numbers would tell how people voted: only its outcome."""

    name: ClassVar[str] = "small_secret_poll_closed"
    version: ClassVar[int] = 1
    personal: ClassVar[frozenset[str]] = frozenset({"count", "counted", "box", "options"})


@dataclasses.dataclass(frozen=True)
class AmendmentDecided(Event):
    """An amendment was adopted or rejected by a vote of its own."""

    name: ClassVar[str] = "amendment_decided"
    poll: uuid.UUID
    amendment: uuid.UUID
    state: str
