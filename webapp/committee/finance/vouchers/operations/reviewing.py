"""The supervisors' review of a voucher."""

from __future__ import annotations

from webapp.board.rules import blockers_private
from webapp.charter.queries import rules_in_force
from webapp.committee.finance.vouchers import rules
from webapp.committee.finance.vouchers.events import VoucherReviewed
from webapp.committee.finance.vouchers.models import Voucher, VoucherReview
from webapp.committee.finance.vouchers.queries.reviewers import reviewers_of
from webapp.committee.finance.vouchers.rules import Finding, VoucherState
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import InvalidInput, NotPermitted, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P


@operation(P.VOUCHER_REVIEW, on=Voucher)
def review_voucher(ctx: Context, voucher: Voucher, finding: Finding, reason: str = "") -> VoucherReview:
    """Say as a supervisor what you found: agree, send it back for a correction, or refuse, the last two with a reason.

    The voucher goes on to the chair when more than half of the unrelated supervisors agree, at least two.
    Raises RuleBroken for the handler, the payee and their near relatives, and for whoever spoke in this round.
    """
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    reviewers = reviewers_of(ctx.session, voucher, today)
    mine = next((one for one in reviewers if one.resident_id == ctx.actor.resident_id), None)
    if mine is None:
        raise NotPermitted(P.VOUCHER_REVIEW, voucher)
    reason = reason.strip()
    if len(reason) > rules.LONGEST_REASON:
        raise InvalidInput("board.text_long", "reason", longest=rules.LONGEST_REASON)
    blockers = rules.blockers_review(voucher.state, mine.conflict, mine.review is not None, finding, reason, profile)
    require_none([*blockers, *blockers_private([reason], profile)])
    review = VoucherReview(
        voucher_id=voucher.id,
        round=voucher.round,
        supervisor_id=mine.resident_id,
        finding=finding,
        reason=reason,
        given_at=ctx.now,
    )
    ctx.session.add(review)
    eligible = [one for one in reviewers if one.conflict is None]
    said = [one.review.finding for one in eligible if one.review is not None]
    voucher.state = rules.outcome([*said, finding], len(eligible), profile)
    if voucher.state in (VoucherState.RETURNED, VoucherState.REFUSED):
        voucher.returned_because = reason
    event = VoucherReviewed(voucher.short_number, voucher.round, finding.value, voucher.state.value)
    ctx.record(event, subject=voucher, matter_id=voucher.matter_id)
    return review
