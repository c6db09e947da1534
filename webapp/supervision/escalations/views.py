"""Pages of what went to an authority: the list, and the paper to print."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for

from webapp.core.errors import NotFound
from webapp.kit.guards import public
from webapp.kit.pages import paging, wanted_page
from webapp.kit.request import current_ctx, public_address
from webapp.supervision.escalations import labels, queries
from webapp.supervision.escalations.models import Escalation

bp = Blueprint("escalations", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.ADDRESSEES.__getitem__, "addressee")
bp.add_app_template_filter(labels.PARTS.__getitem__, "record_part")
bp.add_app_template_filter(labels.day_label, "kept_day")
bp.add_app_template_filter(labels.moment_label, "kept_moment")


@bp.get("/escalations")
@public
def list_escalations() -> str:
    """Everything that went to the township or the county, the newest first."""
    page = queries.escalations_page(current_ctx().session, wanted_page())
    pages = paging(page, "escalations.list_escalations")
    return render_template("escalations/list_escalations.html", page=page, paging=pages)


@bp.get("/escalations/<number>")
@public
def show(number: str) -> str:
    """The paper: what is asked, why, the whole exchange, the entries of the log."""
    row = _paper(number)
    return render_template("escalations/show.html", row=row, record=row.record)


@bp.get("/escalations/<number>/sheet")
@public
def sheet(number: str) -> str:
    """The paper on A4, to be signed and handed over."""
    row, address = _paper(number), public_address("escalations.show", number=number)
    told = {"back_url": url_for("escalations.show", number=number), "qr_text": address}
    return render_template("escalations/sheet.html", row=row, record=row.record, **told)


def _paper(number: str) -> Escalation:
    row = queries.escalation_by_number(current_ctx().session, number)
    if row is None:
        raise NotFound("Escalation", number)
    return row
