"""Pages of looks: for the supervisors all of them, for everybody those at their own data."""

from __future__ import annotations

from flask import Blueprint, render_template

from webapp.core.pages import Page
from webapp.core.permissions import Permission as P
from webapp.kit.guards import needs, signed_in
from webapp.kit.pages import paging, wanted_page, wanted_words
from webapp.kit.request import current_ctx
from webapp.village.looks import labels, queries

bp = Blueprint("looks", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.page_label, "look_page")
NOBODY = Page((), 1, 0, queries.PER_PAGE)


@bp.get("/looks")
@needs(P.LOOK_REVIEW)
def show() -> str:
    """Who looked at whose personal data, when and why."""
    asked = wanted_words()
    page = queries.looks_page(current_ctx().session, asked, wanted_page())
    words = {"seen": labels.SEEN, "reasons": labels.REASONS}
    return render_template(
        "looks/show.html", asked=asked, page=page, paging=paging(page, "looks.show", q=asked or None), **words
    )


@bp.get("/my-data")
@signed_in
def own() -> str:
    """Who looked at my data."""
    ctx = current_ctx()
    resident = ctx.actor.resident_id
    page = queries.looks_at(ctx.session, resident, wanted_page()) if resident else NOBODY
    words = {"seen": labels.SEEN, "reasons": labels.REASONS}
    return render_template("looks/own.html", page=page, paging=paging(page, "looks.own"), **words)
