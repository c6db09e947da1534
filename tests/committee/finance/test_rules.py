"""Entries always balance; sizes, covers and reviews to the fen and to the head."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.branch.matters.rules import MatterState
from webapp.charter.rules import apply_local, profile_on
from webapp.committee.finance.accounts.chart import BALANCES, CHART, MONEY
from webapp.committee.finance.accounts.items import CATEGORIES, ITEMS, PAYING, RECEIVING
from webapp.committee.finance.accounts.labels import ACCOUNTS, FUNDS
from webapp.committee.finance.accounts.labels import CATEGORIES as CATEGORY_NAMES
from webapp.committee.finance.accounts.labels import ITEMS as ITEM_NAMES
from webapp.committee.finance.accounts.rules import Fund, Side
from webapp.committee.finance.vouchers import rules
from webapp.committee.finance.vouchers.rules import Cover, Entry, Finding, Line, Tier, VoucherKind, VoucherState
from webapp.core.amounts import MOST_FEN
from webapp.core.errors import Blocker, InvalidInput, RuleBroken

DAY = date(2026, 3, 2)
LAW = profile_on(DAY)
AMOUNTS = st.integers(1, MOST_FEN)


def codes(blockers: list[Blocker]) -> list[str]:
    return [one.code for one in blockers]


def sums(entries: list[Entry]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in entries:
        found[one.debit] = found.get(one.debit, 0) + one.amount_fen
        found[one.credit] = found.get(one.credit, 0) - one.amount_fen
    return found


def test_eight_categories_and_forty_four_items() -> None:
    counts = [sum(item.category == number for item in ITEMS.values()) for number in CATEGORIES]
    assert counts == [7, 11, 10, 6, 0, 4, 6, 0]
    assert len(ITEMS) == 44
    assert set(ITEM_NAMES) == set(ITEMS)
    assert set(CATEGORY_NAMES) == set(CATEGORIES)


def test_every_account_behind_an_item_is_in_the_chart_and_has_a_name() -> None:
    behind = {code for item in ITEMS.values() for code in (item.account, *item.accounts) if code}
    assert behind <= set(CHART)
    assert set(ACCOUNTS) == set(CHART)
    assert set(FUNDS) == set(Fund)
    assert not behind & {"399"}


@given(
    st.sampled_from([VoucherKind.RECEIPT, VoucherKind.PAYMENT]),
    st.sampled_from(MONEY),
    st.lists(AMOUNTS, min_size=1, max_size=rules.MOST_LINES),
    st.data(),
)
def test_whatever_is_written_balances_and_moves_exactly_its_amount(
    kind: VoucherKind, money: str, amounts: list[int], data: st.DataObject
) -> None:
    items = RECEIVING if kind is VoucherKind.RECEIPT else PAYING
    lines = [Line(data.draw(st.sampled_from(items)), fen) for fen in amounts]
    entries = rules.entries_of(kind, money, lines)
    found = sums(entries)
    assert sum(found.values()) == 0
    assert found[money] == sum(amounts) * (1 if kind is VoucherKind.RECEIPT else -1)
    back = sums([*entries, *rules.reversed_entries(entries)])
    assert not any(back.values())


@given(st.dictionaries(st.sampled_from(BALANCES), st.integers(-MOST_FEN, MOST_FEN), min_size=1))
def test_books_open_only_in_balance(balances: dict[str, int]) -> None:
    """What the village has is what it owes and owns; otherwise nothing is opened."""
    has = sum(fen for code, fen in balances.items() if CHART[code].side is Side.ASSET)
    owes = sum(fen for code, fen in balances.items() if CHART[code].side is not Side.ASSET)
    if has == owes and any(balances.values()):
        assert sums(rules.opening_entries(balances)).get("399", 0) == 0
    else:
        with pytest.raises(InvalidInput) as refused:
            rules.opening_entries(balances)
        assert refused.value.code == "voucher.unbalanced"


@pytest.mark.parametrize(
    ("kind", "money", "lines", "other", "code"),
    [
        (VoucherKind.PAYMENT, "102", [], "", "voucher.lines"),
        (VoucherKind.PAYMENT, "541", [Line("3.4", 1)], "", "voucher.lines"),
        (VoucherKind.PAYMENT, "102", [Line("3.4", 1)] * 7, "", "voucher.lines"),
        (VoucherKind.PAYMENT, "102", [Line("2.2", 1)], "", "voucher.item"),
        (VoucherKind.RECEIPT, "102", [Line("3.4", 1)], "", "voucher.item"),
        (VoucherKind.RECEIPT, "102", [Line("9.9", 1)], "", "voucher.item"),
        (VoucherKind.OPENING, "102", [Line("2.2", 1)], "", "voucher.item"),
        (VoucherKind.PAYMENT, "102", [Line("3.4", 0)], "", "voucher.amount"),
        (VoucherKind.PAYMENT, "102", [Line("3.4", -5)], "", "voucher.amount"),
        (VoucherKind.PAYMENT, "102", [Line("3.4", MOST_FEN + 1)], "", "voucher.amount"),
        (VoucherKind.TRANSFER, "102", [Line("", 1)], "102", "voucher.other_account"),
        (VoucherKind.TRANSFER, "102", [Line("", 1)], "541", "voucher.other_account"),
    ],
)
def test_what_no_voucher_says(kind: VoucherKind, money: str, lines: list[Line], other: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        rules.entries_of(kind, money, lines, other)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("fen", "together", "tier"),
    [
        (300_000, 0, Tier.SMALL),
        (300_001, 0, Tier.LARGE),
        (1, 300_000, Tier.LARGE),
        (2_000_000, 0, Tier.LARGE),
        (2_000_001, 0, Tier.VERY_LARGE),
        (200_000, 1_800_001, Tier.VERY_LARGE),
    ],
)
def test_how_large_a_payment_is(fen: int, together: int, tier: Tier) -> None:
    """A large payment cut into small ones stays large."""
    assert rules.tier_of(fen, together, LAW) is tier


def test_a_village_lowers_the_sizes_and_never_raises_them() -> None:
    lower = apply_local(LAW, {"finance.tier.small": 500, "finance.tier.large": 5_000})
    assert rules.tier_of(50_001, 0, lower) is Tier.LARGE
    assert rules.tier_of(500_001, 0, lower) is Tier.VERY_LARGE
    for loose in (
        {"finance.tier.small": 3_001},
        {"finance.review.supervisors": 1},
        {"finance.decision.required": False},
    ):
        with pytest.raises((RuleBroken, InvalidInput)):
            apply_local(LAW, loose)


def test_what_each_size_needs() -> None:
    agreed = date(2026, 2, 27)
    assert codes(rules.blockers_tier(Tier.SMALL, None, False, DAY, LAW)) == []
    assert codes(rules.blockers_tier(Tier.LARGE, None, False, DAY, LAW)) == ["voucher.committees_missing"]
    assert codes(rules.blockers_tier(Tier.LARGE, date(2026, 3, 3), False, DAY, LAW)) == ["voucher.committees_future"]
    assert codes(rules.blockers_tier(Tier.LARGE, agreed, False, DAY, LAW)) == []
    assert codes(rules.blockers_tier(Tier.LARGE, None, True, DAY, LAW)) == []
    assert codes(rules.blockers_tier(Tier.VERY_LARGE, agreed, False, DAY, LAW)) == ["voucher.resolution_missing"]
    assert codes(rules.blockers_tier(Tier.VERY_LARGE, None, True, DAY, LAW)) == []


@pytest.mark.parametrize(
    ("cover", "code"),
    [
        (None, "voucher.no_decision"),
        (Cover(MatterState.ACTIVE, None, 1_000), "voucher.not_decided"),
        (Cover(MatterState.DONE, DAY, 1_000), None),
        (Cover(MatterState.RETURNED, DAY, 1_000), "voucher.matter_closed"),
        (Cover(MatterState.WITHDRAWN, DAY, 1_000), "voucher.matter_closed"),
        (Cover(MatterState.ACTIVE, DAY, None), "voucher.no_budget"),
        (Cover(MatterState.ACTIVE, DAY, 1_000, 901), "voucher.beyond_budget"),
        (Cover(MatterState.ACTIVE, DAY, 1_000, 500, 401), "voucher.beyond_budget"),
        (Cover(MatterState.ACTIVE, DAY, 1_000, 500, 400), None),
        (Cover(MatterState.ACTIVE, DAY, 100), None),
    ],
)
def test_no_payment_without_a_decision_that_covers_it(cover: Cover | None, code: str | None) -> None:
    assert codes(rules.blockers_cover(100, cover, LAW)) == ([code] if code else [])


A, R, F = Finding.AGREE, Finding.RETURN, Finding.REFUSE
W, V, B, X = VoucherState.WAITING, VoucherState.REVIEWED, VoucherState.RETURNED, VoucherState.REFUSED


@pytest.mark.parametrize(
    ("said", "eligible", "state"),
    [
        ([A], 3, W), ([A, A], 3, V), ([A, A], 2, V), ([A], 2, W), ([A, A], 5, W), ([A, A, A], 5, V),
        ([A, R], 3, B), ([R], 3, B), ([F], 3, W), ([F, F], 3, X), ([F], 2, X), ([A, F], 3, W), ([A, F, F], 3, X),
        ([A, A, F], 5, W), ([F, F, F], 5, X), ([A], 1, W), ([A, A], 4, W), ([A, A, A], 4, V),
    ],
)  # fmt: skip
def test_where_findings_lead(said: list[Finding], eligible: int, state: VoucherState) -> None:
    """Henan 58: together. More than half of the unrelated supervisors, at least two; one may send it back."""
    assert rules.outcome(said, eligible, LAW) is state


@given(st.lists(st.sampled_from(Finding), max_size=5), st.integers(0, 5))
def test_nothing_goes_on_with_fewer_than_two(said: list[Finding], eligible: int) -> None:
    if rules.outcome(said, eligible, LAW) is VoucherState.REVIEWED:
        assert said.count(Finding.AGREE) >= 2
        assert said.count(Finding.AGREE) * 2 > eligible


def test_who_stands_too_near_and_who_gives_no_reason() -> None:
    ask = rules.blockers_review
    assert codes(ask(W, None, False, A, "", LAW)) == []
    assert codes(ask(V, None, False, A, "", LAW)) == ["voucher.not_waiting"]
    assert codes(ask(W, "own", False, A, "", LAW)) == ["voucher.review_own"]
    assert codes(ask(W, "kin", False, A, "", LAW)) == ["voucher.review_kin"]
    assert codes(ask(W, "payee", False, A, "", LAW)) == ["voucher.review_payee"]
    assert codes(ask(W, None, True, A, "", LAW)) == ["voucher.review_twice"]
    assert codes(ask(W, None, False, R, "  ", LAW)) == ["voucher.reason_missing"]
    assert codes(ask(W, None, False, F, "重复报销", LAW)) == []
    assert codes(rules.blockers_reviewers(1, LAW)) == ["voucher.too_few_reviewers"]
    assert codes(rules.blockers_reviewers(2, LAW)) == []
    assert codes(rules.blockers_sign(W, None, LAW)) == ["voucher.not_reviewed"]
    assert codes(rules.blockers_sign(V, "kin", LAW)) == ["voucher.sign_kin"]
    assert codes(rules.blockers_sign(V, None, LAW)) == []


def test_money_that_is_not_there_is_not_paid() -> None:
    assert codes(rules.blockers_money(101, 100, 100)) == ["voucher.account_short"]
    assert codes(rules.blockers_money(101, 200, 100)) == ["voucher.fund_short"]
    assert codes(rules.blockers_money(100, 100, 100)) == []
    assert codes(rules.blockers_reverse(W, False, False)) == ["voucher.not_posted"]
    assert codes(rules.blockers_reverse(VoucherState.POSTED, True, False)) == ["voucher.is_reversal"]
    assert codes(rules.blockers_reverse(VoucherState.POSTED, False, True)) == ["voucher.reversed_already"]
