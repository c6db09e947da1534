"""Pages of putting names under a matter, online and from paper."""

from __future__ import annotations

from flask import flash, request
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.branch.cosignatures import queries
from webapp.branch.cosignatures.forms import NamesForm
from webapp.branch.matters import operations
from webapp.branch.matters.queries import matter_detail
from webapp.branch.matters.views.blueprint import NONE, Answer, attempt, bp, page, the_matter, to_matter
from webapp.core.clock import china_date
from webapp.core.permissions import Permission as P
from webapp.kit.explain import explain
from webapp.kit.guards import needs, signed_in
from webapp.kit.request import current_ctx, public_address
from webapp.village.looks.showing import note_choices


@bp.route("/matters/<number>/cosign", methods=["GET", "POST"])
@signed_in
def cosign(number: str) -> Answer:
    """Put one's name under a matter."""
    ctx, matter = current_ctx(), the_matter(number)
    today = china_date(ctx.now)
    reasons = explain(queries.cosign_blockers(ctx.session, matter, ctx.actor.resident_id, today))
    if request.method == "POST":
        done, reasons = attempt(lambda: operations.cosign(ctx, matter.id))
        if done is not None:
            flash(_("Your name stands under this matter."), "success")
            return to_matter(number)
    detail = matter_detail(ctx.session, matter, today)
    address = public_address("matters.cosign", number=number)
    signed = bool(queries.signed_by(ctx.session, matter.id, [ctx.actor.resident_id] if ctx.actor.resident_id else []))
    return page("matters/cosign.html", None, reasons, detail=detail, address=address, signed=signed)


@bp.route("/matters/<number>/names", methods=["GET", "POST"])
@needs(P.COSIGNATURE_RECORD)
def record_names(number: str) -> Answer:
    """Record names that stand on paper."""
    ctx, matter = current_ctx(), the_matter(number)
    form, reasons, today = NamesForm(), NONE, china_date(ctx.now)
    looked = form.look_up(ctx.session, matter.id, tick="look" in request.form)
    if "look" not in request.form and form.validate_on_submit() and form.require_ticked():
        ticked = form.ticked()
        added, reasons = attempt(lambda: operations.record_paper_cosignatures(ctx, matter.id, ticked))
        if added is not None:
            flash(ngettext("%(num)d name was recorded.", "%(num)d names were recorded.", added), "success")
            return to_matter(number)
    note_choices(ctx, form.resident_ids)
    detail, signers = matter_detail(ctx.session, matter, today), queries.signers(ctx.session, matter.id)
    return page("matters/record_names.html", form, reasons, detail=detail, looked=looked, signers=signers)


@bp.post("/matters/<number>/put-forward")
@needs(P.MATTER_PUT_FORWARD)
def put_forward(number: str) -> Answer:
    """Put a matter forward, now that there are enough names."""
    operations.put_forward(current_ctx(), the_matter(number).id)
    flash(_("The matter is put forward. From now on everybody can read it."), "success")
    return to_matter(number)
