"""Reading the books for a statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.committee.finance.accounts.rules import Fund
from webapp.committee.finance.statements.models import StatementRow
from webapp.committee.finance.statements.rules import Movement, Period, Statement, period_with, statement_of
from webapp.committee.finance.vouchers.models import Posting, Voucher
from webapp.committee.finance.vouchers.rules import VoucherState

MOST_PERIODS = 24


def movements_between(session: Session, first: date, last: date) -> list[Movement]:
    """The entries that came into the books on these days, in the order of the books. One query."""
    query = (
        select(Posting, Voucher)
        .join(Voucher, (Voucher.village_id == Posting.village_id) & (Voucher.id == Posting.voucher_id))
        .where(Voucher.state == VoucherState.POSTED, Voucher.posted_on >= first, Voucher.posted_on <= last)
        .order_by(Voucher.ledger, Posting.number)
    )
    return [_movement(posting, voucher) for posting, voucher in session.execute(query)]


def balances_before(session: Session, day: date) -> dict[tuple[Fund, str], int]:
    """Debit minus credit of each fund and account by the books before a day, in whole fen. Two queries."""
    sums: dict[tuple[Fund, str], int] = {}
    for side, sign in ((Posting.debit, 1), (Posting.credit, -1)):
        query = (
            select(Voucher.fund, side, func.sum(Posting.amount_fen))
            .join(Voucher, (Voucher.village_id == Posting.village_id) & (Voucher.id == Posting.voucher_id))
            .where(Voucher.state == VoucherState.POSTED, Voucher.posted_on < day)
            .group_by(Voucher.fund, side)
        )
        for fund, account, total in session.execute(query):
            sums[fund, account] = sums.get((fund, account), 0) + sign * int(total)
    return sums


def statement_for(session: Session, period: Period) -> Statement:
    """The statement of a month or quarter, made from the books. Four queries."""
    before = period.previous
    return statement_of(
        period,
        balances_before(session, period.start),
        movements_between(session, period.start, period.end),
        movements_between(session, before.start, before.end),
    )


def published(session: Session, period: Period) -> StatementRow | None:
    """The published statement of a period, if there is one."""
    return session.execute(select(StatementRow).where(StatementRow.period == period.code)).scalar_one_or_none()


def books_opened_on(session: Session) -> date | None:
    """The day of the first entry in the books; nothing before it."""
    query = select(func.min(Voucher.posted_on)).where(Voucher.state == VoucherState.POSTED)
    return session.execute(query).scalar_one()


def periods_with_books(session: Session, today: date, quarterly: bool) -> list[tuple[Period, StatementRow | None]]:
    """The months or quarters since the books were opened, the newest first, with what was published. Two queries."""
    first = books_opened_on(session)
    if first is None:
        return []
    found: list[Period] = []
    period = period_with(today, quarterly)
    while period.end >= first and len(found) < MOST_PERIODS:
        found.append(period)
        period = period.previous
    rows = _published(session, [one.code for one in found])
    return [(one, rows.get(one.code)) for one in found]


def _published(session: Session, codes: Sequence[str]) -> dict[str, StatementRow]:
    query = select(StatementRow).where(StatementRow.period.in_(codes))
    return {row.period: row for row in session.execute(query).scalars()}


def _movement(posting: Posting, voucher: Voucher) -> Movement:
    return Movement(
        voucher.kind,
        voucher.fund,
        posting.debit,
        posting.credit,
        posting.item,
        posting.amount_fen,
        voucher.reverses_id is not None,
        voucher.short_number,
        voucher.happened_on,
        voucher.purpose,
        voucher.payee_name,
    )
