"""Reading the money: what a decision still covers, what lies in each account, what one payee got lately."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import Session, aliased

from webapp.branch.matters.models import Matter
from webapp.committee.finance.accounts.chart import MONEY
from webapp.committee.finance.accounts.rules import Fund
from webapp.committee.finance.vouchers.models import Posting, Voucher
from webapp.committee.finance.vouchers.payees import Payee
from webapp.committee.finance.vouchers.rules import PAYABLE, UNDER_WAY, Cover, VoucherKind, VoucherState
from webapp.core.clock import at_china
from webapp.council.resolutions.models import Resolution
from webapp.council.resolutions.queries import resolution_of_matter

COUNTED = case(
    (Voucher.reverses_id.is_(None), Voucher.amount_fen),
    (Voucher.state == VoucherState.POSTED, -Voucher.amount_fen),
    else_=0,
)
"""A reversal gives back what its voucher took once it is in the books, and nothing while it is only asked for."""


class MatterMoney(NamedTuple):
    """What was decided for a matter, spent, and is under way, in whole fen."""

    decided_fen: int
    spent_fen: int
    waiting_fen: int

    @property
    def left_fen(self) -> int:
        """What is left once everything under way is paid."""
        return self.decided_fen - self.spent_fen - self.waiting_fen


def paid_for(session: Session, matter_id: uuid.UUID, but: uuid.UUID | None = None) -> tuple[int, int]:
    """What was paid for a matter and what is under way, in whole fen; `but`: a voucher to leave out. One query."""
    query = (
        select(Voucher.state, func.sum(COUNTED))
        .where(
            Voucher.matter_id == matter_id,
            Voucher.kind == VoucherKind.PAYMENT,
            Voucher.state.in_((*UNDER_WAY, VoucherState.POSTED)),
        )
        .group_by(Voucher.state)
    )
    if but is not None:
        query = query.where(Voucher.id != but)
    sums = {state: int(total) for state, total in session.execute(query)}
    return sums.get(VoucherState.POSTED, 0), sum(sums.get(state, 0) for state in UNDER_WAY)


def cover_of(session: Session, matter: Matter, but: uuid.UUID | None = None) -> Cover:
    """The decision behind payments for a matter. Two queries."""
    resolution = resolution_of_matter(session, matter.id)
    spent, waiting = paid_for(session, matter.id, but)
    return Cover(matter.state, resolution.adopted_on if resolution else None, matter.budget_fen, spent, waiting)


def money_of_matter(session: Session, matter: Matter) -> MatterMoney | None:
    """Decided, spent and left of a matter; nothing where no money was decided. One query."""
    if matter.budget_fen is None:
        return None
    return MatterMoney(matter.budget_fen, *paid_for(session, matter.id))


def money_by(matter: Matter, vouchers: Iterable[Voucher]) -> MatterMoney | None:
    """The same from the matter's vouchers, where a page shows them anyway."""
    if matter.budget_fen is None:
        return None
    spent = waiting = 0
    for voucher in vouchers:
        fen = voucher.amount_fen * (-1 if voucher.reverses_id else 1)
        if voucher.kind is VoucherKind.PAYMENT:
            spent += fen * (voucher.state is VoucherState.POSTED)
            waiting += max(0, fen) * (voucher.state in UNDER_WAY)
    return MatterMoney(matter.budget_fen, spent, waiting)


def money_held(session: Session) -> dict[tuple[Fund, str], int]:
    """What lies in cash and bank of each fund, by the books, in whole fen. Two queries."""
    held: dict[tuple[Fund, str], int] = {}
    for side, sign in ((Posting.debit, 1), (Posting.credit, -1)):
        query = (
            select(Voucher.fund, side, func.sum(Posting.amount_fen))
            .join(Voucher, (Voucher.village_id == Posting.village_id) & (Voucher.id == Posting.voucher_id))
            .where(Voucher.state == VoucherState.POSTED, side.in_(MONEY))
            .group_by(Voucher.fund, side)
        )
        for fund, account, total in session.execute(query):
            held[fund, account] = held.get((fund, account), 0) + sign * int(total)
    return held


def paid_together(session: Session, voucher: Voucher, days: int, on: date) -> int:
    """What the same payee got for the same matter within these days, under way included, in whole fen. One query.

    A voucher counts by its day or by when it was handed in, whichever is later, so that an early day written on it
    hides nothing; one that was undone does not count.
    """
    first = on - timedelta(days=days)
    undoing = aliased(Voucher)
    is_undone = exists().where(
        undoing.village_id == Voucher.village_id,
        undoing.reverses_id == Voucher.id,
        undoing.state == VoucherState.POSTED,
    )
    query = (
        select(Voucher.payee_id, Voucher.payee_name, func.sum(Voucher.amount_fen))
        .where(
            Voucher.id != voucher.id,
            Voucher.kind == VoucherKind.PAYMENT,
            Voucher.matter_id == voucher.matter_id,
            Voucher.state.in_((*UNDER_WAY, VoucherState.POSTED)),
            Voucher.reverses_id.is_(None),
            ~is_undone,
            (Voucher.happened_on >= first) | (Voucher.handed_in_at >= at_china(first)),
        )
        .group_by(Voucher.payee_id, Voucher.payee_name)
    )
    payee = Payee(voucher.payee_id, voucher.payee_name)
    return sum(int(fen) for key, name, fen in session.execute(query) if Payee(key, name).is_same(payee))


def decided_matters(session: Session) -> list[tuple[Matter, MatterMoney]]:
    """Matters under which money may be spent now, with what is left of each. Two queries."""
    resolved = exists().where(Resolution.village_id == Matter.village_id, Resolution.matter_id == Matter.id)
    decided = select(Matter).where(Matter.budget_fen.is_not(None), Matter.state.in_(PAYABLE), resolved)
    matters = session.execute(decided.order_by(Matter.year.desc(), Matter.number.desc())).scalars().all()
    query = (
        select(
            Voucher.matter_id,
            func.sum(case((Voucher.state == VoucherState.POSTED, COUNTED), else_=0)),
            func.sum(case((Voucher.state != VoucherState.POSTED, COUNTED), else_=0)),
        )
        .where(Voucher.kind == VoucherKind.PAYMENT, Voucher.state.in_((*UNDER_WAY, VoucherState.POSTED)))
        .group_by(Voucher.matter_id)
    )
    sums = {key: (int(spent), int(waiting)) for key, spent, waiting in session.execute(query)}
    found = [(one, MatterMoney(one.budget_fen or 0, *sums.get(one.id, (0, 0)))) for one in matters]
    return [(matter, money) for matter, money in found if money.left_fen > 0]
