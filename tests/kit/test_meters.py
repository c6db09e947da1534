"""The meter and the money bar: fills and thresholds stand where the numbers say, labels are never cut."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.kit.pictures.meters import Anchor, anchor_at, share, shares, spend_bar, tick_places

counts = st.integers(min_value=0, max_value=10**9)


@given(counts, counts)
def test_a_fill_never_leaves_its_bar(value: int, base: int) -> None:
    assert 0 <= share(value, base) <= 100


@pytest.mark.parametrize(
    ("value", "base", "percent"), [(41, 45, 91.11), (0, 45, 0), (45, 45, 100), (50, 45, 100), (3, 0, 0), (2, 3, 66.67)]
)
def test_a_fill_is_the_share(value: int, base: int, percent: float) -> None:
    assert share(value, base) == percent


@given(counts, st.integers(min_value=0, max_value=10**6), st.lists(counts, max_size=3))
def test_a_label_keeps_at_least_half_the_width(value: int, base: int, needs: list[int]) -> None:
    for place in tick_places(value, base, needs):
        assert 0 <= place.at <= 100
        assert place.before >= 0
        assert place.after >= 0
        assert place.before + place.after <= 50


@pytest.mark.parametrize(
    ("percent", "anchor"), [(0, Anchor.START), (10, Anchor.START), (50, Anchor.MIDDLE), (100, Anchor.END)]
)
def test_labels_grow_away_from_the_edge(percent: float, anchor: Anchor) -> None:
    assert anchor_at(percent) is anchor


def test_a_centred_label_has_its_tick_in_the_middle() -> None:
    place = tick_places(29, 45, [30])[0]
    assert place.before + (100 - place.before - place.after) / 2 == pytest.approx(place.at, abs=0.01)


def test_a_tick_says_what_is_missing() -> None:
    first, second = tick_places(25, 45, [23, 30])
    assert (first.met, first.short) == (True, 0)
    assert (second.met, second.short) == (False, 5)
    assert tick_places(1, 3, [Fraction(3, 2)])[0].short == 0.5


def test_money_over_the_plan_is_drawn_past_it() -> None:
    bar = spend_bar(Decimal("50000"), Decimal("62500"))
    assert bar.exceeded
    assert (bar.plan, bar.over, bar.left) == (80.0, 100.0, Decimal("-12500"))


def test_money_within_the_plan() -> None:
    bar = spend_bar(128000, 42600)
    assert not bar.exceeded
    assert (bar.plan, bar.spent, bar.left) == (100.0, 33.28, 85400)


def test_nothing_planned_and_nothing_spent() -> None:
    assert spend_bar(0, 0).spent == 0


def test_bars_share_one_scale() -> None:
    assert shares([10, 40, 0]) == (25.0, 100.0, 0.0)
    assert shares([]) == ()
