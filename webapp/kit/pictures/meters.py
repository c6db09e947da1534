"""Where a meter's fill ends, where its thresholds are drawn, and where their labels may stand uncut.

All positions are percentages of the bar's width, so a bar is right on a phone and on a projector alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

Amount = int | float | Decimal | Fraction

MIDDLE_FROM = 28.0
MIDDLE_TO = 72.0


class Anchor(StrEnum):
    """Which end of a label stands at its tick: near an edge the label grows inwards."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class TickPlace:
    """One threshold on the bar.

    `at` is its position; `before` and `after` are the empty widths left and right of the label's own room;
    `short` is how much is still missing (nought when met).
    """

    at: float
    anchor: Anchor
    before: float
    after: float
    met: bool
    short: Amount


@dataclass(frozen=True, slots=True)
class SpendBar:
    """Planned against spent: `spent` and `over` in percent of the longer of the two, `plan` where the plan ends."""

    spent: float
    over: float
    plan: float
    left: Amount
    exceeded: bool


def share(value: Amount, base: Amount) -> float:
    """How much of the bar is filled: 0 to 100, two decimals; an empty base fills nothing."""
    if base <= 0 or value <= 0:
        return 0.0
    return min(100.0, round(float(Fraction(value) / Fraction(base)) * 100, 2))


def anchor_at(percent: float) -> Anchor:
    """A label in the middle stands centred; further out it grows towards the middle, so no edge cuts it."""
    if percent < MIDDLE_FROM:
        return Anchor.START
    return Anchor.MIDDLE if percent <= MIDDLE_TO else Anchor.END


def _room(at: float, anchor: Anchor) -> tuple[float, float]:
    """The empty widths before and after a label whose tick stands at `at`."""
    if anchor is Anchor.START:
        return at, 0.0
    if anchor is Anchor.END:
        return 0.0, round(100 - at, 2)
    return max(0.0, round(2 * at - 100, 2)), max(0.0, round(100 - 2 * at, 2))


def tick_places(value: Amount, base: Amount, needs: Sequence[Amount]) -> tuple[TickPlace, ...]:
    """The thresholds in the order given: a need above the base is drawn at the very end."""
    places: list[TickPlace] = []
    for need in needs:
        at = share(need, base)
        anchor = anchor_at(at)
        before, after = _room(at, anchor)
        short = max(Fraction(need) - Fraction(value), Fraction(0))
        whole = int(short) if short.denominator == 1 else float(short)
        places.append(TickPlace(at, anchor, before, after, met=short == 0, short=whole))
    return tuple(places)


def spend_bar(planned: Amount, spent: Amount) -> SpendBar:
    """A budget as one bar; money spent beyond the plan is drawn past the plan's end, never hidden."""
    whole = max(planned, spent)
    within = min(planned, spent)
    left = planned - spent  # type: ignore[operator]
    return SpendBar(share(within, whole), share(spent, whole), share(planned, whole), left, spent > planned)


def shares(amounts: Sequence[Amount]) -> tuple[float, ...]:
    """Bars of one picture on one scale: each amount in percent of the largest."""
    largest = max(amounts, default=0)
    return tuple(share(amount, largest) for amount in amounts)
