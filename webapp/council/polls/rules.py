"""Rules of polls: who may vote, until when, and what the law makes of the count."""

from __future__ import annotations

from enum import StrEnum


class PollState(StrEnum):
    """Open, or closed for ever: re-opening does not exist."""

    OPEN = "open"
    CLOSED = "closed"


class Vote(StrEnum):
    """For, against, abstain. Silence is none of them and counts in the base all the same."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
