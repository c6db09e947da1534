"""Reading vouchers one by one and in lists."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from webapp.board.rules import read_short_number
from webapp.branch.matters.models import Matter
from webapp.branch.matters.queries import names_of
from webapp.committee.finance.accounts.rules import Fund
from webapp.committee.finance.vouchers.models import Posting, Voucher, VoucherPaper, VoucherPaperContent, VoucherReview
from webapp.committee.finance.vouchers.rules import Entry, VoucherKind, VoucherState
from webapp.core.pages import Page, page_of
from webapp.council.resolutions.models import Resolution
from webapp.village.register.models import Resident

HANDLER = aliased(Resident)
SHOWN = (VoucherState.WAITING, VoucherState.REVIEWED, VoucherState.RETURNED, VoucherState.POSTED)
"""States in which everybody may read a voucher."""


class VoucherRow(NamedTuple):
    """A voucher, who handled the money, and the matter it is paid for."""

    voucher: Voucher
    handler: str | None
    matter: Matter | None


class ReviewRow(NamedTuple):
    """A finding and whose it is."""

    review: VoucherReview
    name: str


@dataclasses.dataclass(frozen=True)
class VoucherDetail:
    """Everything the page of a voucher shows."""

    voucher: Voucher
    handler: str
    signed_by: str
    matter: Matter | None
    resolution: Resolution | None
    entries: Sequence[Posting]
    reviews: Sequence[ReviewRow]
    papers: Sequence[VoucherPaper]
    reverses: Voucher | None
    reversed_by: Voucher | None


def voucher_by_number(session: Session, number: str) -> Voucher | None:
    """The voucher people call 2026-14."""
    found = read_short_number(number)
    if found is None:
        return None
    query = select(Voucher).where(Voucher.year == found[0], Voucher.number == found[1])
    return session.execute(query).scalar_one_or_none()


def voucher_detail(session: Session, voucher: Voucher) -> VoucherDetail:
    """A voucher with its entries, reviews, originals and decisions: a constant number of queries."""
    names = names_of(session, (voucher.handler_id, voucher.signed_by_id))
    key = voucher.village_id
    return VoucherDetail(
        voucher=voucher,
        handler=names.get(voucher.handler_id, ""),
        signed_by=names.get(voucher.signed_by_id, ""),
        matter=session.get(Matter, (key, voucher.matter_id)) if voucher.matter_id else None,
        resolution=session.get(Resolution, (key, voucher.resolution_id)) if voucher.resolution_id else None,
        entries=postings_of(session, voucher.id),
        reviews=reviews_of(session, voucher.id),
        papers=papers_of(session, voucher.id),
        reverses=session.get(Voucher, (key, voucher.reverses_id)) if voucher.reverses_id else None,
        reversed_by=reversal_of(session, voucher.id),
    )


def postings_of(session: Session, voucher_id: uuid.UUID) -> Sequence[Posting]:
    """The entries of a voucher in their order."""
    query = select(Posting).where(Posting.voucher_id == voucher_id).order_by(Posting.number)
    return session.execute(query).scalars().all()


def entries_of_voucher(session: Session, voucher_id: uuid.UUID) -> list[Entry]:
    """The same as the rules know them."""
    return [
        Entry(one.debit, one.credit, one.amount_fen, one.item, one.note) for one in postings_of(session, voucher_id)
    ]


def posting_facts(session: Session, voucher: Voucher) -> list[list[str | int]]:
    """The entries of a voucher as the log keeps them: debit, credit, item, whole fen."""
    return [[one.debit, one.credit, one.item, one.amount_fen] for one in postings_of(session, voucher.id)]


def reviews_of(session: Session, voucher_id: uuid.UUID) -> list[ReviewRow]:
    """What the supervisors said of a voucher, the newest round first."""
    query = (
        select(VoucherReview, Resident.name)
        .join(
            Resident,
            (Resident.village_id == VoucherReview.village_id) & (Resident.id == VoucherReview.supervisor_id),
        )
        .where(VoucherReview.voucher_id == voucher_id)
        .order_by(VoucherReview.round.desc(), VoucherReview.given_at)
    )
    return [ReviewRow(*row) for row in session.execute(query)]


def papers_of(session: Session, voucher_id: uuid.UUID) -> Sequence[VoucherPaper]:
    """The originals of a voucher."""
    query = select(VoucherPaper).where(VoucherPaper.voucher_id == voucher_id)
    return session.execute(query.order_by(VoucherPaper.added_at, VoucherPaper.id)).scalars().all()


def paper_of(session: Session, voucher_id: uuid.UUID, key: uuid.UUID) -> VoucherPaper | None:
    """One original of one voucher."""
    query = select(VoucherPaper).where(VoucherPaper.voucher_id == voucher_id, VoucherPaper.id == key)
    return session.execute(query).scalar_one_or_none()


def paper_content(session: Session, key: uuid.UUID) -> bytes:
    """The bytes of an original."""
    return session.execute(select(VoucherPaperContent.content).where(VoucherPaperContent.id == key)).scalar_one()


def reversal_of(session: Session, voucher_id: uuid.UUID) -> Voucher | None:
    """The voucher that undoes this one, if one is under way or in the books."""
    gone = (VoucherState.REFUSED, VoucherState.DROPPED)
    query = select(Voucher).where(Voucher.reverses_id == voucher_id, Voucher.state.not_in(gone))
    return session.execute(query.limit(1)).scalar_one_or_none()


def has_opening(session: Session, fund: Fund, but: uuid.UUID) -> bool:
    """Whether the books of a fund are opened already, or about to be; `but`: the voucher that asks."""
    gone = (VoucherState.REFUSED, VoucherState.DROPPED)
    query = select(func.count()).select_from(Voucher)
    query = query.where(
        Voucher.kind == VoucherKind.OPENING, Voucher.fund == fund, Voucher.state.not_in(gone), Voucher.id != but
    )
    return bool(session.execute(query).scalar_one())


def vouchers_page(session: Session, page: int, states: Collection[VoucherState], by_ledger: bool = False) -> Page:
    """A page of vouchers, the newest first. Two queries."""
    order = Voucher.ledger.desc() if by_ledger else Voucher.drafted_at.desc()
    found = page_of(session, _rows().where(Voucher.state.in_(states)).order_by(order, Voucher.id), page)
    return dataclasses.replace(found, rows=[VoucherRow(*row) for row in found.rows])


def vouchers_of_matter(session: Session, matter_id: uuid.UUID) -> list[VoucherRow]:
    """What was paid for a matter or is under way, the oldest first."""
    query = _rows().where(Voucher.matter_id == matter_id, Voucher.state.in_(SHOWN))
    return [VoucherRow(*row) for row in session.execute(query.order_by(Voucher.year, Voucher.number))]


def waiting_for_review(session: Session, supervisor: uuid.UUID | None = None) -> list[VoucherRow]:
    """Vouchers that wait for the supervisors, the oldest first; of one of them: without those they looked through in
    this round. One query."""
    query = _rows().where(Voucher.state == VoucherState.WAITING)
    if supervisor is not None:
        mine = select(VoucherReview.id).where(
            VoucherReview.village_id == Voucher.village_id,
            VoucherReview.voucher_id == Voucher.id,
            VoucherReview.round == Voucher.round,
            VoucherReview.supervisor_id == supervisor,
        )
        query = query.where(~mine.exists())
    return [VoucherRow(*row) for row in session.execute(query.order_by(Voucher.handed_in_at, Voucher.id))]


def waiting_for_signature(session: Session) -> list[VoucherRow]:
    """Vouchers the supervisors agreed to and the chair has not signed, the oldest first. One query."""
    query = _rows().where(Voucher.state == VoucherState.REVIEWED)
    return [VoucherRow(*row) for row in session.execute(query.order_by(Voucher.handed_in_at, Voucher.id))]


def returned_vouchers(session: Session) -> list[VoucherRow]:
    """Vouchers that were sent back and wait for a correction, the oldest first. One query."""
    query = _rows().where(Voucher.state == VoucherState.RETURNED)
    return [VoucherRow(*row) for row in session.execute(query.order_by(Voucher.handed_in_at, Voucher.id))]


def _rows() -> Select[Voucher, str | None, Matter | None]:
    return (
        select(Voucher, HANDLER.name, Matter)
        .outerjoin(HANDLER, (HANDLER.village_id == Voucher.village_id) & (HANDLER.id == Voucher.handler_id))
        .outerjoin(Matter, (Matter.village_id == Voucher.village_id) & (Matter.id == Voucher.matter_id))
    )
