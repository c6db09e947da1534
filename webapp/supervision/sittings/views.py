"""Pages of the supervision committee's meetings."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.kit.explain import explain
from webapp.kit.guards import needs, public
from webapp.kit.pages import paging, wanted_page
from webapp.kit.request import current_ctx
from webapp.supervision.sittings import labels, operations, queries, rules
from webapp.supervision.sittings.forms import CorrectForm, RecordForm, SignForm
from webapp.supervision.sittings.models import Sitting
from webapp.supervision.sittings.sources import looked_at

bp = Blueprint("sittings", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.kind_label, "looked_word")
bp.add_app_template_filter(labels.duty_words, "sitting_duty")
bp.add_app_template_filter(date.fromisoformat, "as_day")

Answer = str | Response | tuple[str, int]
Reasons = list[dict[str, str]]
ENDPOINTS = {
    "opinion": "opinions.list_opinions",
    "question": "interpellations.show",
    "voucher": "vouchers.show",
    "objection": "board.notice",
    "result": "committee.result",
}


@bp.get("/sittings")
@public
def list_sittings() -> str:
    """Every meeting of the supervision committee, and whether one is owed."""
    ctx = current_ctx()
    page = queries.sittings_page(ctx.session, wanted_page())
    duty = queries.sitting_duty(ctx.session, china_date(ctx.now))
    pages = paging(page, "sittings.list_sittings")
    return render_template("sittings/list_sittings.html", page=page, paging=pages, duty=duty)


@bp.route("/sittings/new", methods=["GET", "POST"])
@needs(P.SITTING_RECORD)
def record() -> Answer:
    """Put down a meeting that was held."""
    ctx, reasons = current_ctx(), []
    form = _record_form(ctx)
    if form.validate_on_submit():
        try:
            sitting = operations.record_sitting(ctx, **_sent(form))
            flash(_("The meeting is put down. Those who were there sign it now."), "success")
            return redirect(url_for("sittings.show", number=sitting.short_number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    looked = _with_addresses(looked_at(ctx.session, form.held_on.data or china_date(ctx.now)))
    return _form_page("sittings/record.html", form, reasons, looked=looked)


@bp.get("/sittings/<number>")
@public
def show(number: str) -> str:
    """The record of one meeting, with the names under it."""
    ctx = current_ctx()
    return _page(ctx, _sitting(ctx, number), [])


@bp.post("/sittings/<number>/name")
@needs(P.SITTING_SIGN)
def sign(number: str) -> Answer:
    """Sign the record."""
    ctx, form = current_ctx(), SignForm()
    sitting = _sitting(ctx, number)
    try:
        operations.sign_sitting(ctx, sitting.id, form.sha256.data or "")
    except RuleBroken as broken:
        return _page(ctx, _sitting(ctx, number), explain(broken.blockers)), 422
    flash(_("You have signed."), "success")
    return redirect(url_for("sittings.show", number=number))


@bp.route("/sittings/<number>/words", methods=["GET", "POST"])
@needs(P.SITTING_RECORD)
def correct(number: str) -> Answer:
    """Correct the words before all have signed."""
    ctx, reasons = current_ctx(), []
    sitting = _sitting(ctx, number)
    form = CorrectForm(obj=sitting)
    if form.validate_on_submit():
        try:
            operations.correct_sitting(ctx, sitting.id, **_sent(form))
            flash(_("The record is corrected. Everyone signs anew."), "success")
            return redirect(url_for("sittings.show", number=number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    return _form_page("sittings/correct.html", form, reasons, sitting=_sitting(ctx, number))


def _record_form(ctx: Context) -> RecordForm:
    form = RecordForm(held_on=china_date(ctx.now))
    members = queries.members_on(ctx.session, form.held_on.data or china_date(ctx.now))
    form.present.choices = [SelectChoice(one.id.hex, one.name) for one in members]
    return form


def _sent(form: Any) -> dict[str, Any]:
    sent = {name: value or "" for name, value in form.data.items() if name != "csrf_token"}
    return sent | ({"present": [uuid.UUID(hex=one) for one in sent["present"]]} if "present" in sent else {})


def _form_page(template: str, form: Any, reasons: Reasons, **shown: Any) -> tuple[str, int]:
    refused = request.method == "POST" and (form.errors or reasons)
    return render_template(template, form=form, reasons=reasons, **shown), 422 if refused else 200


def _page(ctx: Context, sitting: Sitting, reasons: Reasons) -> str:
    members = queries.members_of(ctx.session, sitting.id)
    signings = queries.signings(members)
    mine = next((one for one in signings if one.resident_id == ctx.actor.resident_id), None)
    return render_template(
        "sittings/show.html",
        sitting=sitting,
        members=members,
        reasons=reasons,
        looked=_with_addresses(sitting.looked_at),
        form=SignForm(data={"sha256": sitting.sha256}, formdata=None),
        can_sign=not rules.blockers_sign(mine, is_same=True),
        is_complete=rules.is_signed_by_all(signings),
    )


def _with_addresses(looked: list[Any]) -> dict[str, list[dict[str, str]]]:
    """What was looked at by kind, each with the page of the thing."""
    found: dict[str, list[dict[str, str]]] = {}
    for one in looked:
        found.setdefault(one["kind"], []).append(one | {"url": _address(one["kind"], one["number"])})
    return found


def _address(kind: str, number: str) -> str:
    if kind == "task":
        matter, _slash, part = number.partition("/")
        return url_for("committee.task", number=matter, part=part)
    return url_for(ENDPOINTS[kind], number=number) if kind in ENDPOINTS else ""


def _sitting(ctx: Context, number: str) -> Sitting:
    found = queries.sitting_by_number(ctx.session, number)
    if found is None:
        raise NotFound("Sitting", number)
    return found
