"""How the books look in other tools: rows of a table, and the text of Beancount (version 2 and 3).

Amounts stay whole fen until they are written, so nothing is rounded. What somebody typed is only text: a cell that a
spreadsheet would compute gets an apostrophe, a quotation mark of Beancount's is escaped.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.committee.finance.accounts.chart import CHART
from webapp.committee.finance.accounts.rules import Side

HEAD = ("ledger", "posted_on", "voucher", "kind", "fund", "item", "debit", "credit", "amount", "what_for", "who",
        "matter", "undoes")  # fmt: skip
COMPUTED = frozenset("=+-@\t\r＝＋－＠")
ROOTS = {
    Side.ASSET: "Assets",
    Side.LIABILITY: "Liabilities",
    Side.EQUITY: "Equity",
    Side.INCOME: "Income",
    Side.EXPENSE: "Expenses",
}
COMMODITY = "CNY"
EXACTLY = "~ 0.001"
"""Beancount forgives a fen in a balance unless told otherwise."""


@dataclass(frozen=True)
class BookLine:
    """One entry of the books as it leaves the house: no bank account, no original."""

    ledger: int
    posted_on: date
    voucher: str
    kind: str
    fund: str
    item: str
    debit: str
    credit: str
    amount_fen: int
    purpose: str
    payee: str
    matter: str
    undoes: str


def table_rows(lines: Iterable[BookLine]) -> Iterator[tuple[str, ...]]:
    """The books as rows of text under `HEAD`; amounts in yuan with two decimals."""
    for one in lines:
        yield (
            str(one.ledger),
            one.posted_on.isoformat(),
            one.voucher,
            one.kind,
            one.fund,
            one.item,
            one.debit,
            one.credit,
            decimal(one.amount_fen),
            harmless(one.purpose),
            harmless(one.payee),
            one.matter,
            one.undoes,
        )


def csv_text(lines: Iterable[BookLine]) -> str:
    """The books as CSV with a mark by which spreadsheets know UTF-8."""
    buffer = io.StringIO(newline="")
    buffer.write("\ufeff")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows(table_rows(lines))
    return buffer.getvalue()


def beancount_text(title: str, lines: Sequence[BookLine], balances: Iterable[tuple[str, int]], on: date) -> str:
    """The books for Beancount: accounts opened on the first day, one transaction a voucher, and the balances of the
    accounts on the morning of `on` as assertions, so that another program proves the sum."""
    parts = [f'option "title" "{quoted(title)}"', f'option "operating_currency" "{COMMODITY}"', ""]
    if not lines:
        return "\n".join(parts) + "\n"
    first = min(line.posted_on for line in lines).isoformat()
    used = sorted({code for line in lines for code in (line.debit, line.credit)})
    parts += [f"{first} open {account(code)} {COMMODITY}" for code in used]
    for number, entries in _by_ledger(lines):
        head = entries[0]
        parts += ["", f'{head.posted_on.isoformat()} * "{quoted(head.payee)}" "{quoted(head.purpose)}"']
        parts += [f'  voucher: "{head.voucher}"', f"  ledger: {number}", f'  fund: "{head.fund}"']
        if head.undoes:
            parts.append(f'  undoes: "{head.undoes}"')
        for one in entries:
            for code, fen in ((one.debit, one.amount_fen), (one.credit, -one.amount_fen)):
                parts.append(f"  {account(code)}  {decimal(fen)} {COMMODITY}")
                if one.item:
                    parts.append(f'    item: "{one.item}"')
    parts.append("")
    parts += [
        f"{on.isoformat()} balance {account(code)}  {decimal(fen)} {EXACTLY} {COMMODITY}" for code, fen in balances
    ]
    return "\n".join(parts) + "\n"


def account(code: str) -> str:
    """The name of an account there: Assets:A102."""
    return f"{ROOTS[CHART[code].side]}:A{code}"


def decimal(fen: int) -> str:
    """Whole fen as yuan with a point and no separators: -1250.00."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def harmless(cell: str) -> str:
    """A typed text no spreadsheet computes."""
    return "'" + cell if cell.lstrip()[:1] in COMPUTED and cell.strip() else cell


def quoted(text: str) -> str:
    """A typed text between Beancount's quotation marks, on one line."""
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')


def _by_ledger(lines: Iterable[BookLine]) -> list[tuple[int, list[BookLine]]]:
    found: dict[int, list[BookLine]] = {}
    for line in lines:
        found.setdefault(line.ledger, []).append(line)
    return sorted(found.items())
