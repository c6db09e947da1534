"""The seat chart: everybody has a place, nobody sits on another, blocs sit together."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.kit.pictures.seats import MOST_SEATS, PITCH, SeatState, hemicycle, seating

councils = st.integers(min_value=1, max_value=900)


@given(councils)
def test_every_member_has_one_place_inside_the_picture(count: int) -> None:
    chart = hemicycle(count)
    assert len(chart.seats) == count
    for seat in chart.seats:
        assert seat.r <= seat.x <= chart.width - seat.r
        assert seat.r <= seat.y <= chart.height - seat.r


@pytest.mark.parametrize("count", [1, 2, 3, 5, 7, 8, 9, 15, 21, 39, 45, 46, 60, 99, 120, 333, 612, 880, 900])
def test_no_two_seats_touch(count: int) -> None:
    """Neighbours are at least one pitch apart (a tenth of a unit is lost to rounding)."""
    seats = hemicycle(count).seats
    nearest = min((math.dist((a.x, a.y), (b.x, b.y)) for i, a in enumerate(seats) for b in seats[:i]), default=PITCH)
    assert nearest >= PITCH - 0.2


@given(st.integers(min_value=1, max_value=120))
def test_no_two_seats_touch_in_any_council_a_village_has(count: int) -> None:
    seats = hemicycle(count).seats
    assert all(math.dist((a.x, a.y), (b.x, b.y)) >= PITCH - 0.2 for i, a in enumerate(seats) for b in seats[:i])


@given(st.integers(min_value=1, max_value=150))
def test_left_and_right_are_mirror_images(count: int) -> None:
    seats = hemicycle(count).seats
    middle = (min(seat.x for seat in seats) + max(seat.x for seat in seats)) / 2
    for seat in seats:
        assert any(math.dist((2 * middle - seat.x, seat.y), (other.x, other.y)) < 0.3 for other in seats)


def test_a_council_of_45_can_be_tapped_on_a_phone() -> None:
    """24 px between neighbours where the card leaves 290 px (WCAG 2.2, 2.5.8)."""
    assert PITCH * 290 / hemicycle(45).width >= 24


@given(st.lists(st.sampled_from(list(SeatState)), min_size=1, max_size=200))
def test_those_who_voted_alike_sit_together(states: list[SeatState]) -> None:
    chart = seating(states)
    order = list(SeatState)
    ranks = [order.index(place.state) for place in chart.places]
    assert ranks == sorted(ranks)
    assert sorted(place.index for place in chart.places) == list(range(len(states)))
    assert all(place.state == states[place.index] for place in chart.places)
    assert sum(count for _, count in chart.counts) == len(states)


def test_ungrouped_people_sit_in_the_order_given() -> None:
    chart = seating(["against", "for", "absent"], grouped=False)
    assert [place.index for place in chart.places] == [0, 1, 2]


def test_a_hall_too_large_to_draw_is_counted() -> None:
    chart = seating(["for"] * MOST_SEATS + ["absent"])
    assert chart.places == ()
    assert chart.counts == ((SeatState.FOR, MOST_SEATS), (SeatState.ABSENT, 1))


@pytest.mark.parametrize("count", [0, -1, MOST_SEATS + 1])
def test_an_impossible_council_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="seat chart"):
        hemicycle(count)


def test_an_unknown_vote_is_refused() -> None:
    with pytest.raises(ValueError, match="perhaps"):
        seating(["perhaps"])
