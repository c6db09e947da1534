"""The chair's signature, by which a voucher enters the books, or its return."""

from __future__ import annotations

from webapp.board.rules import blockers_private, require_words
from webapp.charter.queries import rules_in_force
from webapp.committee.finance.vouchers import rules
from webapp.committee.finance.vouchers.events import VoucherPosted, VoucherSentBack
from webapp.committee.finance.vouchers.models import Voucher
from webapp.committee.finance.vouchers.queries.readiness import blockers_sign, held_matter
from webapp.committee.finance.vouchers.queries.vouchers import posting_facts
from webapp.committee.finance.vouchers.rules import VoucherState
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotPermitted, require_none
from webapp.core.numbers import next_number
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P


@operation(P.VOUCHER_SIGN, on=Voucher)
def sign_voucher(ctx: Context, voucher: Voucher) -> Voucher:
    """Sign a voucher the supervisors agreed to: it enters the books of today and is never changed again.

    What is left of the decision, of the account and of the fund is looked at once more while nobody else can spend:
    the matter's row and the number in the books are held until this is done.
    Raises RuleBroken without the supervisors' agreement, for the signer's own or a near relative's money, beyond the
    decided amount, or beyond the money there.
    """
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.VOUCHER_SIGN, voucher)
    today = china_date(ctx.now)
    matter = held_matter(ctx.session, voucher)
    ledger = next_number(ctx.session, ctx.village_id, "ledger")
    require_none(blockers_sign(ctx.session, voucher, ctx.actor.resident_id, today))
    voucher.state, voucher.posted_on, voucher.ledger = VoucherState.POSTED, today, ledger
    voucher.signed_by_id = ctx.actor.resident_id
    undone = ctx.session.get_one(Voucher, (ctx.village_id, voucher.reverses_id)) if voucher.reverses_id else None
    event = VoucherPosted(
        voucher.short_number,
        ledger,
        voucher.kind.value,
        voucher.fund.value,
        today,
        matter.short_number if matter else "",
        undone.short_number if undone else "",
        posting_facts(ctx.session, voucher),
    )
    ctx.record(event, subject=voucher, matter_id=voucher.matter_id)
    return voucher


@operation(P.VOUCHER_SIGN, on=Voucher)
def return_voucher(ctx: Context, voucher: Voucher, reason: str) -> Voucher:
    """Do not sign: send the voucher back with the reason. Raises RuleBroken, InvalidInput without a reason."""
    profile = rules_in_force(ctx.session, china_date(ctx.now))
    reason = require_words(reason, "reason", rules.LONGEST_REASON)
    require_none([*rules.blockers_sign(voucher.state, None, profile), *blockers_private([reason], profile)])
    voucher.state, voucher.returned_because = VoucherState.RETURNED, reason
    ctx.record(VoucherSentBack(voucher.short_number, voucher.round), matter_id=voucher.matter_id)
    return voucher
