"""Two thirds includes two thirds, more than half excludes half, and the needed number is the smallest."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.charter.rules import (
    MORE_THAN_HALF,
    Threshold,
    at_least,
    majority,
    needed_at_least,
    needed_majority,
    parts,
)

totals = st.integers(1, 10**6)
shares = st.fractions(min_value=Fraction(1, 1000), max_value=1, max_denominator=1000)


def test_two_thirds_of_nine_is_six() -> None:
    assert needed_at_least(9, 2, 3) == 6
    assert at_least(6, 9, 2, 3)
    assert not at_least(5, 9, 2, 3)


def test_more_than_half_of_thirty_nine_is_twenty() -> None:
    assert needed_majority(39) == 20
    assert majority(20, 39)
    assert not majority(19, 39)


def test_a_tie_is_no_majority() -> None:
    assert not majority(8, 16)
    assert needed_majority(16) == 9
    assert not MORE_THAN_HALF.is_met(8, 16)


def test_nobody_cannot_decide() -> None:
    assert not parts(2, 3).is_met(0, 0)
    assert not MORE_THAN_HALF.is_met(0, 0)


@pytest.mark.parametrize(("share", "strict"), [(Fraction(0), False), (Fraction(1), True), (Fraction(3, 2), False)])
def test_an_impossible_share_is_no_threshold(share: Fraction, strict: bool) -> None:
    with pytest.raises(ValueError, match="threshold"):
        Threshold(share, strict)


@given(totals, shares, st.booleans())
def test_the_needed_number_is_the_smallest_that_meets(total: int, share: Fraction, strict: bool) -> None:
    threshold = Threshold(share, strict and share < 1)
    enough = threshold.needed(total)
    assert 1 <= enough <= total
    exceeded = Fraction(enough) > total * share if threshold.strict else Fraction(enough) >= total * share
    assert exceeded
    less = Fraction(enough - 1)
    assert enough == 1 or (less <= total * share if threshold.strict else less < total * share)
    assert threshold.is_met(enough, total)
    assert not threshold.is_met(enough - 1, total)


@given(totals, totals, totals, shares)
def test_more_agreement_never_hurts(total: int, n: int, more: int, share: Fraction) -> None:
    threshold = Threshold(share)
    assert not threshold.is_met(n, total) or threshold.is_met(n + more, total)
    assert threshold.needed(total) <= threshold.needed(total + more)


@given(totals, shares, shares, st.booleans(), st.booleans())
def test_a_tighter_threshold_needs_as_many_or_more(
    total: int, one: Fraction, other: Fraction, strict_one: bool, strict_other: bool
) -> None:
    first, second = Threshold(one, strict_one and one < 1), Threshold(other, strict_other and other < 1)
    if first.is_as_tight_as(second):
        assert first.needed(total) >= second.needed(total)
    else:
        assert second.is_as_tight_as(first)


@given(totals, st.integers(0, 10**6))
def test_the_two_ways_of_counting_agree(total: int, n: int) -> None:
    assert majority(n, total) == MORE_THAN_HALF.is_met(n, total)
    assert at_least(n, total, 2, 3) == parts(2, 3).is_met(n, total)
    assert needed_majority(total) == MORE_THAN_HALF.needed(total)
