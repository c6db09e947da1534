"""Reading sheets: all of a vote, one of them, its photograph."""

from __future__ import annotations

import io

from flask import render_template, send_file
from werkzeug.wrappers import Response

from webapp.core.context import Context
from webapp.core.errors import NotFound, NotPermitted
from webapp.core.permissions import Permission as P
from webapp.council.polls.rules import Channel, Secrecy
from webapp.council.sheets import queries
from webapp.council.sheets.rules import ON_SHEETS
from webapp.council.sheets.views.blueprint import Answer, Reasons, bp, sheet_page, the_poll, the_sheet
from webapp.council.tellers.queries import tellers_of
from webapp.kit.guards import public, signed_in
from webapp.kit.request import current_ctx

NO_POWERS = "default-src 'none'; sandbox"
"""A photograph that a browser opens by itself may neither run nor load anything."""


@bp.get("")
@public
def list_sheets(number: str, poll_number: int) -> Answer:
    """The sheets of a vote: which are open, entered, confirmed, and by whom."""
    return list_page(current_ctx(), number, poll_number, [])


@bp.get("/<count:sheet_number>")
@public
def show(number: str, poll_number: int, sheet_number: int) -> Answer:
    """One sheet: how far it is, and after the close what stands on it."""
    return sheet_page(current_ctx(), number, poll_number, sheet_number, [])


@bp.get("/<count:sheet_number>/photo")
@signed_in
def photo(number: str, poll_number: int, sheet_number: int) -> Response:
    """The photograph of a sheet, for the tellers and the scrutineer only."""
    ctx = current_ctx()
    sheet, _poll, _meeting = the_sheet(ctx, number, poll_number, sheet_number)
    if not ctx.may(P.SHEET_PHOTOGRAPH, sheet):
        raise NotPermitted(P.SHEET_PHOTOGRAPH, sheet)
    found = queries.photo_of(ctx.session, sheet.id)
    if found is None:
        raise NotFound("SheetPhoto", sheet_number)
    answer = send_file(io.BytesIO(found.content), mimetype=found.media_type, max_age=0)
    answer.headers["Content-Security-Policy"] = NO_POWERS
    answer.headers["Cache-Control"] = "no-store"
    return answer


def list_page(ctx: Context, number: str, poll_number: int, reasons: Reasons) -> Answer:
    """The list, with reasons why a sheet could not be opened."""
    poll, meeting = the_poll(ctx, number, poll_number)
    is_secret = poll.secrecy is Secrecy.SECRET
    page = render_template(
        "sheets/list_sheets.html",
        poll=poll,
        meeting=meeting,
        reasons=reasons,
        sheets=queries.sheets_of(ctx.session, poll.id),
        entered_by=queries.entry_names(ctx.session, poll.id),
        tellers=tellers_of(ctx.session, meeting.id),
        channels=[one for one in ON_SHEETS if one.value in poll.channels],
        handed_out=queries.handed_out(ctx.session, poll.id) if is_secret and Channel.PAPER in poll.channels else None,
    )
    return (page, 422) if reasons else page
