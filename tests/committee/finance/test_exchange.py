"""The books in other tools: nothing is computed by a spreadsheet, and Beancount finds the same balances."""

from __future__ import annotations

import csv
import importlib
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.committee.finance.books import decided_for, opened, paid_in, payment, posted
from tests.harness.client import LintingClient
from tests.harness.village import small_village
from webapp.committee.finance.exchange import rules
from webapp.committee.finance.vouchers.operations import reverse_voucher

BASE = "/v/411381105201/finance"
FORMULA = '=HYPERLINK("http://x","点我")'


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("=1+1", "'=1+1"), ("+86", "'+86"), ("-3", "'-3"), ("@SUM(A1)", "'@SUM(A1)"), (" =1", "' =1"), ("＝1", "'＝1"),
        ("\t=1", "'\t=1"), ("买水泥", "买水泥"), ("", ""),
    ],
)  # fmt: skip
def test_no_cell_is_computed(typed: str, shown: str) -> None:
    assert rules.harmless(typed) == shown


def test_amounts_and_quotes() -> None:
    assert [rules.decimal(fen) for fen in (0, 5, -5, 123_456, -100)] == ["0.00", "0.05", "-0.05", "1234.56", "-1.00"]
    assert rules.quoted('a "b"\\\n c') == 'a \\"b\\"\\\\ c'


def test_the_books_leave_the_house(client: LintingClient, acting: Any) -> None:
    village = small_village(acting)
    assert client.get(f"{BASE}/books.beancount").status_code == 200, "books that are not open yet"
    opened(village, 1_000_000)
    matter, _ = decided_for(village, 100_000)
    paid_in(village, 250_050, item="2.5")
    paid = posted(village, payment(village, matter, 60_000, purpose=FORMULA, payee_account="6222021234567890128"))
    posted(village, reverse_voucher(village.ctx("clerk"), paid.id, '引号 " 和 \\ 斜线'))
    table = client.get(f"{BASE}/books.csv")
    assert "6222" not in table.get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(table.get_data(as_text=True).removeprefix("\ufeff"))))
    assert [(row["debit"], row["credit"], row["amount"]) for row in rows][2:] == [
        ("102", "522", "2500.50"), ("541", "102", "600.00"), ("102", "541", "600.00"),
    ]  # fmt: skip
    assert rows[3]["what_for"] == "'" + FORMULA
    assert rows[4]["undoes"] == paid.short_number
    sheet = load_workbook(io.BytesIO(client.get(f"{BASE}/books.xlsx").data)).active
    assert sheet is not None
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    text = client.get(f"{BASE}/books.beancount").get_data(as_text=True)
    assert "balance Assets:A102  12500.50 ~ 0.001 CNY" in text
    errors = check(text)
    assert errors == []
    assert check(text.replace("12500.50 ~", "12500.51 ~")), "a wrong sum is found"


def check(text: str) -> list[Any]:
    """What Beancount itself finds wrong, as `bean-check` would print it."""
    try:
        loader = importlib.import_module("beancount.loader")
    except ImportError:
        pytest.skip("beancount is not installed: pip install beancount (requirements-dev.in)")
    return list(loader.load_string(text)[1])
