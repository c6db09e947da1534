"""Pages of oversight."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.branch.matters.models import Matter
from webapp.branch.matters.queries import is_readable, matter_by_number
from webapp.branch.opinions.queries import opinions_of
from webapp.branch.opinions.rules import Place, Verdict
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.kit.explain import explain
from webapp.kit.guards import needs, public
from webapp.kit.pages import paging, wanted_page
from webapp.kit.request import current_ctx
from webapp.supervision import labels, operations, queries
from webapp.supervision.forms import OpinionForm

bp = Blueprint("supervision", __name__, url_prefix="/v/<village>")
opinions_bp = Blueprint("opinions", __name__, url_prefix="/v/<village>")


@bp.get("/supervision")
@public
def show() -> str:
    """What waits for the supervision committee, and what it has said."""
    ctx = current_ctx()
    page = queries.opinions_page(ctx.session, wanted_page())
    waits = queries.waits_for_supervision(ctx.session, china_date(ctx.now))
    pages = paging(page, "supervision.show")
    return render_template("supervision/show.html", waits=waits, page=page, paging=pages)


@opinions_bp.get("/matters/<number>/opinions")
@public
def list_opinions(number: str) -> str:
    """Every opinion on a matter, at its three places."""
    ctx = current_ctx()
    matter = _matter(ctx, number)
    return render_template(
        "supervision/list_opinions.html",
        matter=matter,
        opinions=opinions_of(ctx.session, matter.id),
        places=list(Place),
        open_place=queries.place_now(ctx.session, matter),
    )


@opinions_bp.route("/matters/<number>/opinions/<place>", methods=["GET", "POST"])
@needs(P.OPINION_GIVE)
def give(number: str, place: str) -> str | Response | tuple[str, int]:
    """Give an opinion at one of the three places."""
    ctx, form, where = current_ctx(), OpinionForm(), _place(place)
    matter = _matter(ctx, number)
    reasons = _standing(ctx, matter, where)
    if form.validate_on_submit():
        try:
            operations.give_opinion(ctx, matter.id, where, Verdict(form.verdict.data), form.text.data)
            flash(_("The opinion stands with the matter."), "success")
            return redirect(url_for("opinions.list_opinions", number=number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    shown = {"matter": _matter(ctx, number), "place": where, "question": labels.QUESTIONS[where]}
    refused = request.method == "POST" and (form.errors or reasons)
    return render_template("supervision/give.html", form=form, reasons=reasons, **shown), 422 if refused else 200


def _matter(ctx: Context, number: str) -> Matter:
    found = matter_by_number(ctx.session, number)
    if found is None or not is_readable(found, ctx.actor.is_signed_in):
        raise NotFound("Matter", number)
    return found


def _place(place: str) -> Place:
    if place not in set(Place):
        raise NotFound("Place", place)
    return Place(place)


def _standing(ctx: Context, matter: Matter, place: Place) -> list[dict[str, str]]:
    if ctx.actor.resident_id is None:
        return []
    profile = rules_in_force(ctx.session, china_date(ctx.now))
    return explain(queries.opinion_blockers(ctx.session, matter, place, ctx.actor.resident_id, profile))
