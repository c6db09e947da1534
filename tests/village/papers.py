"""Registers made by hand for the tests: rows with correct identity numbers, files in every format."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from openpyxl import Workbook

from webapp.village.register.rules import Column

TODAY = date(2026, 3, 2)
TITLES = [column.value for column in Column]
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(born_on: str, order: int, *, male: bool) -> str:
    """A number that no real person has: its place begins with 99."""
    body = f"990001{born_on.replace('-', '')}{order:02d}{1 if male else 2}"
    return body + "10X98765432"[sum(w * int(d) for w, d in zip(_WEIGHTS, body, strict=True)) % 11]


def row(household: str, relation: str, name: str, sex: str, born_on: str, order: int = 1, **cells: str) -> list[str]:
    """One row; ``cells`` replaces any of them by the name of its column (``IDENTITY="…"``)."""
    number = identity(born_on, order, male=sex == "男") if len(born_on) == 10 and born_on[4] == "-" else ""
    values = [
        household,
        "第1村民小组",
        f"1-{household}",
        relation,
        name,
        sex,
        born_on,
        number,
        "",
        "本村",
        "是",
        "群众",
    ]
    for column, value in cells.items():
        values[list(Column).index(Column[column])] = value
    return values


FAMILY = [
    row("00001", "户主", "李大山", "男", "1958-04-09", 1, PHONE="12900000001"),
    row("00001", "配偶", "王秀英", "女", "1960-07-21", 2),
    row("00001", "子", "李军", "男", "1985-11-30", 3, POLITICAL="中共党员"),
    row("00002", "户主", "赵桂兰", "女", "1949-10-01", 4, REGISTRATION="外来", LIVES_HERE="否"),
]


def csv_file(rows: Iterable[Sequence[str]], *, encoding: str = "utf-8", titles: Sequence[str] = TITLES) -> bytes:
    """The rows as an office program saves them."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([titles, *rows])
    return out.getvalue().encode(encoding)


def xlsx_file(rows: Iterable[Sequence[object]], *, titles: Sequence[str] = TITLES) -> bytes:
    """The rows as a spreadsheet; cells may be dates and numbers."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for values in (titles, *rows):
        sheet.append(list(values))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
