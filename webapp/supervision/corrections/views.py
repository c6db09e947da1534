"""Pages of orders to correct: the list, a new order, one order, what the committee answers."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp.branch.matters.views.blueprint import NONE, Answer, attempt
from webapp.branch.matters.views.blueprint import page as form_page
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.core.permissions import Permission as P
from webapp.kit.guards import needs, public
from webapp.kit.pages import paging, wanted_page
from webapp.kit.request import current_ctx
from webapp.supervision.corrections import labels, operations, queries, rules
from webapp.supervision.corrections.forms import OrderAnswerForm, OrderForm, OutsideOrderForm
from webapp.supervision.corrections.models import CorrectionOrder
from webapp.supervision.corrections.rules import ARTICLES, OrderSource
from webapp.supervision.escalations.forms import EscalationForm
from webapp.supervision.escalations.queries import escalations_of
from webapp.supervision.escalations.rules import Addressee
from webapp.supervision.subjects.forms import subject_choices

bp = Blueprint("corrections", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.STATES.__getitem__, "order_state")
bp.add_app_template_filter(labels.LOOKS.__getitem__, "order_look")
bp.add_app_template_filter(labels.SOURCES.__getitem__, "order_source")


@bp.get("/corrections")
@public
def list_corrections() -> str:
    """All orders to correct, what is late marked."""
    ctx = current_ctx()
    page = queries.orders_page(ctx.session, wanted_page(), china_date(ctx.now))
    pages = paging(page, "corrections.list_corrections")
    return render_template("corrections/list_corrections.html", page=page, paging=pages, **_law(ctx))


@bp.route("/corrections/new", methods=["GET", "POST"])
@needs(P.CORRECTION_ORDER)
def order() -> Answer:
    """The supervisors order a correction."""
    ctx, form, reasons = current_ctx(), OrderForm(), NONE
    _offer(ctx, form)
    if form.validate_on_submit():
        words = (form.about.data, form.title.data, form.demand.data)
        row, reasons = attempt(lambda: operations.order_correction(ctx, *words))
        if row is not None:
            flash(_("The order stands, and the villagers' committee sees it on its desk."), "success")
            return redirect(url_for("corrections.show", number=row.short_number))
    return form_page("corrections/order.html", form, reasons, outside=False, **_law(ctx))


@bp.route("/corrections/record", methods=["GET", "POST"])
@needs(P.CORRECTION_RECORD)
def record() -> Answer:
    """The clerk records an order of the township or the county."""
    ctx, form, reasons = current_ctx(), OutsideOrderForm(), NONE
    _offer(ctx, form)
    if form.validate_on_submit():
        words = (form.about.data, form.title.data, form.demand.data, form.ordered_on.data, form.due_on.data)
        source, paper = OrderSource(form.source.data), form.paper.data
        row, reasons = attempt(lambda: operations.record_order(ctx, source, paper, *words))
        if row is not None:
            flash(_("The order stands, and the villagers' committee sees it on its desk."), "success")
            return redirect(url_for("corrections.show", number=row.short_number))
    return form_page("corrections/order.html", form, reasons, outside=True, **_law(ctx))


@bp.get("/corrections/<number>")
@public
def show(number: str) -> str:
    """One order: what was demanded, what was answered, where it went."""
    ctx = current_ctx()
    row = _order(ctx, number)
    today = china_date(ctx.now)
    return render_template(
        "corrections/show.html",
        line=queries.line_of(row, today),
        subject=queries.subject_of(ctx.session, row),
        answers=queries.answers_to(ctx.session, row.id),
        papers=escalations_of(ctx.session, row.id),
        further=rules.may_go_further(queries.standing_of(row), today),
        outside=row.source in rules.OUTSIDE,
        basis=ARTICLES[row.source],
    )


@bp.route("/corrections/<number>/done", methods=["GET", "POST"])
@needs(P.CORRECTION_CARRY_OUT)
def carry_out(number: str) -> Answer:
    """Say what was done."""
    ctx, form, reasons = current_ctx(), OrderAnswerForm(), NONE
    row = _order(ctx, number)
    if form.validate_on_submit():
        answer, reasons = attempt(lambda: operations.carry_out(ctx, row.id, form.text.data))
        if answer is not None:
            flash(_("It stands as carried out."), "success")
            return redirect(url_for("corrections.show", number=number))
    return _answer_page(ctx, number, form, reasons, done=True)


@bp.route("/corrections/<number>/refuse", methods=["GET", "POST"])
@needs(P.CORRECTION_REFUSE)
def refuse(number: str) -> Answer:
    """Refuse an order of the supervisors, with reasons."""
    ctx, form, reasons = current_ctx(), OrderAnswerForm(), NONE
    row = _order(ctx, number)
    if form.validate_on_submit():
        answer, reasons = attempt(lambda: operations.refuse(ctx, row.id, form.text.data))
        if answer is not None:
            flash(_("The refusal stands with its reasons."), "success")
            return redirect(url_for("corrections.show", number=number))
    return _answer_page(ctx, number, form, reasons, done=False)


@bp.route("/corrections/<number>/escalate", methods=["GET", "POST"])
@needs(P.CORRECTION_ESCALATE)
def escalate(number: str) -> Answer:
    """Put an order before the township or the county."""
    ctx, form, reasons = current_ctx(), EscalationForm(), NONE
    row = _order(ctx, number)
    if form.validate_on_submit():
        to, organ, because = Addressee(form.addressee.data), form.supervision_organ.data, form.reasons.data
        paper, reasons = attempt(lambda: operations.escalate_order(ctx, row.id, to, organ, because))
        if paper is not None:
            flash(_("The paper is ready: print it, sign it, and hand it over."), "success")
            return redirect(url_for("escalations.show", number=paper.short_number))
    return form_page("corrections/escalate.html", form, reasons, order=_order(ctx, number))


def _answer_page(ctx: Context, number: str, form: Any, reasons: Any, done: bool) -> Answer:
    row = _order(ctx, number)
    subject = queries.subject_of(ctx.session, row)
    return form_page("corrections/answer.html", form, reasons, order=row, subject=subject, done=done)


def _order(ctx: Context, number: str) -> CorrectionOrder:
    found = queries.order_by_number(ctx.session, number)
    if found is None:
        raise NotFound("CorrectionOrder", number)
    return found


def _offer(ctx: Context, form: OrderForm) -> None:
    about = request.args.get("about", "") if request.method == "GET" else form.about.data or ""
    form.about.choices = subject_choices(ctx.session, about)
    if request.method == "GET":
        form.about.data = about


def _law(ctx: Context) -> dict[str, Any]:
    rule = rules_in_force(ctx.session, china_date(ctx.now)).rule(rules.DAYS)
    return {"days": rule.value, "article": rule.article}
