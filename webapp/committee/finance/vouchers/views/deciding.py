"""Pages on which supervisors review, the chair signs, and a voucher of the books is undone."""

from __future__ import annotations

import functools

from flask import flash, render_template, request
from flask_babel import gettext as _

from webapp.committee.finance.vouchers import operations
from webapp.committee.finance.vouchers.forms import ReasonForm, ReverseForm, ReviewForm
from webapp.committee.finance.vouchers.queries.reviewers import reviewers_of
from webapp.committee.finance.vouchers.queries.vouchers import voucher_detail
from webapp.committee.finance.vouchers.rules import Finding
from webapp.committee.finance.vouchers.views.blueprint import NONE, Answer, attempt, bp, page, the_voucher, to_voucher
from webapp.committee.finance.vouchers.views.reading import page_values
from webapp.core.clock import china_date
from webapp.core.permissions import Permission as P
from webapp.kit.guards import needs
from webapp.kit.request import current_ctx


@bp.route("/<number>/review", methods=["GET", "POST"])
@needs(P.VOUCHER_REVIEW)
def review(number: str) -> Answer:
    """Review a voucher as a supervisor, with its originals beside."""
    ctx, voucher, form, reasons = current_ctx(), the_voucher(number, P.VOUCHER_REVIEW), ReviewForm(), NONE
    if form.validate_on_submit():
        finding = Finding(form.finding.data)
        act = functools.partial(operations.review_voucher, ctx, voucher.id, finding, form.reason.data or "")
        done, reasons = attempt(act)
        if done:
            flash(_("Your finding stands."), "success")
            return to_voucher(number)
    voucher = the_voucher(number)
    people = reviewers_of(ctx.session, voucher, china_date(ctx.now))
    detail = voucher_detail(ctx.session, voucher)
    return page("vouchers/review.html", form, reasons, detail=detail, reviewers=people)


@bp.route("/<number>/sign", methods=["GET", "POST"])
@needs(P.VOUCHER_SIGN)
def sign(number: str) -> Answer:
    """Sign a voucher, after a look at what it does to the money."""
    ctx, voucher = current_ctx(), the_voucher(number, P.VOUCHER_SIGN)
    if request.method == "GET":
        return render_template("vouchers/sign.html", **page_values(ctx, voucher))
    done, reasons = attempt(functools.partial(operations.sign_voucher, ctx, voucher.id))
    if done:
        flash(_("The voucher is signed and stands in the books."), "success")
        return to_voucher(number)
    return page("vouchers/show.html", None, reasons, **page_values(ctx, the_voucher(number)))


@bp.route("/<number>/return", methods=["GET", "POST"])
@needs(P.VOUCHER_SIGN)
def give_back(number: str) -> Answer:
    """Do not sign: send a voucher back with the reason."""
    ctx, voucher, form, reasons = current_ctx(), the_voucher(number, P.VOUCHER_SIGN), ReasonForm(), NONE
    if form.validate_on_submit():
        done, reasons = attempt(functools.partial(operations.return_voucher, ctx, voucher.id, form.reason.data))
        if done:
            flash(_("The voucher went back to those who wrote it."), "success")
            return to_voucher(number)
    return page("vouchers/give_back.html", form, reasons, voucher=the_voucher(number))


@bp.route("/<number>/reverse", methods=["GET", "POST"])
@needs(P.VOUCHER_REVERSE)
def reverse(number: str) -> Answer:
    """Undo a voucher of the books by a new one."""
    ctx, voucher, form, reasons = current_ctx(), the_voucher(number, P.VOUCHER_REVERSE), ReverseForm(), NONE
    if form.validate_on_submit():
        made, reasons = attempt(functools.partial(operations.reverse_voucher, ctx, voucher.id, form.reason.data))
        if made:
            flash(_("The new voucher is with the supervisors. The old one stays as it is."), "success")
            return to_voucher(made.short_number)
    return page("vouchers/reverse.html", form, reasons, voucher=the_voucher(number))
