"""A register as a spreadsheet (XLSX), read and written: the only place that knows openpyxl.

A spreadsheet is a zip of XML and comes from anywhere, so its size unpacked, its document types and its row numbers are
looked at before anything is parsed. Formulas are never evaluated.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.read_only import EMPTY_CELL

from webapp.core.errors import InvalidInput

_MAX_UNPACKED = 150 * 1024 * 1024
_MAX_RATIO = 100
_RATIO_FROM = 8 * 1024 * 1024
_MAX_LINE = 1_048_576
_MAX_COLUMNS = 40
_EXACT = 10**15
_DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("ascii", "utf-16-le", "utf-16-be"))

FORMULA = "=\N{FUNCTION APPLICATION}"
"""How a cell that holds a formula arrives in the lines: no text typed by a person looks like this."""


def is_workbook(data: bytes) -> bool:
    """Whether this is a zip file, as every XLSX is."""
    return data.startswith(b"PK\x03\x04")


def is_old_or_locked(data: bytes) -> bool:
    """Whether this is the container of old .xls files and of XLSX files with a password."""
    return data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def workbook_lines(data: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    """Every line of the first sheet with its row number; dates as 2001-02-03, numbers as their digits."""
    _require_harmless(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says about its own size is often wrong
    except Exception:
        raise InvalidInput("register.broken_workbook") from None
    return _lines(book, sheet)


def _require_harmless(data: bytes) -> None:
    """Refuses an archive that unpacks to far more than it is, or whose XML declares document types (entities)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            packed = max(1, sum(member.compress_size for member in members))
            if unpacked > _MAX_UNPACKED or (unpacked > _RATIO_FROM and unpacked > packed * _MAX_RATIO):
                raise InvalidInput("register.workbook_too_large")
            if "xl/workbook.xml" not in archive.namelist():
                raise InvalidInput("register.not_a_workbook")
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    with archive.open(member) as part:
                        opening = part.read(4096)
                    if any(mark in opening for mark in _DOCTYPES):
                        raise InvalidInput("register.broken_workbook")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise InvalidInput("register.broken_workbook") from None


def _lines(book: Any, sheet: Any) -> Iterator[tuple[int, Sequence[str]]]:
    rows = sheet.iter_rows(max_col=_MAX_COLUMNS)
    try:
        for line in range(1, _MAX_LINE + 1):
            try:
                cells = ["" if cell is EMPTY_CELL else _text(cell) for cell in next(rows)]
            except StopIteration:
                return
            except Exception:
                raise InvalidInput("register.broken_workbook") from None
            yield line, cells
        raise InvalidInput("register.broken_workbook")
    finally:
        book.close()


def _text(cell: Any) -> str:
    """A cell as the clerk sees it; a number of sixteen digits or more was rounded by the spreadsheet, and shows it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return FORMULA if cell.data_type == "f" else value
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        if abs(value) >= _EXACT:
            return f"{value:.14E}"
        return str(int(value)) if value == int(value) else repr(value)
    return FORMULA if cell.data_type == "f" else str(value)


def workbook_bytes(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A spreadsheet with every cell as text: nothing typed into a register becomes a formula, no zero is lost.

    Control signs, which no spreadsheet can hold, are left out.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for row in (head, *rows):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=None)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
            cell.data_type = "s"
            cell.number_format = "@"
            cells.append(cell)
        sheet.append(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
