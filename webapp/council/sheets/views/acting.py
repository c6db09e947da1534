"""What is done to a sheet besides entering it: opening, photograph, confirmation, correction, putting away."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp.core.errors import NotPermitted
from webapp.core.permissions import Permission as P
from webapp.council.polls.rules import Channel
from webapp.council.sheets import operations
from webapp.council.sheets.forms import PhotoForm, ReasonForm
from webapp.council.sheets.photographs import MOST_BYTES
from webapp.council.sheets.views.blueprint import Answer, attempt, bp, sheet_page, the_poll, the_sheet, to_sheet
from webapp.council.sheets.views.reading import list_page
from webapp.kit.guards import needs
from webapp.kit.request import current_ctx


@bp.post("")
@needs(P.SHEET_OPEN)
def open_sheet(number: str, poll_number: int) -> Answer:
    """Lay out a sheet for hands or papers."""
    ctx = current_ctx()
    poll, _meeting = the_poll(ctx, number, poll_number)
    wanted = request.form.get("channel", "")
    if wanted not in set(Channel):
        return redirect(url_for("sheets.list_sheets", number=number, poll_number=poll_number))
    reasons = attempt(lambda: operations.open_sheet(ctx, poll.id, Channel(wanted)))
    if reasons:
        return list_page(ctx, number, poll_number, reasons)
    return redirect(url_for("sheets.list_sheets", number=number, poll_number=poll_number))


@bp.route("/<count:sheet_number>/photograph", methods=["GET", "POST"])
@needs(P.SHEET_PHOTOGRAPH)
def photograph(number: str, poll_number: int, sheet_number: int) -> Answer:
    """Attach the photograph of a sheet."""
    ctx, form, reasons = current_ctx(), PhotoForm(), []
    sheet, poll, meeting = the_sheet(ctx, number, poll_number, sheet_number)
    if form.validate_on_submit():
        given = request.files.get("photo")
        content = given.read(MOST_BYTES + 1) if given else b""
        reasons = attempt(lambda: operations.attach_photo(ctx, sheet.id, content))
        if not reasons:
            return to_sheet(number, poll_number, sheet_number)
        sheet, poll, meeting = the_sheet(ctx, number, poll_number, sheet_number)
    where = {"sheet": sheet, "poll": poll, "meeting": meeting}
    page = render_template("sheets/photograph.html", form=form, reasons=reasons, **where)
    return (page, 422) if reasons or form.errors else page


@bp.post("/<count:sheet_number>/confirm")
@needs(P.SHEET_CONFIRM)
def confirm(number: str, poll_number: int, sheet_number: int) -> Answer:
    """Confirm what both tellers entered."""
    ctx = current_ctx()
    sheet, _poll, _meeting = the_sheet(ctx, number, poll_number, sheet_number)
    seen = request.form.get("digest", ""), request.form.get("photo", "")
    reasons = attempt(lambda: operations.confirm_sheet(ctx, sheet.id, *seen))
    if reasons:
        return sheet_page(ctx, number, poll_number, sheet_number, reasons)
    flash(_("The sheet is confirmed, and its votes are in the count."), "success")
    return to_sheet(number, poll_number, sheet_number)


@bp.route("/<count:sheet_number>/correct", methods=["GET", "POST"])
@needs(P.SHEET_CORRECT)
def correct(number: str, poll_number: int, sheet_number: int) -> Answer:
    """Lay out a new sheet in the place of a confirmed one."""
    return _with_reason("correct", number, poll_number, sheet_number)


@bp.route("/<count:sheet_number>/drop", methods=["GET", "POST"])
@needs(P.SHEET_DROP)
def drop(number: str, poll_number: int, sheet_number: int) -> Answer:
    """Put away a sheet that nobody confirmed."""
    return _with_reason("drop", number, poll_number, sheet_number)


def _with_reason(verb: str, number: str, poll_number: int, sheet_number: int) -> Answer:
    ctx, form, reasons = current_ctx(), ReasonForm(), []
    act, permission = {
        "correct": (operations.correct_sheet, P.SHEET_CORRECT),
        "drop": (operations.drop_sheet, P.SHEET_DROP),
    }[verb]
    sheet, _poll, _meeting = the_sheet(ctx, number, poll_number, sheet_number)
    if not ctx.may(permission, sheet):
        raise NotPermitted(permission, sheet)
    if form.validate_on_submit():
        reasons = attempt(lambda: act(ctx, sheet.id, form.reason.data))
        if not reasons:
            return redirect(url_for("sheets.list_sheets", number=number, poll_number=poll_number))
    sheet, poll, meeting = the_sheet(ctx, number, poll_number, sheet_number)
    where = {"sheet": sheet, "poll": poll, "meeting": meeting}
    page = render_template("sheets/reason.html", verb=verb, form=form, reasons=reasons, **where)
    return (page, 422) if reasons or form.errors else page
