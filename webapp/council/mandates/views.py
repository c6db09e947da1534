"""Pages of mandates: what the assembly delegated, and recording it."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from webapp.charter.labels import matter_label
from webapp.charter.matters import matters_on
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import RuleBroken
from webapp.core.permissions import Permission as P
from webapp.council.mandates import operations, queries, rules
from webapp.council.mandates.forms import MandateForm
from webapp.kit.explain import explain
from webapp.kit.guards import needs, public
from webapp.kit.request import current_ctx

bp = Blueprint("mandates", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(matter_label, "mandate_kind")


@bp.get("/mandates")
@public
def list_mandates() -> str:
    """What the assembly delegated to the representatives, and until when."""
    ctx = current_ctx()
    today = china_date(ctx.now)
    return render_template("mandates/list_mandates.html", mandates=queries.mandates(ctx.session), today=today)


@bp.route("/mandates/new", methods=["GET", "POST"])
@needs(P.MANDATE_RECORD)
def record() -> str | Response | tuple[str, int]:
    """Put a mandate on record."""
    ctx, form, reasons = current_ctx(), MandateForm(), []
    form.kinds.choices = _choices(ctx)
    if form.validate_on_submit():
        try:
            words = (form.kinds.data, form.since.data, form.until.data, form.decision.data)
            operations.record_mandate(ctx, *words)
            return redirect(url_for("mandates.list_mandates"))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    return render_template("mandates/record.html", form=form, reasons=reasons), 422 if form.errors or reasons else 200


def _choices(ctx: Context) -> list[SelectChoice]:
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    kinds = [kind.code for kind in matters_on(today) if rules.can_be_delegated(kind.code, today, profile)]
    return [SelectChoice(code, matter_label(code)) for code in kinds]
