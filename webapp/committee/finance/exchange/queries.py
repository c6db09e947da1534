"""Reading the whole books for other tools."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from webapp.branch.matters.models import Matter
from webapp.committee.finance.exchange.rules import BookLine
from webapp.committee.finance.vouchers.models import Posting, Voucher
from webapp.committee.finance.vouchers.rules import VoucherKind, VoucherState

UNDONE = aliased(Voucher)


def book_lines(session: Session) -> list[BookLine]:
    """Every entry of the books in their order. One query."""
    query = (
        select(Posting, Voucher, Matter, UNDONE)
        .join(Voucher, (Voucher.village_id == Posting.village_id) & (Voucher.id == Posting.voucher_id))
        .outerjoin(Matter, (Matter.village_id == Voucher.village_id) & (Matter.id == Voucher.matter_id))
        .outerjoin(UNDONE, (UNDONE.village_id == Voucher.village_id) & (UNDONE.id == Voucher.reverses_id))
        .where(Voucher.state == VoucherState.POSTED)
        .order_by(Voucher.ledger, Posting.number)
    )
    return [_line(*row) for row in session.execute(query)]


def _line(posting: Posting, voucher: Voucher, matter: Matter | None, undone: Voucher | None) -> BookLine:
    if voucher.ledger is None or voucher.posted_on is None:
        raise ValueError(f"voucher {voucher.short_number} is not in the books")
    return BookLine(
        voucher.ledger,
        voucher.posted_on,
        voucher.short_number,
        voucher.kind.value,
        voucher.fund.value,
        posting.item,
        posting.debit,
        posting.credit,
        posting.amount_fen,
        voucher.purpose,
        voucher.payee_name,
        matter.short_number if matter else "",
        undone.short_number if undone else "",
    )


def known_movements(session: Session) -> set[tuple[date, VoucherKind, int, str]]:
    """Day, way, amount and purpose of every voucher that was not dropped or refused. One query."""
    gone = (VoucherState.DROPPED, VoucherState.REFUSED)
    query = select(Voucher.happened_on, Voucher.kind, Voucher.amount_fen, Voucher.purpose)
    found = session.execute(query.where(Voucher.state.not_in(gone)))
    return {(on, kind, amount, purpose) for on, kind, amount, purpose in found}
