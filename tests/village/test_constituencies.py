"""Constituencies: every household in exactly one, neighbours together, sizes as even as can be."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.errors import InvalidInput
from webapp.village.constituencies.rules import Drawing, Joined, Place, blockers_move, draw


def _places(*sizes: int) -> list[Place[int]]:
    numbers = iter(range(1, 10_000))
    return [
        Place(number, f"{number:05d}", f"第{group}村民小组", group)
        for group, size in enumerate(sizes, start=1)
        for number in (next(numbers) for _ in range(size))
    ]


def _sizes(drawing: Drawing[int]) -> list[int]:
    return [len(drawn.households) for drawn in drawing.constituencies]


@pytest.mark.parametrize(
    ("households", "sizes"),
    [
        (5, [5]),
        (9, [9]),
        (10, [10]),
        (13, [13]),
        (14, [7, 7]),
        (15, [8, 7]),
        (16, [8, 8]),
        (31, [11, 10, 10]),
        (70, [10] * 7),
        (368, [10] * 35 + [9] * 2),
    ],
)
def test_a_group_is_divided_evenly(households: int, sizes: list[int]) -> None:
    drawing = draw(_places(households))
    assert sorted(_sizes(drawing), reverse=True) == sizes
    assert drawing.joined == drawing.blockers == ()


@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.integers(5, 15), st.randoms())
def test_every_household_is_in_exactly_one(sizes: list[int], target: int, random) -> None:
    places = _places(*sizes)
    shuffled = [*places]
    random.shuffle(shuffled)
    drawing = draw(shuffled, target=target)
    assert [place for drawn in drawing.constituencies for place in drawn.households] == places
    assert [drawn.number for drawn in drawing.constituencies] == list(range(1, len(drawing.constituencies) + 1))
    if sum(sizes) >= 5:
        assert all(5 <= size <= 15 for size in _sizes(drawing))
        assert drawing.blockers == ()
    else:
        assert len(drawing.blockers) == (1 if sum(sizes) else 0)
    assert draw(places, target=target) == drawing


@given(st.lists(st.integers(5, 60), min_size=1, max_size=8))
def test_sizes_in_a_group_differ_by_at_most_one(sizes: list[int]) -> None:
    drawing = draw(_places(*sizes))
    assert all(len(drawn.groups) == 1 for drawn in drawing.constituencies)
    for _, drawn in groupby(drawing.constituencies, key=lambda drawn: drawn.groups):
        found = [len(one.households) for one in drawn]
        assert max(found) - min(found) <= 1


def test_a_small_group_joins_its_neighbour_and_says_so() -> None:
    drawing = draw(_places(20, 3, 12))
    assert drawing.joined == (Joined("第2村民小组", 3, "第1村民小组"),)
    assert _sizes(drawing) == [12, 11, 12]
    first = draw(_places(2, 2, 20))
    assert first.joined == (Joined("第1村民小组", 2, "第3村民小组"), Joined("第2村民小组", 2, "第3村民小组"))
    assert _sizes(first) == [12, 12]


def test_a_village_of_three_households_is_told_that_the_law_cannot_be_met() -> None:
    (blocker,) = draw(_places(3)).blockers
    assert (blocker.code, blocker.article, blocker.params["got"]) == ("constituency.size", "VCOL-2025:29", 3)
    assert draw([]).constituencies == ()


def test_a_target_outside_the_limits_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"constituencies\.target"):
        draw(_places(20), target=16)


def test_the_order_is_that_of_the_households() -> None:
    places = [Place(number, str(number), "一组", 1) for number in (10, 9, 2, 1, 20)]
    assert [place.key for place in draw(places).constituencies[0].households] == [1, 2, 9, 10, 20]


def test_a_household_is_moved_by_hand_within_the_limits() -> None:
    drawn = draw(_places(16, 10)).constituencies
    assert blockers_move(drawn, 8, 2) == []
    (other_group,) = blockers_move(drawn, 8, 3)
    assert other_group.code == "constituency.other_group"
    assert [blocker.code for blocker in blockers_move(drawn, 8, 1)] == ["constituency.already_there"]
    assert [blocker.code for blocker in blockers_move(drawn, 8, 9)] == ["constituency.unknown"]


def test_a_move_that_breaks_the_limits_is_told_with_the_article() -> None:
    drawn = draw(_places(20), target=5).constituencies
    (too_few,) = blockers_move(drawn, 1, 2)
    assert (too_few.article, too_few.params["number"], too_few.params["got"]) == ("VCOL-2025:29", 1, 4)
    drawn = draw(_places(30), target=15).constituencies
    (too_many,) = blockers_move(drawn, 1, 2)
    assert (too_many.params["number"], too_many.params["got"]) == (2, 16)
