"""Rules of the hall's papers: how many are printed, how they lie on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

MOST_COPIES = 300
"""So many ballot papers are printed at a time; for more, print again."""
MOST_BOXES = 60
"""So many boxes of five strokes a choice has on one tally sheet; for more votes, take a second sheet."""
STROKES = 5
"""A box is full with five votes: 正 has five strokes."""
LONG_MOTION, MANY_OPTIONS = 60, 4
"""With more signs or options than these a ballot paper is taller."""

Thing = TypeVar("Thing")


def copies_of(wanted: int | None, due: int) -> int:
    """How many ballot papers to print: as many as were asked for, or one for everybody due."""
    return min(max(wanted if wanted is not None else due, 1), MOST_COPIES)


def size_of(motion: str, options: int) -> str:
    """How tall a ballot paper is: eight of them lie on a page, six with a long motion or options, four with many."""
    if options > MANY_OPTIONS or len(motion) > 3 * LONG_MOTION:
        return "tall"
    return "long" if options or len(motion) > LONG_MOTION else "short"


def boxes_for(due: int) -> int:
    """How many boxes of five strokes hold a vote of everybody due."""
    return min(max(-(-due // STROKES), 1), MOST_BOXES)


def in_rows(things: Sequence[Thing], width: int) -> list[Sequence[Thing]]:
    """The things in rows of this width, as they are cut from a page."""
    return [things[first : first + width] for first in range(0, len(things), width)]
