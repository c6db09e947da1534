"""What a vote consists of: how it is asked, by which ways it is given, and each seat as the count sees it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum

from webapp.council.meetings.rules import SeatKind


class PollState(StrEnum):
    """Open, or closed for ever: re-opening does not exist."""

    OPEN = "open"
    CLOSED = "closed"


class Vote(StrEnum):
    """For, against, abstain. Silence is none of them and counts in the base all the same."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Secrecy(StrEnum):
    """Whether each vote is kept by name, or only who took part while the box holds the votes apart."""

    NAMED = "named"
    SECRET = "secret"


class Channel(StrEnum):
    """By which way a vote is given: one's own browser, the hall's tablet, a raised hand written down by name, raised
    hands only counted, a ballot paper."""

    BROWSER = "browser"
    TABLET = "tablet"
    HANDS = "hands"
    HANDS_COUNTED = "hands_counted"
    PAPER = "paper"


SCREENS = frozenset({Channel.BROWSER, Channel.TABLET})
"""The ways in which a person puts a ballot in alone; the others go through the tellers' sheets."""


class Question(StrEnum):
    """What is asked: yes or no to a motion, one of several, up to n of several."""

    MOTION = "motion"
    ONE_OF = "one_of"
    UP_TO = "up_to"


@dataclass(frozen=True)
class Voter:
    """One seat as the count sees it. A ballot stays in the box when its voter leaves; a recused person has none.

    `has_voted`: a ballot is there, also in a secret vote, which does not know `vote` or `chosen`. `signed`: for how
    many of the households the person speaks for a signature lies there (asked for a levy).
    """

    seat_id: uuid.UUID
    kind: SeatKind
    is_woman: bool
    households: int
    is_in_hall: bool
    is_recused: bool = False
    vote: Vote | None = None
    has_voted: bool = False
    chosen: tuple[int, ...] = ()
    signed: int = 0

    @property
    def counts_as_present(self) -> bool:
        """Whether the person is in the hall now, or voted before leaving: nobody can be counted out of a vote."""
        return self.is_in_hall or ((self.has_voted or self.vote is not None) and not self.is_recused)
