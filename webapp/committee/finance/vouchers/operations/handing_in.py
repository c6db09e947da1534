"""Handing a voucher to the supervisors: an ordinary one, the opening of the books, the reversal of one in the books."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.board.rules import blockers_private, require_words
from webapp.charter.queries import rules_in_force
from webapp.committee.finance.accounts.rules import Fund
from webapp.committee.finance.vouchers import rules
from webapp.committee.finance.vouchers.events import VoucherHandedIn, VoucherReversed
from webapp.committee.finance.vouchers.models import Voucher
from webapp.committee.finance.vouchers.operations.drafting import new_voucher
from webapp.committee.finance.vouchers.queries.readiness import blockers_reviewers, held_matter, matter_of, readiness
from webapp.committee.finance.vouchers.queries.vouchers import (
    entries_of_voucher,
    has_opening,
    posting_facts,
    reversal_of,
)
from webapp.committee.finance.vouchers.rules import VoucherKind, VoucherState
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P


@operation(P.VOUCHER_HAND_IN, on=Voucher)
def hand_in_voucher(ctx: Context, voucher: Voucher) -> Voucher:
    """Put a voucher before the supervisors (Henan 58: before it is paid). A payment needs a decision that covers it.

    Raises RuleBroken with everything that is still missing: the original, the decision, the money left of it, whose
    decision a payment of this size needs, supervisors who are unrelated to it.
    """
    held_matter(ctx.session, voucher)
    ready = readiness(ctx.session, voucher, china_date(ctx.now))
    require_none(ready.blockers)
    voucher.tier = ready.tier
    _hand_in(ctx, voucher)
    return voucher


@operation(P.BOOKS_OPEN)
def open_books(ctx: Context, fund: Fund, balances: Mapping[str, int]) -> Voucher:
    """Begin the books of a fund with what is there: accounts and whole fen. The supervisors review it as any voucher.

    Raises InvalidInput when it does not balance, RuleBroken when the books of the fund are open.
    """
    entries = rules.opening_entries(balances)
    today = china_date(ctx.now)
    voucher = new_voucher(
        ctx, VoucherKind.OPENING, entries, fund=fund, happened_on=today, purpose="", handler_id=ctx.actor.resident_id
    )
    blockers = [Blocker("voucher.books_open")] if has_opening(ctx.session, fund, voucher.id) else []
    require_none([*blockers, *blockers_reviewers(ctx.session, voucher, today)])
    _hand_in(ctx, voucher)
    return voucher


@operation(P.VOUCHER_REVERSE, on=Voucher)
def reverse_voucher(ctx: Context, voucher: Voucher, reason: str) -> Voucher:
    """Undo a voucher of the books by a new one that names it; nothing in the books is ever changed or taken out.

    Raises RuleBroken when it is not in the books, or a reversal is under way, InvalidInput without a reason.
    """
    reason = require_words(reason, "reason", rules.LONGEST_PURPOSE)
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    there = reversal_of(ctx.session, voucher.id)
    blockers = rules.blockers_reverse(voucher.state, voucher.reverses_id is not None, there is not None)
    require_none([*blockers, *blockers_private([reason], profile)])
    copied = ("fund", "payee_name", "payee_id", "payee_account", "matter_id", "resolution_id", "committees_on")
    reversal = new_voucher(
        ctx,
        voucher.kind,
        rules.reversed_entries(entries_of_voucher(ctx.session, voucher.id)),
        happened_on=today,
        purpose=reason,
        handler_id=ctx.actor.resident_id,
        reverses_id=voucher.id,
        **{name: getattr(voucher, name) for name in copied},
    )
    ctx.record(
        VoucherReversed(voucher.short_number, reversal.short_number), subject=reversal, matter_id=voucher.matter_id
    )
    require_none(blockers_reviewers(ctx.session, reversal, today))
    _hand_in(ctx, reversal)
    return reversal


def _hand_in(ctx: Context, voucher: Voucher) -> None:
    voucher.state, voucher.handed_in_at = VoucherState.WAITING, ctx.now
    voucher.round += 1
    voucher.returned_because = ""
    matter = matter_of(ctx.session, voucher)
    event = VoucherHandedIn(
        voucher.short_number,
        voucher.kind.value,
        voucher.amount_fen,
        voucher.round,
        voucher.tier.value if voucher.tier else "",
        voucher.fund.value,
        matter.short_number if matter else "",
        posting_facts(ctx.session, voucher),
    )
    ctx.record(event, subject=voucher, matter_id=voucher.matter_id)
