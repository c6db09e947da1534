"""What happens to polls: each ballot by name, so that anyone can count again from the log alone."""

from __future__ import annotations

import dataclasses
import uuid
from typing import Any, ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class PollOpened(Event):
    """A motion was put to the vote."""

    name: ClassVar[str] = "poll_opened"
    meeting: uuid.UUID
    item: uuid.UUID
    number: int
    motion: str


@dataclasses.dataclass(frozen=True)
class BallotCast(Event):
    """A person voted by name; a later ballot of the same seat takes the place of the earlier."""

    name: ClassVar[str] = "ballot_cast"
    poll: uuid.UUID
    seat: uuid.UUID
    vote: str


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
    """The poll was closed and the charter judged the count; `count` are the facts it was given."""

    name: ClassVar[str] = "poll_closed"
    number: int
    profile: str
    count: dict[str, Any]
    valid: bool
    carried: bool
