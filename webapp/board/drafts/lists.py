"""A list saved as CSV or XLSX, as a table in the text of a notice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from webapp.core.errors import InvalidInput
from webapp.village.register.delimited import delimited_lines
from webapp.village.register.workbook import FORMULA, is_old_or_locked, is_workbook, workbook_lines

MOST_BYTES = 2 * 1024 * 1024
MOST_LINES = 400
MOST_COLUMNS = 12
_BREAKS = str.maketrans(
    {"|": "／", "\n": " ", "\r": " ", "\t": " ", "*": "＊", "_": "＿", "`": "'", "<": "＜", "[": "［"}
)


def table_text(content: bytes) -> str:
    """The list as a table: its first line heads the columns, empty lines and columns are left out.

    Told apart by content: CSV in UTF-8 or GB18030, XLSX. Raises InvalidInput with a sentence: too large or long,
    damaged, a formula in a cell, or not a table.
    """
    if len(content) > MOST_BYTES:
        raise InvalidInput("list.size", "list", most=MOST_BYTES // 1024 // 1024)
    if is_old_or_locked(content):
        raise InvalidInput("register.old_or_locked_workbook", "list")
    if b"\x00" in content and not is_workbook(content):
        raise InvalidInput("list.no_table", "list")
    lines = workbook_lines(content) if is_workbook(content) else delimited_lines(content)
    return _written(_filled(lines))


def _filled(lines: Iterable[tuple[int, Sequence[str]]]) -> list[list[str]]:
    rows: list[list[str]] = []
    for line, cells in lines:
        if FORMULA in cells:
            raise InvalidInput("list.formula", "list", line=line)
        flat = [" ".join(cell.translate(_BREAKS).split()) for cell in cells]
        if any(flat):
            rows.append(flat)
        if len(rows) > MOST_LINES + 1:
            raise InvalidInput("list.lines", "list", most=MOST_LINES)
    return rows


def _written(rows: Sequence[Sequence[str]]) -> str:
    width = max((len(row) for row in rows), default=0)
    whole = [[*row, *[""] * (width - len(row))] for row in rows]
    used = [place for place in range(width) if any(row[place] for row in whole)]
    if len(whole) < 2 or not 0 < len(used) <= MOST_COLUMNS:
        raise InvalidInput("list.no_table", "list", most=MOST_COLUMNS)
    written = ["| " + " | ".join(row[place] for place in used) + " |" for row in whole]
    return "\n".join([written[0], "|" + "---|" * len(used), *written[1:]])
