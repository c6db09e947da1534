"""A worked quarter with known totals; what the log says alone comes to the same; the notice that hangs."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.committee.finance.books import decided_for, handed_in, opened, paid_in, payment, posted, written
from tests.harness.village import SmallVillage, small_village
from webapp.audit.models import LogEntry
from webapp.board.models import Notice
from webapp.charter.rules import profile_on
from webapp.committee.finance.accounts.chart import MONEY
from webapp.committee.finance.accounts.items import ITEMS, PAYING, RECEIVING
from webapp.committee.finance.accounts.rules import Fund
from webapp.committee.finance.statements import operations, rules
from webapp.committee.finance.statements.queries import periods_with_books, statement_for
from webapp.committee.finance.statements.rules import Movement, Period
from webapp.committee.finance.vouchers.operations import reverse_voucher
from webapp.committee.finance.vouchers.rules import VoucherKind
from webapp.core.errors import NotPermitted, RuleBroken

Q1 = Period(2026, quarter=1)
RECEIPT, PAYMENT, TRANSFER = VoucherKind.RECEIPT, VoucherKind.PAYMENT, VoucherKind.TRANSFER


def plainly(statement: rules.Statement) -> tuple[str, str]:
    return "一季度财务", f"期初 {statement.opening_fen}，期末 {statement.closing_fen}。"


def test_months_and_quarters() -> None:
    assert (Q1.start, Q1.end, Q1.code) == (date(2026, 1, 1), date(2026, 3, 31), "2026-Q1")
    assert Q1.previous == Period(2025, quarter=4)
    assert Period(2025, quarter=4).end == date(2025, 12, 31)
    assert Period(2026, month=2).end == date(2026, 2, 28)
    assert Period(2026, month=12).following == Period(2027, month=1)
    assert rules.period_of("2026-Q4") == Period(2026, quarter=4)
    assert rules.period_of("2026-09") == Period(2026, month=9)
    for wrong in ("2026-Q5", "2026-13", "2026-00", "26-Q1", "2026-Q1x", ""):
        assert rules.period_of(wrong) is None
    assert rules.due_on(Q1, profile_on(date(2026, 3, 31))) == date(2026, 4, 15)


MOVES = st.builds(
    lambda kind, fund, money, item, fen, back: _movement(kind, fund, money, item, fen, back),
    st.sampled_from([RECEIPT, PAYMENT, TRANSFER]),
    st.sampled_from(Fund),
    st.sampled_from(MONEY),
    st.integers(0, 99),
    st.integers(1, 10**9),
    st.booleans(),
)


def _movement(kind: VoucherKind, fund: Fund, money: str, place: int, fen: int, back: bool) -> Movement:
    if kind is TRANSFER:
        return Movement(kind, fund, money, "101" if money == "102" else "102", "", fen, back)
    codes = RECEIVING if kind is RECEIPT else PAYING
    item = ITEMS[codes[place % len(codes)]]
    sides = (money, item.account) if (kind is RECEIPT) is not back else (item.account, money)
    return Movement(kind, fund, *sides, item.code, fen, back)


@given(st.dictionaries(st.tuples(st.sampled_from(Fund), st.sampled_from(MONEY)), st.integers(-(10**9), 10**9)),
       st.lists(MOVES, max_size=20))  # fmt: skip
def test_whatever_moved_the_balance_is_proved(start: dict[tuple[Fund, str], int], moves: list[Movement]) -> None:
    statement = rules.statement_of(Q1, start, moves)
    assert statement.is_proved
    assert statement.opening_fen == sum(start.values())
    assert sum(one.closing_fen for one in statement.funds) == statement.closing_fen
    assert sum(one.paid_fen for one in statement.funds) == statement.paid_fen


@pytest.mark.both_databases
def test_a_worked_quarter(acting: Any, clock: Any) -> None:
    """Known totals: 10,000 there, 8,000 and 2,500 in, 1,200, 300 and 4,000 out, 300 given back, 500 moved to cash."""
    village = small_village(acting)
    opened(village, 1_000_000)
    opened(village, 2_000_000, Fund.PROJECT)
    road, named = decided_for(village, 2_000_000)
    paid_in(village, 800_000)
    paid_in(village, 250_000, item="2.5")
    posted(village, payment(village, road, 120_000))
    wrong = posted(village, payment(village, road, 30_000, item="3.3", payee_name="邮局"))
    posted(village, payment(village, road, 400_000, fund=Fund.PROJECT, item="3.6", payee_name="建筑队",
                            resolution_id=named.id))  # fmt: skip
    posted(village, reverse_voucher(village.ctx("clerk"), wrong.id, "订错了，已退款"))
    posted(village, handed_in(village, written(TRANSFER, 50_000, other="101", payee_name="")))
    with pytest.raises(RuleBroken) as refused:
        operations.publish_statement(village.ctx("chair"), Q1, plainly)
    assert [one.code for one in refused.value.blockers] == ["statement.not_over"]

    clock.advance(days=32)
    statement = statement_for(village.ctx("clerk").session, Q1)
    sums = (statement.opening_fen, statement.received_fen, statement.paid_fen, statement.closing_fen)
    assert sums == (3_000_000, 1_050_000, 520_000, 3_530_000)
    assert statement.is_proved
    assert [(one.code, one.amount_fen) for one in statement.received] == [("2.2", 800_000), ("2.5", 250_000)]
    assert [(one.code, one.amount_fen) for one in statement.paid] == [("3.3", 0), ("3.4", 120_000), ("3.6", 400_000)]
    by_fund = {one.fund: one.closing_fen for one in statement.funds}
    assert by_fund == {Fund.COLLECTIVE: 1_930_000, Fund.PROJECT: 1_600_000}
    assert {one.code: one.closing_fen for one in statement.balances} == {
        "4.1": 3_530_000, "4.3": 400_000, "6.4": 2_000_000,
    }  # fmt: skip

    with pytest.raises(NotPermitted):
        operations.publish_statement(village.ctx("supervisor"), Q1, plainly)
    operations.publish_statement(village.ctx("chair"), Q1, plainly)
    with pytest.raises(RuleBroken) as refused:
        operations.publish_statement(village.ctx("chair"), Q1, plainly)
    assert [one.code for one in refused.value.blockers] == ["statement.published"]
    session = village.ctx("chair").session
    assert session.scalars(select(Notice.text).where(Notice.kind == "finance")).all() == [
        "期初 3000000，期末 3530000。"
    ]
    following = statement_for(session, Q1.following)
    assert (following.opening_fen, following.before) == (3_530_000, (1_050_000, 520_000))
    assert [one.code for one, _ in periods_with_books(session, date(2026, 4, 3), True)] == ["2026-Q2", "2026-Q1"]
    assert from_the_log(village) == (sums, dict(_named(statement.received)), dict(_named(statement.paid)))


def _named(items: Any) -> list[tuple[str, int]]:
    return [(one.code, one.amount_fen) for one in items]


def from_the_log(village: SmallVillage) -> tuple[tuple[int, ...], dict[str, int], dict[str, int]]:
    """The same sums from nothing but the facts of the log: no table of the books, no code of the statement."""
    opening = received = paid = closing = 0
    items: dict[str, dict[str, int]] = {"receipt": {}, "payment": {}}
    session = village.acting(village.village_id).session
    for body in session.scalars(select(LogEntry.body).where(LogEntry.event == "voucher_posted").order_by(LogEntry.seq)):
        facts = json.loads(body)["facts"]
        if not "2026-01-01" <= facts["posted_on"] <= "2026-03-31":
            continue
        sign = -1 if facts["reverses"] else 1
        for debit, credit, item, fen in facts["postings"]:
            moved = fen * ((debit in ("101", "102")) - (credit in ("101", "102")))
            closing += moved
            opening += moved if facts["kind"] == "opening" else 0
            if facts["kind"] in items:
                found = items[facts["kind"]]
                found[item] = found.get(item, 0) + sign * fen
    received, paid = sum(items["receipt"].values()), sum(items["payment"].values())
    return (opening, received, paid, closing), items["receipt"], items["payment"]
