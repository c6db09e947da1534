"""Ways round the rules of money that were tried: splitting, undoing, names, the same file twice at once."""

from __future__ import annotations

import datetime
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.committee.finance.books import decided_for, drafted, handed_in, opened, payment, posted, written
from tests.committee.finance.test_at_once import together
from tests.harness.village import SmallVillage, small_village
from webapp.committee.finance.accounts.rules import Fund
from webapp.committee.finance.exchange.operations import import_ledger
from webapp.committee.finance.exchange.reading import BankLine
from webapp.committee.finance.vouchers import operations
from webapp.committee.finance.vouchers.models import Voucher
from webapp.committee.finance.vouchers.payees import Payee, plain_name
from webapp.committee.finance.vouchers.queries.money import decided_matters, money_of_matter
from webapp.committee.finance.vouchers.rules import Finding, VoucherKind
from webapp.core.errors import RuleBroken
from webapp.village.register.models import Resident

PAYMENT = VoucherKind.PAYMENT


def refused(act: Any) -> list[str]:
    """The reasons why an act is refused."""
    with pytest.raises(RuleBroken) as error:
        act()
    return [blocker.code for blocker in error.value.blockers]


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    """A village with people in every office."""
    return small_village(acting)


def test_a_payment_cut_into_pieces_stays_large_however_it_is_hidden(village: SmallVillage) -> None:
    opened(village, 5_000_000)
    matter, _ = decided_for(village, 3_000_000)
    long_ago = date(2025, 1, 5)
    first = posted(village, payment(village, matter, 200_000, happened_on=long_ago))

    def second(**more: Any) -> list[str]:
        key = drafted(village, written(PAYMENT, 200_000, matter_id=matter.id, **more))
        return refused(lambda: operations.hand_in_voucher(village.ctx("clerk"), key))

    assert second() == ["voucher.committees_missing"], "an early day hides nothing"
    assert second(payee_name="镇 建材店。") == ["voucher.committees_missing"], "nor does another way to write the name"
    reversal = operations.reverse_voucher(village.ctx("clerk"), first.id, "说是付重了")
    assert second() == ["voucher.committees_missing"], "nor does a reversal that is only asked for"
    session = village.ctx("clerk").session
    found = money_of_matter(session, matter)
    assert found is not None
    assert (found.spent_fen, found.waiting_fen, found.left_fen) == (200_000, 0, 2_800_000)
    assert [money.left_fen for _, money in decided_matters(session)] == [2_800_000]
    posted(village, reversal)
    key = drafted(village, written(PAYMENT, 200_000, matter_id=matter.id))
    assert operations.hand_in_voucher(village.ctx("clerk"), key).amount_fen == 200_000, "what was undone is undone"


def test_who_stood_near_to_a_voucher_stands_near_to_its_reversal(village: SmallVillage) -> None:
    opened(village, 500_000)
    matter, _ = decided_for(village, 100_000)
    paid = payment(village, matter, 1_000, handler_id=village.people["supervisor"])
    for role in ("supervisor_2", "supervision_chair"):
        operations.review_voucher(village.ctx(role), paid.id, Finding.AGREE)
    operations.sign_voucher(village.ctx("chair"), paid.id)
    reversal = operations.reverse_voucher(village.ctx("clerk"), paid.id, "付重了")
    act = lambda: operations.review_voucher(village.ctx("supervisor"), reversal.id, Finding.AGREE)  # noqa: E731
    assert refused(act) == ["voucher.review_own"]


def test_who_bears_the_name_of_a_payee_nobody_identified_may_be_the_payee(village: SmallVillage) -> None:
    """A bank's file names people only by their name: nobody reviews or signs their own money that way."""
    opened(village, 500_000)
    session = village.ctx("clerk").session
    names = {role: session.get_one(Resident, (village.village_id, village.people[role])).name
             for role in ("supervisor", "chair")}  # fmt: skip
    line = BankLine(1, date(2026, 3, 2), 1_000, False, names["supervisor"], "退款", "2.2")
    import_ledger(village.ctx("clerk"), Fund.COLLECTIVE, "102", [line])
    key = village.ctx("clerk").session.scalars(select(Voucher.id).where(Voucher.purpose == "退款")).one()
    operations.attach_voucher_paper(village.ctx("clerk"), key, "收据.txt", "退款。".encode())
    operations.hand_in_voucher(village.ctx("clerk"), key)
    act = lambda: operations.review_voucher(village.ctx("supervisor"), key, Finding.AGREE)  # noqa: E731
    assert refused(act) == ["voucher.review_payee"]
    spaced = " ".join(names["chair"])
    own = handed_in(village, written(VoucherKind.RECEIPT, 1_000, payee_name=spaced))
    for role in ("supervisor", "supervisor_2"):
        operations.review_voucher(village.ctx(role), own.id, Finding.AGREE)
    assert refused(lambda: operations.sign_voucher(village.ctx("chair"), own.id)) == ["voucher.sign_payee"]


def test_how_names_are_compared() -> None:
    assert plain_name(" 镇建材店（北） ") == plain_name("镇 建材店(北)") == "镇建材店北"
    assert Payee(None, "A·B").is_same(Payee(None, "ａb"))
    assert not Payee(None, "甲店").is_same(Payee(None, "乙店"))


@pytest.mark.both_databases
def test_a_bank_file_taken_in_eight_times_at_once_is_taken_in_once(village: SmallVillage) -> None:
    start = date(2026, 1, 1)
    lines = [BankLine(n, start + datetime.timedelta(n), 1_000 + n, False, "店", f"第{n}笔", "2.2") for n in range(5)]
    together(village, [lambda ctx: import_ledger(ctx, Fund.COLLECTIVE, "102", lines)] * 8, "clerk")
    session = village.ctx("clerk").session
    assert session.scalar(select(func.count()).select_from(Voucher)) == 5
