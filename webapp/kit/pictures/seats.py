"""Where each seat of a council is drawn: a half circle of evenly spaced places, one person one place.

Lengths are units of the picture's own view box. Two neighbouring seats are never closer than `PITCH`,
so on a screen that shows the picture at full size every seat can be tapped.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

PITCH = 40.0
RADIUS = 16.0
MARGIN = 20.0
MOST_SEATS = 3000
HOLLOW = 0.42
SPARE = 1.35
MOST_LINKED = 120


class SeatState(StrEnum):
    """What a seat says about one named vote, in the order in which blocs sit from left to right."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    VOTED = "voted"
    PRESENT = "present"
    RECUSED = "recused"
    ABSENT = "absent"


ORDER = {state: place for place, state in enumerate(SeatState)}


@dataclass(frozen=True, slots=True)
class Seat:
    """One place in the hall: its centre and the radius of its disc."""

    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class Hemicycle:
    """All places of a council from left to right, and the size of the picture around them."""

    width: float
    height: float
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One person's place: `index` is the person's position in the list that was given."""

    index: int
    state: SeatState
    seat: Seat


@dataclass(frozen=True, slots=True)
class Seating:
    """Who sits where, and how many there are of each state (only those that occur)."""

    width: float
    height: float
    places: tuple[Place, ...]
    counts: tuple[tuple[SeatState, int], ...]
    linked: bool


def _capacity(radius: float) -> int:
    """How many seats fit on one row of this radius, the first and the last on the base line."""
    if radius < PITCH / 2:
        return 1
    step = 2 * math.asin(min(1.0, PITCH / (2 * radius)))
    return math.floor(math.pi / step + 1e-9) + 1


def _radii(outer: float, rows: int) -> list[float]:
    """The radii of the rows from the outside in, one pitch apart."""
    return [outer - row * PITCH for row in range(rows)]


def _outer_radius(count: int, rows: int) -> float:
    """The smallest outer radius at which `rows` rows hold `count` seats."""
    low = rows * PITCH if rows > 1 else 0.0
    if sum(map(_capacity, _radii(low, rows))) >= count:
        return low
    high = low + count * PITCH
    while high - low > 0.01:
        middle = (low + high) / 2
        if sum(map(_capacity, _radii(middle, rows))) >= count:
            high = middle
        else:
            low = middle
    return high


def _rows_for(count: int) -> list[float]:
    """The radii that give the picture its shape: the hollow in front of the seats near two fifths."""
    best: tuple[float, list[float]] | None = None
    for rows in range(1, max(2, math.isqrt(count) + 1)):
        outer = _outer_radius(count, rows)
        radii = _radii(outer, rows)
        if rows > 1 and sum(map(_capacity, radii)) > count * SPARE:
            break
        miss = abs(radii[-1] / outer - HOLLOW) if outer else 0.0
        if best is None or miss < best[0]:
            best = (miss, radii)
    return best[1] if best else [0.0]


def _spread(count: int, radii: Sequence[float]) -> list[int]:
    """Seats per row in proportion to the room each row has (largest remainders), never more than fit."""
    room = [_capacity(radius) for radius in radii]
    total = sum(room)
    seats = [count * one // total for one in room]
    by_remainder = sorted(range(len(room)), key=lambda row: (-(count * room[row] % total), row))
    for row in by_remainder[: count - sum(seats)]:
        seats[row] += 1
    return seats


@lru_cache(maxsize=256)
def hemicycle(count: int) -> Hemicycle:
    """The half circle for a council of `count` seats, from left to right so that blocs sit together.

    Raises ValueError for fewer than one seat or more than `MOST_SEATS`.
    """
    if not 1 <= count <= MOST_SEATS:
        raise ValueError(f"A seat chart shows 1 to {MOST_SEATS} seats, not {count}.")
    radii = _rows_for(count)
    points: list[tuple[float, float, float, float]] = []
    for radius, here in zip(radii, _spread(count, radii), strict=True):
        for number in range(here):
            angle = math.pi / 2 if here == 1 else math.pi * (1 - number / (here - 1))
            points.append((-angle, -radius, radius * math.cos(angle), -radius * math.sin(angle)))
    points.sort()
    left = min(point[2] for point in points) - MARGIN
    top = min(point[3] for point in points) - MARGIN
    width = max(point[2] for point in points) + MARGIN - left
    height = max(point[3] for point in points) + MARGIN - top
    seats = tuple(Seat(round(x - left, 1), round(y - top, 1), RADIUS) for _, _, x, y in points)
    return Hemicycle(math.ceil(width), math.ceil(height), seats)


def seating(states: Sequence[str], grouped: bool = True) -> Seating:
    """Seats everybody: grouped, those who voted alike sit together; otherwise in the order given.

    `states` holds one `SeatState` value a person. A hall of more than `MOST_SEATS` is counted and not drawn: there are
    no places then. Raises ValueError for an unknown state or an empty list.
    """
    known = [SeatState(state) for state in states]
    chart = hemicycle(len(known)) if len(known) <= MOST_SEATS else Hemicycle(0, 0, ())
    indices = range(len(known))
    order = sorted(indices, key=lambda index: ORDER[known[index]]) if grouped else list(indices)
    order = order if chart.seats else []
    places = tuple(Place(index, known[index], seat) for index, seat in zip(order, chart.seats, strict=True))
    tally = Counter(known)
    counts = tuple((state, tally[state]) for state in SeatState if tally[state])
    return Seating(chart.width, chart.height, places, counts, linked=len(known) <= MOST_LINKED)
