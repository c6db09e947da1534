"""Pieces that everybody asks for: drawn once, never personal, never stale for long, never in the wrong language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from webapp.kit.live import DRAW_AGAIN, LOOK_AGAIN, MOST_KEPT, Pieces


class Hall:
    """A log that grows, a clock that is set, a language that is chosen, and a count of what was done."""

    def __init__(self) -> None:
        self.size, self.now, self.looks, self.draws, self.language = 1, 100.0, 0, 0, "zh_Hans-0"
        self.pieces = Pieces(lambda: self.language, lambda: self.now)

    def get(self, path: str = "/live") -> tuple[str, str]:
        piece = self.pieces.get(path, self._look, self._draw)
        return piece.body.decode(), piece.tag

    def _look(self) -> int:
        self.looks += 1
        return self.size

    def _draw(self) -> str:
        self.draws += 1
        return f"{self.size} in {self.language}"


@pytest.fixture
def hall() -> Iterator[Hall]:
    return Hall()


def test_seven_hundred_who_ask_cost_one_drawing(hall: Hall) -> None:
    answers = {hall.get() for _ in range(700)}
    assert (len(answers), hall.draws, hall.looks) == (1, 1, 1)


def test_what_is_recorded_shows_at_the_next_look(hall: Hall) -> None:
    first = hall.get()
    hall.size = 2
    assert hall.get() == first
    hall.now += LOOK_AGAIN
    assert hall.get() == ("2 in zh_Hans-0", hall.get()[1]) != first


def test_a_look_that_finds_nothing_draws_nothing(hall: Hall) -> None:
    first = hall.get()
    for _ in range(5):
        hall.now += LOOK_AGAIN
        assert hall.get() == first
    assert (hall.draws, hall.looks) == (1, 6)
    hall.now += DRAW_AGAIN
    hall.get()
    assert hall.draws == 2


def test_languages_are_kept_apart(hall: Hall) -> None:
    chinese = hall.get()
    hall.language = "en-0"
    english = hall.get()
    hall.language = "en-1"
    large = hall.get()
    assert len({chinese[1], english[1], large[1]}) == 3
    hall.language = "zh_Hans-0"
    assert hall.get() == chinese


def test_the_memory_is_bounded(hall: Hall) -> None:
    for number in range(MOST_KEPT + 20):
        hall.get(f"/{number}")
    assert len(hall.pieces._kept) == MOST_KEPT
    hall.get(f"/{MOST_KEPT + 19}")
    assert hall.draws == MOST_KEPT + 20
