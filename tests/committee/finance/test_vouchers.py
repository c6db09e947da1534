"""Vouchers from the handler's hand to the books, on both databases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from tests.committee.finance.books import (
    BILL,
    decided_for,
    drafted,
    handed_in,
    opened,
    paid_in,
    payment,
    posted,
    reviewed,
    written,
)
from tests.harness.village import SmallVillage, small_village
from webapp.audit.queries import entries_of_matter
from webapp.committee.finance.accounts.rules import Fund
from webapp.committee.finance.vouchers import operations
from webapp.committee.finance.vouchers.models import Posting, Voucher
from webapp.committee.finance.vouchers.queries.money import money_held, money_of_matter
from webapp.committee.finance.vouchers.queries.vouchers import voucher_detail, waiting_for_review, waiting_for_signature
from webapp.committee.finance.vouchers.rules import Finding, Tier, VoucherKind, VoucherState
from webapp.core.errors import Conflict, InvalidInput, NotFound, NotPermitted, RuleBroken
from webapp.core.ids import new_id

pytestmark = pytest.mark.both_databases
PAYMENT, RECEIPT, TRANSFER = VoucherKind.PAYMENT, VoucherKind.RECEIPT, VoucherKind.TRANSFER


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    """A village with people in every office."""
    return small_village(acting)


def codes(error: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    """What stood in the way."""
    return [blocker.code for blocker in error.value.blockers]


def test_the_way_of_a_payment(village: SmallVillage) -> None:
    opened(village, 500_000)
    matter, _ = decided_for(village, 100_000)
    voucher = payment(village, matter, 60_000, payee_account="6222021234567890128")
    assert (voucher.state, voucher.round, voucher.tier) == (VoucherState.WAITING, 1, Tier.SMALL)
    session = village.ctx("supervisor").session
    assert [row.voucher.id for row in waiting_for_review(session)] == [voucher.id]
    with pytest.raises(RuleBroken) as refused:
        operations.sign_voucher(village.ctx("chair"), voucher.id)
    assert codes(refused) == ["voucher.not_reviewed"]
    operations.review_voucher(village.ctx("supervisor"), voucher.id, Finding.AGREE)
    with pytest.raises(RuleBroken) as refused:
        operations.review_voucher(village.ctx("supervisor"), voucher.id, Finding.AGREE)
    assert codes(refused) == ["voucher.review_twice"]
    with pytest.raises(NotPermitted):
        operations.review_voucher(village.ctx("chair"), voucher.id, Finding.AGREE)
    operations.review_voucher(village.ctx("supervision_chair"), voucher.id, Finding.AGREE)
    session = village.ctx("chair").session
    assert [row.voucher.id for row in waiting_for_signature(session)] == [voucher.id]
    with pytest.raises(NotPermitted):
        operations.sign_voucher(village.ctx("clerk"), voucher.id)
    signed = operations.sign_voucher(village.ctx("chair"), voucher.id)
    assert (signed.state, signed.ledger, signed.posted_on) == (VoucherState.POSTED, 2, date(2026, 3, 2))
    session = village.ctx("chair").session
    assert money_held(session)[Fund.COLLECTIVE, "102"] == 440_000
    found = money_of_matter(session, matter)
    assert found is not None
    assert (found.decided_fen, found.spent_fen, found.waiting_fen, found.left_fen) == (100_000, 60_000, 0, 40_000)
    detail = voucher_detail(session, session.get_one(Voucher, (village.village_id, voucher.id)))
    assert (len(detail.reviews), len(detail.papers), detail.entries[0].debit, detail.entries[0].credit) == (
        2, 1, "541", "102",
    )  # fmt: skip
    with pytest.raises(RuleBroken) as refused:
        operations.sign_voucher(village.ctx("chair"), voucher.id)
    assert codes(refused) == ["voucher.not_reviewed"]
    with pytest.raises(RuleBroken) as refused:
        operations.revise_voucher(village.ctx("clerk"), voucher.id, written(PAYMENT, 1))
    assert codes(refused) == ["voucher.is_posted"]


def test_the_log_tells_the_chain_and_not_the_bank_account(village: SmallVillage) -> None:
    opened(village, 500_000)
    matter, _ = decided_for(village, 100_000)
    posted(village, payment(village, matter, 60_000, payee_account="6222021234567890128", purpose="买水泥"))
    from_log = village.acting(village.village_id).session
    entries = entries_of_matter(from_log, matter.id, 200)
    names = [entry.event for entry in entries]
    assert names[-5:] == [
        "voucher_paper_added", "voucher_handed_in", "voucher_reviewed", "voucher_reviewed", "voucher_posted",
    ]  # fmt: skip
    whole = b"".join(entry.body for entry in entries).decode()
    assert "6222" not in whole
    assert "镇建材店" not in whole


def test_what_is_still_missing_is_said_together(village: SmallVillage) -> None:
    voucher = operations.draft_voucher(village.ctx("clerk"), written(PAYMENT, 2_500_000))
    with pytest.raises(RuleBroken) as refused:
        operations.hand_in_voucher(village.ctx("clerk"), voucher.id)
    assert codes(refused) == ["voucher.no_papers", "voucher.no_decision", "voucher.resolution_missing"]
    matter, resolution = decided_for(village, 3_000_000)
    other, _ = decided_for(village, 3_000_000, 2, title="另一件事")
    covered = written(PAYMENT, 2_500_000, matter_id=other.id, resolution_id=resolution.id)
    operations.revise_voucher(village.ctx("clerk"), voucher.id, covered)
    operations.attach_voucher_paper(village.ctx("clerk"), voucher.id, "发票.txt", BILL)
    with pytest.raises(Conflict):
        operations.attach_voucher_paper(village.ctx("clerk"), voucher.id, "发票.txt", BILL)
    with pytest.raises(RuleBroken) as refused:
        operations.hand_in_voucher(village.ctx("clerk"), voucher.id)
    assert codes(refused) == ["voucher.resolution_other"]
    covered = written(PAYMENT, 2_500_000, matter_id=matter.id, resolution_id=resolution.id)
    operations.revise_voucher(village.ctx("clerk"), voucher.id, covered)
    assert operations.hand_in_voucher(village.ctx("clerk"), voucher.id).tier is Tier.VERY_LARGE


def test_a_payment_cut_into_pieces_stays_large(village: SmallVillage) -> None:
    matter, _ = decided_for(village, 3_000_000)
    payment(village, matter, 200_000)
    key = drafted(village, written(PAYMENT, 200_000, matter_id=matter.id))
    with pytest.raises(RuleBroken) as refused:
        operations.hand_in_voucher(village.ctx("clerk"), key)
    assert codes(refused) == ["voucher.committees_missing"]
    payment(village, matter, 200_000, payee_name="另一家店")


def test_what_cannot_be_written(village: SmallVillage) -> None:
    for bad, error in (
        (written(PAYMENT, 100, purpose=" "), InvalidInput),
        (written(PAYMENT, 100, payee_name=""), InvalidInput),
        (written(PAYMENT, 100, purpose="长" * 201), InvalidInput),
        (written(PAYMENT, 100, payee_account="6" * 41), InvalidInput),
        (written(PAYMENT, 100, purpose="付 13800138000"), RuleBroken),
        (written(PAYMENT, 100, payee_name="6222021234567890128"), RuleBroken),
        (written(PAYMENT, 100, happened_on=date(2026, 3, 3)), RuleBroken),
        (written(PAYMENT, 100, matter_id=new_id()), NotFound),
        (written(PAYMENT, 100, payee_id=new_id()), NotFound),
        (written(PAYMENT, 100, handler_id=new_id()), NotFound),
        (written(PAYMENT, 100, item="2.2"), InvalidInput),
        (written(TRANSFER, 100, other="102"), InvalidInput),
    ):
        with pytest.raises(error):
            operations.draft_voucher(village.ctx("clerk"), bad)
    for role in ("villager", "supervisor", "rep_1"):
        with pytest.raises(NotPermitted):
            operations.draft_voucher(village.ctx(role), written(PAYMENT, 100))
    key = drafted(village, written(RECEIPT, 100))
    with pytest.raises(InvalidInput):
        operations.attach_voucher_paper(village.ctx("clerk"), key, "x.svg", b"<svg onload=alert(1)>\x00")
    operations.drop_voucher(village.ctx("clerk"), key)
    with pytest.raises(RuleBroken) as refused:
        operations.hand_in_voucher(village.ctx("clerk"), key)
    assert codes(refused) == ["voucher.is_dropped"]


def test_nobody_reviews_or_signs_what_is_near_to_them(village: SmallVillage) -> None:
    opened(village, 500_000)
    matter, _ = decided_for(village, 100_000)
    own = payment(village, matter, 1_000, handler_id=village.people["supervisor"])
    with pytest.raises(RuleBroken) as refused:
        operations.review_voucher(village.ctx("supervisor"), own.id, Finding.AGREE)
    assert codes(refused) == ["voucher.review_own"]
    to_me = payment(village, matter, 1_000, payee_id=village.people["supervisor_2"], payee_name="监委")
    with pytest.raises(RuleBroken) as refused:
        operations.review_voucher(village.ctx("supervisor_2"), to_me.id, Finding.AGREE)
    assert codes(refused) == ["voucher.review_payee"]
    mine = payment(village, matter, 1_000, handler_id=village.people["chair"], payee_name="书店")
    reviewed(village, mine.id)
    with pytest.raises(RuleBroken) as refused:
        operations.sign_voucher(village.ctx("chair"), mine.id)
    assert codes(refused) == ["voucher.sign_own"]
    both = written(
        PAYMENT, 1_000, matter_id=matter.id, handler_id=village.people["supervisor"],
        payee_id=village.people["supervisor_2"], payee_name="监委",
    )  # fmt: skip
    key = drafted(village, both)
    with pytest.raises(RuleBroken) as refused:
        operations.hand_in_voucher(village.ctx("clerk"), key)
    assert codes(refused) == ["voucher.too_few_reviewers"]


def test_sent_back_corrected_and_handed_in_again(village: SmallVillage) -> None:
    matter, _ = decided_for(village, 100_000)
    voucher = payment(village, matter, 60_000)
    operations.review_voucher(village.ctx("supervisor"), voucher.id, Finding.AGREE)
    with pytest.raises(RuleBroken) as refused:
        operations.review_voucher(village.ctx("supervisor_2"), voucher.id, Finding.RETURN)
    assert codes(refused) == ["voucher.reason_missing"]
    operations.review_voucher(village.ctx("supervisor_2"), voucher.id, Finding.RETURN, "缺验收单。")
    session = village.ctx("clerk").session
    back = session.get_one(Voucher, (village.village_id, voucher.id))
    assert (back.state, back.returned_because) == (VoucherState.RETURNED, "缺验收单。")
    operations.revise_voucher(village.ctx("clerk"), voucher.id, written(PAYMENT, 50_000, 5_000, matter_id=matter.id))
    again = operations.hand_in_voucher(village.ctx("clerk"), voucher.id)
    assert (again.round, again.state, again.amount_fen, again.returned_because) == (2, VoucherState.WAITING, 55_000, "")
    operations.review_voucher(village.ctx("supervisor"), voucher.id, Finding.AGREE)
    session = village.ctx("clerk").session
    assert session.get_one(Voucher, (village.village_id, voucher.id)).state is VoucherState.WAITING, "one of this round"
    operations.review_voucher(village.ctx("supervisor_2"), voucher.id, Finding.REFUSE, "不该由集体出。")
    operations.review_voucher(village.ctx("supervision_chair"), voucher.id, Finding.REFUSE, "同意上面的意见。")
    session = village.ctx("clerk").session
    assert session.get_one(Voucher, (village.village_id, voucher.id)).state is VoucherState.REFUSED


def test_the_chair_sends_it_back(village: SmallVillage) -> None:
    opened(village, 500_000)
    matter, _ = decided_for(village, 100_000)
    voucher = payment(village, matter, 60_000)
    reviewed(village, voucher.id)
    with pytest.raises(InvalidInput):
        operations.return_voucher(village.ctx("chair"), voucher.id, " ")
    assert operations.return_voucher(village.ctx("chair"), voucher.id, "先验收。").state is VoucherState.RETURNED


def test_books_are_undone_by_new_entries_only(village: SmallVillage) -> None:
    opened(village, 500_000)
    matter, _ = decided_for(village, 100_000)
    paid = posted(village, payment(village, matter, 60_000))
    reversal = operations.reverse_voucher(village.ctx("clerk"), paid.id, "付重了，款已退回。")
    assert (reversal.state, reversal.reverses_id, reversal.kind) == (VoucherState.WAITING, paid.id, PAYMENT)
    with pytest.raises(RuleBroken) as refused:
        operations.reverse_voucher(village.ctx("clerk"), paid.id, "再来一次")
    assert codes(refused) == ["voucher.reversed_already"]
    posted(village, reversal)
    session = village.ctx("clerk").session
    assert money_held(session)[Fund.COLLECTIVE, "102"] == 500_000
    found = money_of_matter(session, matter)
    assert found is not None
    assert found.left_fen == 100_000
    with pytest.raises(RuleBroken) as refused:
        operations.reverse_voucher(village.ctx("clerk"), reversal.id, "又后悔了")
    assert codes(refused) == ["voucher.is_reversal"]


def test_money_for_one_purpose_pays_for_nothing_else(village: SmallVillage) -> None:
    opened(village, 10_000)
    opened(village, 500_000, Fund.PROJECT)
    matter, _ = decided_for(village, 100_000)
    voucher = payment(village, matter, 60_000)
    reviewed(village, voucher.id)
    with pytest.raises(RuleBroken) as refused:
        operations.sign_voucher(village.ctx("chair"), voucher.id)
    assert codes(refused) == ["voucher.fund_short"]
    paid_in(village, 51_000)
    assert operations.sign_voucher(village.ctx("chair"), voucher.id).state is VoucherState.POSTED
    with pytest.raises(RuleBroken) as refused:
        operations.open_books(village.ctx("clerk"), Fund.PROJECT, {"102": 1, "241": 1})
    assert codes(refused) == ["voucher.books_open"]
    with pytest.raises(InvalidInput):
        operations.open_books(village.ctx("clerk"), Fund.LEVY, {"102": 2, "241": 1})
    moved = posted(village, handed_in(village, written(TRANSFER, 500, other="101", payee_name="")))
    held = money_held(village.ctx("clerk").session)
    assert (moved.amount_fen, held[Fund.COLLECTIVE, "101"], held[Fund.COLLECTIVE, "102"]) == (500, 500, 500)


def test_the_database_itself_refuses_what_is_no_entry(village: SmallVillage) -> None:
    key = drafted(village, written(RECEIPT, 100))
    for wrong in ({"amount_fen": 0}, {"amount_fen": -1}, {"credit": "102"}):
        session = village.acting(village.village_id).session
        session.begin_write()
        values: dict[str, Any] = {"debit": "102", "credit": "511", "amount_fen": 1, **wrong}
        session.add(Posting(voucher_id=key, number=9, **values))
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()
    session = village.acting(village.village_id).session
    session.begin_write()
    session.get_one(Voucher, (village.village_id, key)).state = VoucherState.POSTED
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
