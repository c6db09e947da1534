"""Pages of asking for a meeting: the list, a new request, one request, names from paper."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.branch.matters.views.blueprint import NONE, Answer, attempt
from webapp.charter.labels import article_label, rule_label
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.core.permissions import Permission as P
from webapp.council.calls import labels, operations, queries
from webapp.council.calls.forms import CallForm, CallNamesForm
from webapp.council.calls.models import MeetingCall
from webapp.council.calls.rules import CLAIMS, CLOCK
from webapp.kit.guards import needs, public, signed_in
from webapp.kit.pages import paging, wanted_page
from webapp.kit.request import current_ctx
from webapp.village.looks.showing import note_choices

bp = Blueprint("calls", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.state_label, "call_state")
bp.add_app_template_filter(labels.LOOKS.__getitem__, "call_look")
bp.add_app_template_filter(lambda call: labels.asked_label(call.body, call.source), "call_asked")
bp.add_app_template_filter(labels.left_label, "days_left")


@bp.get("/calls")
@public
def list_calls() -> str:
    """All requests for a meeting: how many asked, how many are needed, how the committee's clock stands."""
    ctx = current_ctx()
    page = queries.calls(ctx.session, wanted_page(), china_date(ctx.now))
    return render_template("calls/list_calls.html", page=page, paging=paging(page, "calls.list_calls"), **_law(ctx))


@bp.route("/calls/new", methods=["GET", "POST"])
@needs(P.CALL_START)
def start() -> Answer:
    """Ask for a meeting."""
    ctx, form, reasons = current_ctx(), CallForm(), NONE
    if form.validate_on_submit():
        body, source = form.pair()
        call, reasons = attempt(lambda: operations.start_call(ctx, body, source, form.reason.data))
        if call is not None:
            flash(_("The request is started, and your name is the first under it."), "success")
            return redirect(url_for("calls.show", number=call.short_number))
    page = render_template("calls/start.html", form=form, reasons=reasons, **_law(ctx))
    return page, 422 if form.errors or reasons else 200


@bp.get("/calls/<number>")
@public
def show(number: str) -> Answer:
    """One request: how many names, how many are needed, until when the committee must convene."""
    return _shown(current_ctx(), number)


@bp.post("/calls/<number>/support")
@signed_in
def support(number: str) -> Answer:
    """Put my name under a request."""
    ctx = current_ctx()
    call = _call(ctx, number)
    names, reasons = attempt(lambda: operations.support_call(ctx, call.id))
    if names is None:
        return _shown(ctx, number, reasons)
    flash(_("Your name stands under this request."), "success")
    return redirect(url_for("calls.show", number=number))


@bp.post("/calls/<number>/withdraw")
@signed_in
def withdraw(number: str) -> Answer:
    """Take my request back."""
    ctx = current_ctx()
    call = _call(ctx, number)
    done, reasons = attempt(lambda: operations.withdraw_call(ctx, call.id))
    if done is None:
        return _shown(ctx, number, reasons)
    flash(_("The request is withdrawn."), "success")
    return redirect(url_for("calls.show", number=number))


@bp.route("/calls/<number>/names", methods=["GET", "POST"])
@needs(P.CALL_RECORD)
def record_names(number: str) -> Answer:
    """Record names that stand on paper under a request."""
    ctx, form, reasons = current_ctx(), CallNamesForm(), NONE
    call = _call(ctx, number)
    unknown = form.look_up(ctx.session, call.id, tick="look" in request.form).unknown
    if "look" not in request.form and form.validate_on_submit() and form.require_ticked():
        ticked = form.ticked()
        added, reasons = attempt(lambda: operations.record_call_names(ctx, call.id, ticked))
        if added is not None:
            flash(ngettext("%(num)d name was recorded.", "%(num)d names were recorded.", added), "success")
            return redirect(url_for("calls.show", number=number))
    note_choices(ctx, form.resident_ids)
    shown = {"form": form, "reasons": reasons, "unknown": unknown, **_one(ctx, _call(ctx, number))}
    page = render_template("calls/record_names.html", people=queries.supporters(ctx.session, call.id), **shown)
    return page, 422 if form.errors or reasons else 200


def _call(ctx: Context, number: str) -> MeetingCall:
    call = queries.call_by_number(ctx.session, number)
    if call is None:
        raise NotFound("MeetingCall", number)
    return call


def _shown(ctx: Context, number: str, reasons: Any = ()) -> Answer:
    page = render_template("calls/show.html", reasons=reasons, **_one(ctx, _call(ctx, number)))
    return page, 422 if reasons else 200


def _one(ctx: Context, call: MeetingCall) -> dict[str, Any]:
    person = ctx.actor.resident_id
    article = rules_in_force(ctx.session, china_date(call.called_at)).article(CLAIMS[call.body, call.source])
    return {
        "line": queries.line_of(ctx.session, call, china_date(ctx.now)),
        "mine": bool(person and queries.supported_by(ctx.session, call.id, [person])),
        "article": str(article_label(article)),
        **_law(ctx),
    }


def _law(ctx: Context) -> dict[str, Any]:
    """From which rule the number of days comes: the national law names none."""
    rule = rules_in_force(ctx.session, china_date(ctx.now)).rule(CLOCK)
    source = _("the village’s own rule") if rule.is_local else str(article_label(rule.article))
    return {"days": rule.value, "clock_rule": str(rule_label(CLOCK)), "clock_source": source}
