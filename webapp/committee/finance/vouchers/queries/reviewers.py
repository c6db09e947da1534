"""Reading who may look at a voucher: the supervisors of the day, and who of them stands too near to it."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.committee.finance.vouchers.models import Voucher, VoucherReview
from webapp.committee.finance.vouchers.payees import plain_name
from webapp.committee.finance.vouchers.queries.vouchers import reviews_of
from webapp.village.kinship.queries import near_relatives_of
from webapp.village.offices.queries import office_holders
from webapp.village.offices.rules import Body, offices_of
from webapp.village.register.models import Resident


class Reviewer(NamedTuple):
    """A supervisor before a voucher: why not (`own`, `payee`, `kin`), and what was said in this round."""

    resident_id: uuid.UUID
    name: str
    conflict: str | None
    review: VoucherReview | None


def reviewers_of(session: Session, voucher: Voucher, today: date) -> list[Reviewer]:
    """The supervisors in office, each once, and how each stands to the voucher. Five queries."""
    holders = office_holders(session, offices_of(Body.SUPERVISION), today)
    people = {resident.id: resident.name for _, resident in holders}
    said = {row.review.supervisor_id: row.review for row in reviews_of(session, voucher.id)
            if row.review.round == voucher.round}  # fmt: skip
    conflicts = conflicts_with(session, voucher, people)
    return [Reviewer(key, name, conflicts.get(key), said.get(key)) for key, name in people.items()]


def conflicts_with(session: Session, voucher: Voucher, people: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Who of these people stands too near to a voucher: its own handler or writer, the payee, a near relative of
    one of them. A voucher that undoes another is near to whoever was near to that one."""
    key = (voucher.village_id, voucher.reverses_id)
    undone = session.get(Voucher, key) if voucher.reverses_id else None
    both = [voucher, undone] if undone else [voucher]
    own = {key for one in both for key in (one.handler_id, one.recorded_by_id)} - {None}
    payees = _payees(session, voucher)
    concerned = payees | {one.handler_id for one in both if one.handler_id is not None}
    near = near_relatives_of(session, concerned) if concerned else {}
    kin = {relative for key in concerned for relative in near.get(key, {})}
    found = {key: "kin" for key in people if key in kin}
    found |= {key: "payee" for key in people if key in payees}
    return found | {key: "own" for key in people if key in own}


def _payees(session: Session, voucher: Voucher) -> set[uuid.UUID]:
    """Who is paid. As long as nobody of the register is named, everyone of that name may be meant."""
    if voucher.payee_id is not None:
        return {voucher.payee_id}
    names = {voucher.payee_name.strip(), plain_name(voucher.payee_name)} - {""}
    return set(session.scalars(select(Resident.id).where(Resident.name.in_(names)))) if names else set()
