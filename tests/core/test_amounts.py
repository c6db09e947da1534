"""Amounts as people write them."""

from __future__ import annotations

import pytest

from webapp.core.amounts import fen_of


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("128000", 12_800_000), ("128,000.50", 12_800_050), ("12.8万", 12_800_000), ("¥3000元", 300_000),
        ("１２８０００", 12_800_000), ("0", 0), (" 1 000 ", 100_000), ("0.01", 1), ("0.001", None), ("-5", None),
        ("1e6", None), ("十万", None), ("", None), ("1.2.3", None), ("99999999999", None), ("٣", None), ("126,500.00", 12_650_000), ("１２６５００．５", 12_650_050),
        ("1 234.56", 123_456), ("1,23", None), ("12.345", None), ("1，234", 123_400), ("-0", None), ("1" * 400, None),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(text: str, fen: int | None) -> None:
    assert fen_of(text) == fen
