"""Who a person is to a voucher."""

from __future__ import annotations

from webapp.committee.finance.vouchers.models import Voucher
from webapp.core.context import Context
from webapp.core.db import VillageScoped


def is_handler(ctx: Context, subject: VillageScoped | None) -> bool:
    """Whether this person handled the money of a voucher; without a voucher in view nobody is one."""
    return isinstance(subject, Voucher) and subject.handler_id is not None and (
        subject.handler_id == ctx.actor.resident_id
    )  # fmt: skip


def keeps_books(ctx: Context, voucher: Voucher) -> bool:
    """Whether this person sees the bank account and the originals: whoever writes, reviews, signs or handled it."""
    return bool(SEES & ctx.actor.offices) or is_handler(ctx, voucher)


SEES = frozenset(
    {
        "clerk",
        "bookkeeper",
        "committee_chair",
        "committee_vice_chair",
        "committee_member",
        "supervision_chair",
        "supervisor",
    }
)
