"""Rules of the printed board: which sizes, which quarter, how many sheets at once."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

MOST_SHEETS = 60
_QUARTER = re.compile(r"(20\d{2})-Q([1-4])")


class PaperSize(StrEnum):
    """A4 for a small board, A3 to be read from two steps away."""

    A4 = "a4"
    A3 = "a3"


def size_of(text: str | None) -> PaperSize:
    """The size asked for; A4 for anything else."""
    return PaperSize(text) if text in set(PaperSize) else PaperSize.A4


def quarter_asked(text: str | None, today: date) -> tuple[str, date, date]:
    """The quarter asked for, else today's: its name, its first day and the first day after it."""
    found = _QUARTER.fullmatch(text or "")
    year, quarter = (int(found[1]), int(found[2])) if found else (today.year, (today.month + 2) // 3)
    after = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return f"{year}-Q{quarter}", date(year, quarter * 3 - 2, 1), after
