"""The printed board as PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence

from flask import Blueprint, render_template, request, send_file
from flask_babel import get_locale
from werkzeug.wrappers import Response

from webapp.board import labels, queries
from webapp.board.models import Notice
from webapp.board.printing.rules import MOST_SHEETS, quarter_asked, size_of
from webapp.core.clock import at_china, china_date
from webapp.core.errors import NotFound
from webapp.core.permissions import Permission as P
from webapp.kit.guards import needs
from webapp.kit.pdf import paper_style, pdf_of
from webapp.kit.request import current_ctx, public_address
from webapp.village.queries import village

bp = Blueprint("printing", __name__, url_prefix="/v/<village>/board")


@bp.get("/<number>/pdf")
@needs(P.NOTICE_PROVE)
def one(number: str) -> Response:
    """One notice as a sheet for the paper board."""
    found = queries.notice_by_number(current_ctx().session, number)
    if found is None:
        raise NotFound("Notice", number)
    return _pdf([found], number)


@bp.get("/quarter/pdf")
@needs(P.NOTICE_PROVE)
def quarter() -> Response:
    """Everything that was hung in a quarter, one sheet after the other."""
    ctx = current_ctx()
    name, first, after = quarter_asked(request.args.get("quarter"), china_date(ctx.now))
    hung = queries.hung_between(ctx.session, at_china(first), at_china(after), MOST_SHEETS)
    if not hung:
        raise NotFound("Notice", name)
    return _pdf(hung, name)


def _pdf(notices: Sequence[Notice], name: str) -> Response:
    ctx, size = current_ctx(), size_of(request.args.get("size"))
    here = village(ctx.session)
    sheets = [
        (notice, queries.log_number(ctx.session, notice), public_address("board.notice", number=notice.short_number))
        for notice in notices
    ]
    page = render_template(
        "printing/sheets.html",
        sheets=sheets,
        size=size.value,
        style=paper_style(),
        publisher=labels.PUBLISHER,
        village_name=here.name if here else "",
        locale_code=str(get_locale()),
    )
    title = f"board-{name}-{size.value}.pdf"
    return send_file(io.BytesIO(pdf_of(page)), "application/pdf", as_attachment=True, download_name=title, max_age=0)
