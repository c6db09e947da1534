"""Pages of resolutions: the list, each by itself, and its sheet for the paper board."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template
from flask_babel import gettext as _

from webapp.board.queries import notice_about
from webapp.branch.matters.models import Matter
from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.council.polls.queries import named_votes
from webapp.council.resolutions import queries
from webapp.kit.guards import public
from webapp.kit.pages import paging, wanted_page
from webapp.kit.qr import qr_svg
from webapp.kit.request import current_ctx, public_address

bp = Blueprint("resolutions", __name__, url_prefix="/v/<village>")


@bp.get("/resolutions")
@public
def list_resolutions() -> str:
    """All resolutions."""
    page = queries.resolutions(current_ctx().session, wanted_page())
    pages = paging(page, "resolutions.list_resolutions")
    return render_template("resolutions/list_resolutions.html", page=page, paging=pages)


@bp.get("/resolutions/<number>")
@public
def show(number: str) -> str:
    """One resolution: its text, how it came about, where it hangs."""
    return render_template("resolutions/show.html", **_page(current_ctx(), number))


@bp.get("/resolutions/<number>/sheet")
@public
def sheet(number: str) -> str:
    """The resolution on A4, for the paper board."""
    shown = _page(current_ctx(), number)
    address = public_address("resolutions.show", number=number)
    return render_template("resolutions/sheet.html", **shown, qr=qr_svg(address, _("Resolution")), qr_text=address)


def _page(ctx: Context, number: str) -> dict[str, Any]:
    found = queries.resolution_by_number(ctx.session, number)
    if found is None:
        raise NotFound("Resolution", number)
    resolution, poll, meeting = found
    return {
        "resolution": resolution,
        "poll": poll,
        "meeting": meeting,
        "votes": named_votes(ctx.session, poll),
        "matter": ctx.session.get_one(Matter, (ctx.village_id, resolution.matter_id)),
        "notice": notice_about(ctx.session, "resolution", resolution.id),
    }
