"""The printed board: its sizes and its quarters."""

from __future__ import annotations

from datetime import date

import pytest

from webapp.board.printing.rules import PaperSize, quarter_asked, size_of


@pytest.mark.parametrize(
    ("text", "today", "quarter"),
    [
        (None, "2026-03-31", ("2026-Q1", "2026-01-01", "2026-04-01")),
        ("2026-Q4", "2026-03-31", ("2026-Q4", "2026-10-01", "2027-01-01")),
        ("2026-Q5", "2026-04-01", ("2026-Q2", "2026-04-01", "2026-07-01")),
        ("x" * 500, "2026-12-31", ("2026-Q4", "2026-10-01", "2027-01-01")),
    ],
)
def test_the_quarter_asked_for_or_todays(text: str | None, today: str, quarter: tuple[str, str, str]) -> None:
    name, first, after = quarter_asked(text, date.fromisoformat(today))
    assert (name, first.isoformat(), after.isoformat()) == quarter


def test_two_sizes() -> None:
    assert [size_of(text) for text in ("a3", "a4", "A3", None)] == [
        PaperSize.A3, PaperSize.A4, PaperSize.A4, PaperSize.A4,
    ]  # fmt: skip
