"""A register file becomes lines of cells: whatever the office saved, read whole or refused with one sentence.

Nothing of what stands in the cells is judged here. Errors are ``InvalidInput`` with a code ``register.…`` and, where
there is one, the ``line`` as an editor or the spreadsheet counts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from webapp.core.errors import InvalidInput
from webapp.village.register.columns import columns_of, plain
from webapp.village.register.delimited import delimited_lines
from webapp.village.register.rules import MAY_BE_EMPTY, Column
from webapp.village.register.workbook import is_old_or_locked, is_workbook, workbook_lines

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 200_000
MAX_BLANK_LINES = 20_000
_HEAD_WITHIN = 10
_TOTALS = frozenset({"合计", "总计", "小计", "总合计", "total"})


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a register: ``cells`` in the order of ``Column``, ``beyond`` filled cells past the last title."""

    line: int
    cells: tuple[str, ...]
    is_short: bool
    beyond: int


@dataclass(frozen=True, slots=True)
class Table:
    """A register file with its head line found. ``rows`` can be walked once."""

    rows: Iterator[Row]
    head_line: int
    ignored: tuple[str, ...]


def read_table(data: bytes) -> Table:
    """The lines of a register in CSV (UTF-8 with or without BOM, GB18030) or XLSX, told apart by content."""
    if len(data) > MAX_BYTES:
        raise InvalidInput("register.file_too_large", megabytes=MAX_BYTES // 1024 // 1024)
    if not data.strip():
        raise InvalidInput("register.empty_file")
    if is_old_or_locked(data):
        raise InvalidInput("register.old_or_locked_workbook")
    from_workbook = is_workbook(data)
    lines = workbook_lines(data) if from_workbook else delimited_lines(data)
    head_line, titles = _head(lines)
    places = _places(head_line, titles)
    known = {place for found in places.values() for place in found}
    ignored = tuple(title for place, title in enumerate(titles) if title.strip() and place not in known)
    order = [places[column][0] for column in Column]
    return Table(_rows(lines, order, len(titles), from_workbook), head_line, ignored)


def _head(lines: Iterator[tuple[int, Sequence[str]]]) -> tuple[int, Sequence[str]]:
    """The first of the opening lines that names columns; a title line above it is passed over."""
    best: tuple[int, Sequence[str]] | None = None
    for seen, (line, cells) in enumerate(lines, start=1):
        found = len(columns_of(cells))
        if found * 2 > len(Column):
            return line, _without_trailing_blanks(cells)
        if found and (best is None or found > len(columns_of(best[1]))):
            best = line, cells
        if seen >= _HEAD_WITHIN:
            break
    if best is None:
        raise InvalidInput("register.no_head_line", columns="、".join(Column))
    return best


def _without_trailing_blanks(cells: Sequence[str]) -> Sequence[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _places(line: int, titles: Sequence[str]) -> dict[Column, list[int]]:
    """An absent column would silently empty what the village knows (every phone), so all twelve must be there."""
    places = columns_of(titles)
    missing = [column.value for column in Column if column not in places]
    if missing:
        raise InvalidInput("register.missing_columns", line=line, columns="、".join(missing))
    twice = [column.value for column, found in places.items() if len(found) > 1]
    if twice:
        raise InvalidInput("register.column_twice", line=line, columns="、".join(twice))
    return places


def _rows(
    lines: Iterator[tuple[int, Sequence[str]]], order: Sequence[int], width: int, from_workbook: bool
) -> Iterator[Row]:
    """The data lines; blank lines and a closing total are no data."""
    count = 0
    last = max(order)
    blank = 0
    for line, cells in lines:
        filled = len(cells)
        if not any(cell.strip() for cell in cells) or _is_total(cells):
            blank += 1
            if blank > MAX_BLANK_LINES:
                raise InvalidInput("register.too_many_blank_lines", line=line)
            continue
        blank = 0
        count += 1
        if count > MAX_ROWS:
            raise InvalidInput("register.too_many_rows", rows=MAX_ROWS)
        beyond = sum(1 for cell in cells[width:] if cell.strip())
        is_short = _ends_early(cells, order) if from_workbook else filled < width and filled <= last
        if filled <= last:
            cells = (*cells, *("",) * (last + 1 - filled))
        yield Row(line, tuple([cells[place] for place in order]), is_short, beyond)


def _is_total(cells: Sequence[str]) -> bool:
    """A line that only adds up: its first filled cell says 合计, 总计 or 小计."""
    for cell in cells[:3]:
        if cell.strip():
            return plain(cell.rstrip(":： ")) in _TOTALS
    return False


def _ends_early(cells: Sequence[str], order: Sequence[int]) -> bool:
    """In a spreadsheet a cut row and empty cells look alike: two necessary cells missing at the end are a cut row."""
    end = len(_without_trailing_blanks(cells))
    necessary = [place for place, column in zip(order, Column, strict=True) if column not in MAY_BE_EMPTY]
    return sum(1 for place in necessary if place >= end) >= 2
