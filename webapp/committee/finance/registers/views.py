"""Pages of the registers of contracts, assets and resources."""

from __future__ import annotations

import functools

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp.branch.matters.models import Matter
from webapp.branch.matters.queries import matter_by_number
from webapp.committee.finance.registers import labels, operations, queries
from webapp.committee.finance.registers.forms import EndForm, HoldingForm
from webapp.committee.finance.registers.models import Holding
from webapp.committee.finance.registers.rules import Entered, HoldingKind
from webapp.committee.finance.vouchers.views.blueprint import NONE, Answer, attempt, page
from webapp.core.clock import china_date
from webapp.core.errors import NotFound
from webapp.core.permissions import Permission as P
from webapp.kit.guards import needs, public
from webapp.kit.pages import paging, wanted_page
from webapp.kit.request import current_ctx

bp = Blueprint("holdings", __name__, url_prefix="/v/<village>/holdings")
bp.add_app_template_filter(labels.holding_tag, "holding_tag")
bp.add_app_template_filter(labels.KINDS.get, "holding_kind")


@bp.get("")
@public
def list_holdings() -> str:
    """What the collective has: contracts, assets, land and water."""
    ctx = current_ctx()
    chosen = request.args.get("show", "")
    chosen = chosen if chosen in labels.SHELVES else ""
    found = queries.holdings_page(ctx.session, wanted_page(), HoldingKind(chosen) if chosen else None)
    pages = paging(found, "holdings.list_holdings", show=chosen or None)
    shown = {"page": found, "paging": pages, "chosen": chosen, "shelves": labels.SHELVES, "today": china_date(ctx.now)}
    return render_template("holdings/list_holdings.html", **shown)


@bp.get("/<number>")
@public
def show(number: str) -> str:
    """One entry of the registers."""
    ctx, holding = current_ctx(), _holding(number)
    key = (ctx.village_id, holding.matter_id)
    matter = ctx.session.get(Matter, key) if holding.matter_id else None
    return render_template("holdings/show.html", holding=holding, matter=matter, today=china_date(ctx.now))


@bp.route("/new/<kind>", methods=["GET", "POST"])
@needs(P.HOLDING_RECORD)
def record(kind: str) -> Answer:
    """Enter a contract, an asset or a resource."""
    ctx, form, reasons = current_ctx(), HoldingForm(), NONE
    what = HoldingKind(kind) if kind in set(HoldingKind) else abort(404)
    matter = matter_by_number(ctx.session, form.matter.data or "")
    if form.validate_on_submit() and _is_known(form, matter):
        act = functools.partial(operations.record_holding, ctx, _entered(form, what), matter.id if matter else None)
        made, reasons = attempt(act)
        if made:
            flash(_("The entry stands in the register."), "success")
            return redirect(url_for("holdings.show", number=made.short_number))
    return page("holdings/record.html", form, reasons, kind=what)


@bp.route("/<number>/end", methods=["GET", "POST"])
@needs(P.HOLDING_RECORD)
def end(number: str) -> Answer:
    """Close an entry."""
    ctx, holding, form, reasons = current_ctx(), _holding(number), EndForm(), NONE
    if form.validate_on_submit():
        done, reasons = attempt(functools.partial(operations.end_holding, ctx, holding.id, form.reason.data))
        if done:
            flash(_("The entry is closed. It stays readable."), "success")
            return redirect(url_for("holdings.show", number=number))
    return page("holdings/end.html", form, reasons, holding=_holding(number))


def _is_known(form: HoldingForm, matter: Matter | None) -> bool:
    if form.matter.data and matter is None:
        form.matter.errors = [_("There is no matter of this number.")]
        return False
    return True


def _entered(form: HoldingForm, kind: HoldingKind) -> Entered:
    texts = {name: form[name].data or "" for name in ("title", "place", "quantity", "partner", "note")}
    return Entered(kind=kind, since=form.since.data, until=form.until.data, amount_fen=form.amount.fen, **texts)


def _holding(number: str) -> Holding:
    found = queries.holding_by_number(current_ctx().session, number)
    if found is None:
        raise NotFound("Holding", number)
    return found
