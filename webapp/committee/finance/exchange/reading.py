"""Reading a bank's or a ledger's file (CSV or XLSX): which lines say what moved, and which cannot be taken and why."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.committee.finance.accounts.items import ITEMS
from webapp.committee.finance.vouchers.rules import LONGEST_PAYEE, LONGEST_PURPOSE
from webapp.core.amounts import fen_of
from webapp.core.errors import InvalidInput
from webapp.village.register.workbook import is_old_or_locked, is_workbook, workbook_lines

MOST_LINES = 1000
_HEAD_LINES = 15
_TITLES = {
    "on": ("日期", "交易日期", "记账日期", "交易时间", "date", "posted_on"),
    "received": ("收入", "收入金额", "贷方发生额", "贷方金额", "存入金额", "存入", "in"),
    "paid": ("支出", "支出金额", "借方发生额", "借方金额", "支取金额", "支取", "out"),
    "other": ("对方户名", "对方名称", "对方账户名", "对方", "who"),
    "text": ("摘要", "用途", "事由", "备注", "what_for"),
    "item": ("公开项目", "项目", "item"),
}
_DAY = re.compile(r"([12][0-9]{3})[-/.年]?([01]?[0-9])[-/.月]?([0-3]?[0-9])日?(?:[ T].*)?")
_RECEIVED, _PAID = "2.11", "3.10"
_TOTALS = ("合计", "总计", "小计", "本页合计")


@dataclass(frozen=True)
class BankLine:
    """One movement of a file: money that came in, or went out (`paid`); whole fen."""

    line: int
    on: date
    amount_fen: int
    paid: bool
    other: str
    text: str
    item: str


@dataclass(frozen=True)
class Fault:
    """A line that cannot be taken, and why."""

    line: int
    code: str
    shown: str = ""


@dataclass(frozen=True)
class Looked:
    """What a file holds: movements, and lines that cannot be taken."""

    lines: Sequence[BankLine]
    faults: Sequence[Fault]


def read_bank(data: bytes) -> Looked:
    """Every movement of a file. Raises InvalidInput when it is no table, too long, broken, or names no such columns."""
    if not data.strip():
        raise InvalidInput("bank.empty")
    if is_old_or_locked(data):
        raise InvalidInput("bank.old_workbook")
    lines = workbook_lines(data) if is_workbook(data) else _delimited(data)
    places = _head(lines)
    movements: list[BankLine] = []
    faults: list[Fault] = []
    for line, cells in lines:
        values = {name: _flat(cells[at]) if at < len(cells) else "" for name, at in places.items()}
        if not any(values.values()) or any(_flat(cell) in _TOTALS for cell in cells[:2]):
            continue
        if len(movements) + len(faults) >= MOST_LINES:
            raise InvalidInput("bank.too_long", most=MOST_LINES)
        found = _movement(line, values)
        if isinstance(found, Fault):
            faults.append(found)
        else:
            movements.append(found)
    return Looked(movements, faults)


def written_back(lines: Iterable[BankLine]) -> str:
    """The movements as a CSV this module reads again: what is confirmed is what was looked at."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(("date", "in", "out", "who", "what_for", "item"))
    for one in lines:
        yuan = f"{one.amount_fen // 100}.{one.amount_fen % 100:02d}"
        writer.writerow((one.on.isoformat(), "" if one.paid else yuan, yuan if one.paid else "", one.other, one.text,
                         one.item))  # fmt: skip
    return buffer.getvalue()


def _delimited(data: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as broken:
            if encoding == "gb18030":
                line = 1 + data[: broken.start].count(b"\n")
                raise InvalidInput("register.broken_bytes", line=line, encoding="GB18030") from None
            continue
        break
    if "\x00" in text:
        raise InvalidInput("bank.no_table")
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ",")
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise InvalidInput("register.broken_quotes", line=reader.line_num) from None
        yield reader.line_num, cells


def _head(lines: Iterator[tuple[int, Sequence[str]]]) -> dict[str, int]:
    """Where each column stands: the first of the opening lines that names a day and an amount."""
    for _, (_line, cells) in zip(range(_HEAD_LINES), lines, strict=False):
        titles = [_flat(cell).replace(" ", "").partition("(")[0].lower() for cell in cells]
        places = {
            name: next(at for at, title in enumerate(titles) if title in words)
            for name, words in _TITLES.items()
            if set(words) & set(titles)
        }
        if "on" in places and {"received", "paid"} & set(places):
            return places
    raise InvalidInput("bank.no_head")


def _movement(line: int, values: dict[str, str]) -> BankLine | Fault:
    day = _day(values["on"])
    if day is None:
        return Fault(line, "bank.day", values["on"][:40])
    sums = {name: fen_of(values[name]) for name in ("received", "paid") if values.get(name)}
    if None in sums.values():
        return Fault(line, "bank.amount", " ".join(values.get(name, "") for name in ("received", "paid"))[:40])
    moved = {name: fen for name, fen in sums.items() if fen}
    if len(moved) != 1:
        return Fault(line, "bank.one_amount")
    (way, fen), paid = next(iter(moved.items())), "paid" in moved
    item = values.get("item", "").partition(" ")[0] or (_PAID if paid else _RECEIVED)
    if item not in ITEMS or not (ITEMS[item].pays if paid else ITEMS[item].receives):
        return Fault(line, "bank.item", item[:40])
    other = values.get("other", "")[:LONGEST_PAYEE]
    text = values.get("text", "")[:LONGEST_PURPOSE]
    if not (text or other):
        return Fault(line, "bank.no_words")
    return BankLine(line, day, fen or 0, way == "paid", other or text[:LONGEST_PAYEE], text or other, item)


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _flat(cell: str) -> str:
    """A cell as one line of signs that can be seen: control signs would stand in the books, where no spreadsheet takes
    them, and signs that change the direction would show another name than is written."""
    words = " ".join(unicodedata.normalize("NFKC", cell).split())
    return "".join(sign for sign in words if unicodedata.category(sign)[0] != "C")
