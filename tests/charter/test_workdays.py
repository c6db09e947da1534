"""China's holidays and make-up days, and the last day of a limit that falls on one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.charter.votes import law
from webapp.charter.deadlines import last_day
from webapp.charter.workdays import KNOWN_YEARS, is_day_off, is_weekend, is_year_known


def days(*texts: str) -> list[date]:
    """Days written as 2026-02-14."""
    return [date.fromisoformat(text) for text in texts]


# As the State Council published them (国办发明电〔2023〕7号, 〔2024〕12号, 〔2025〕7号), written out by hand.
MADE_UP = days(
    "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29", "2024-10-12",
    "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
    "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
)  # fmt: skip
REST = [
    ("2024-02-10", 8), ("2024-04-04", 3), ("2024-05-01", 5), ("2024-09-15", 3), ("2024-10-01", 7),
    ("2025-01-28", 8), ("2025-04-04", 3), ("2025-05-01", 5), ("2025-05-31", 3), ("2025-10-01", 8),
    ("2026-01-01", 3), ("2026-02-15", 9), ("2026-04-04", 3), ("2026-05-01", 5), ("2026-06-19", 3), ("2026-09-25", 3),
    ("2026-10-01", 7),
]  # fmt: skip


@pytest.mark.parametrize("day", MADE_UP)
def test_a_saturday_or_sunday_worked_in_place_of_a_holiday_is_a_working_day(day: date) -> None:
    assert is_weekend(day)
    assert not is_day_off(day)


@pytest.mark.parametrize(("first", "length"), REST)
def test_every_day_of_a_holiday_is_off(first: str, length: int) -> None:
    start = date.fromisoformat(first)
    assert all(is_day_off(start + timedelta(days=n)) for n in range(length))


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        ("2026-02-09", 5, "2026-02-14"),  # a Saturday that is worked
        ("2026-02-10", 5, "2026-02-24"),  # the eve of Spring Festival: the whole holiday passes
        ("2026-02-23", 5, "2026-02-28"),  # the Saturday after it is worked too
        ("2025-01-23", 5, "2025-02-05"),
        ("2024-02-05", 5, "2024-02-18"),  # a Sunday that is worked
        ("2025-09-26", 5, "2025-10-09"),
        ("2026-09-26", 5, "2026-10-08"),
        ("2026-03-02", 5, "2026-03-09"),  # an ordinary weekend
    ],
)
def test_a_last_day_moves_off_the_holiday_and_stays_on_a_day_made_up(start: str, number: int, end: str) -> None:
    assert last_day(date.fromisoformat(start), number, law()) == date.fromisoformat(end)


def test_a_year_not_yet_published_is_reckoned_by_weekends_and_known_to_be_so() -> None:
    after = KNOWN_YEARS.stop
    assert KNOWN_YEARS.start <= 2010
    assert {2024, 2025, 2026} <= set(KNOWN_YEARS)
    assert not is_year_known(date(after, 1, 1))
    assert is_year_known(date(after - 1, 12, 31))
    first_of_may = date(after + 1, 5, 1)
    assert is_day_off(first_of_may) == is_weekend(first_of_may)
