"""What a box takes and gives: slips without a name, in no order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import SystemRandom

FEWEST_SHOWN = 10
"""Below so many ballots of a secret vote the numbers would tell how people voted: only the outcome is shown."""


@dataclass(frozen=True)
class Slip:
    """One ballot of a secret poll: a vote on a motion, or the positions of the options named; both empty: spoiled."""

    vote: str = ""
    chosen: tuple[int, ...] = ()

    @property
    def is_spoiled(self) -> bool:
        """Whether the ballot says nothing that can be counted. It stays among the ballots cast all the same."""
        return not self.vote and not self.chosen


def is_too_small(ballots: int) -> bool:
    """Whether so few ballots lay in the box that only the outcome may be shown."""
    return ballots < FEWEST_SHOWN


def mixed(slips: Sequence[Slip]) -> list[Slip]:
    """The same slips in an order drawn by lot from the machine's own chance."""
    drawn = list(slips)
    SystemRandom().shuffle(drawn)
    return drawn


def written(slip: Slip) -> list[object]:
    """A slip as plain data: every one of the same shape, so that only what was chosen differs."""
    return [slip.vote, list(slip.chosen)]


def read(found: object) -> Slip:
    """The slip that was written down so."""
    match found:
        case [str(vote), list(chosen)]:
            return Slip(vote, tuple(int(position) for position in chosen))
    raise ValueError("this is no slip of a ballot box")
