"""Sheets as they are read: two entries side by side, the lines that differ, the sums beneath, what each line says."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from webapp.council.sheets.labels import answer_label
from webapp.council.sheets.lines import Asked, SheetKind, by_answer, differences, word_of

Lines = Mapping[str, Any]


@dataclasses.dataclass(frozen=True)
class Row:
    """One line: whose, and what each teller entered; `differs` when it is not the same."""

    label: str
    said: list[str]
    differs: bool


@dataclasses.dataclass(frozen=True)
class Compared:
    """A sheet with one entry or two. `sums` hold, where names are kept, how often each answer was given."""

    tellers: list[str]
    rows: list[Row]
    sums: list[Row]

    @property
    def differing(self) -> int:
        """How many lines are not the same."""
        return sum(row.differs for row in self.rows)


def compared(
    asked: Asked, options: dict[int, str], seats: Mapping[str, str], entries: Sequence[tuple[str, Lines]]
) -> Compared:
    """The entries side by side, in the order of the list of those due, or of the answers."""
    said = [by_answer(lines) for _, lines in entries]
    differ = differences(entries[0][1], entries[1][1]) if len(entries) == 2 else set()
    by_name = asked.kind is SheetKind.NAMES
    keys = list(seats) if by_name else _answers(asked, said)
    rows = [
        Row(
            seats[key] if by_name else answer_label(key, options),
            [_told(one.get(key), by_name, options) for one in said],
            key in differ,
        )
        for key in keys
        if any(key in one for one in said)
    ]
    return Compared([name for name, _ in entries], rows, _sums(asked, options, said) if by_name else [])


def _answers(asked: Asked, said: Sequence[Lines]) -> list[str]:
    if asked.kind is SheetKind.COUNTS:
        return asked.words
    return sorted({key for one in said for key in one})


def _told(value: Any, by_name: bool, options: dict[int, str]) -> str:
    if value is None:
        return "–" if by_name else "0"
    if not by_name:
        return str(value)
    return answer_label(word_of(value), options)


def _sums(asked: Asked, options: dict[int, str], said: Sequence[Lines]) -> list[Row]:
    counts = [_counted(one) for one in said]
    return [
        Row(answer_label(word, options), [str(one[word]) for one in counts], len({one[word] for one in counts}) > 1)
        for word in asked.words
    ]


def _counted(lines: Lines) -> Counter[str]:
    found: Counter[str] = Counter()
    for value in lines.values():
        found.update(map(str, value) if isinstance(value, list) and value else [word_of(value)])
    return found
