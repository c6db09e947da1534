"""How votes and heads are counted: whole numbers only, never a rounded percentage.

"以上" includes the number itself and "过半数" does not (Civil Code art. 1259); so two thirds of 9 is 6,
more than half of 16 is 9, and a tie fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


def at_least(n: int, total: int, num: int, den: int) -> bool:
    """Whether ``n`` is ``num/den`` of ``total`` or more (三分之二以上 includes exactly two thirds)."""
    return n * den >= total * num


def majority(n: int, total: int) -> bool:
    """Whether ``n`` is more than half of ``total``; half itself, a tie, is not."""
    return 2 * n > total


def needed_at_least(total: int, num: int, den: int) -> int:
    """The smallest number that is ``num/den`` of ``total`` or more: two thirds of 39 is 26."""
    return -(-total * num // den)


def needed_majority(total: int) -> int:
    """The smallest number that is more than half of ``total``: of 39 it is 20, of 16 it is 9."""
    return total // 2 + 1


@dataclass(frozen=True)
class Threshold:
    """A share of a whole that must be reached (``strict`` false) or exceeded (``strict`` true)."""

    share: Fraction
    strict: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1 or (self.strict and self.share == 1):
            raise ValueError("a threshold lies above nothing and can be reached by everyone together")

    def needed(self, total: int) -> int:
        """The smallest number that meets it; never less than one, for nobody cannot decide."""
        num, den = self.share.numerator, self.share.denominator
        if self.strict:
            return total * num // den + 1
        return max(1, needed_at_least(total, num, den))

    def is_met(self, n: int, total: int) -> bool:
        """Whether ``n`` out of ``total`` is enough."""
        return n >= self.needed(total)

    def is_as_tight_as(self, other: Threshold) -> bool:
        """Whether whatever meets this one also meets ``other``, for a whole of any size."""
        return (self.share, self.strict) >= (other.share, other.strict)

    def __str__(self) -> str:
        return f"{'>' if self.strict else '≥'} {self.share.numerator}/{self.share.denominator}"


def parts(num: int, den: int) -> Threshold:
    """``num/den`` or more of the whole (以上)."""
    return Threshold(Fraction(num, den))


MORE_THAN_HALF = Threshold(Fraction(1, 2), strict=True)
