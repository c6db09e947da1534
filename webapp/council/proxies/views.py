"""Pages of written mandates: recording one at the clerk's table, taking one back."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from webapp.core.context import Context
from webapp.core.errors import NotFound, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.meetings.queries import meeting_by_number, seat_at
from webapp.council.proxies import operations, queries
from webapp.council.proxies.forms import ProxyForm
from webapp.kit.explain import explain
from webapp.kit.guards import needs, signed_in
from webapp.kit.request import current_ctx

bp = Blueprint("proxies", __name__, url_prefix="/v/<village>")
Answer = str | Response | tuple[str, int]


@bp.route("/meetings/<number>/seats/<count:position>/proxy", methods=["GET", "POST"])
@needs(P.PROXY_RECORD)
def record(number: str, position: int) -> Answer:
    """Record the mandate of somebody who cannot come."""
    ctx, form, reasons = current_ctx(), ProxyForm(), []
    meeting, seat = _seat(ctx, number, position)
    form.proxy.choices = _choices(ctx, seat)
    if form.validate_on_submit():
        try:
            operations.record_proxy(ctx, seat.id, uuid.UUID(form.proxy.data), _fingerprint(form.paper.data))
            flash(_("The mandate stands. Whenever its holder is in the hall, the seat is taken."), "success")
            return redirect(url_for("meetings.show", number=number, _anchor="mandates"))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
            meeting, seat = _seat(ctx, number, position)
    page = render_template("proxies/record.html", form=form, reasons=reasons, meeting=meeting, seat=seat)
    return page, 422 if form.errors or reasons else 200


@bp.post("/meetings/<number>/seats/<count:position>/proxy/withdraw")
@signed_in
def withdraw(number: str, position: int) -> Response:
    """Take a mandate back."""
    ctx = current_ctx()
    operations.withdraw_proxy(ctx, _seat(ctx, number, position)[1].id)
    flash(_("The mandate is taken back. The seat is one's own again."), "success")
    return redirect(url_for("meetings.show", number=number, _anchor="mandates"))


def _seat(ctx: Context, number: str, position: int) -> tuple[Meeting, Seat]:
    meeting = meeting_by_number(ctx.session, number)
    seat = seat_at(ctx.session, meeting.id, position) if meeting else None
    if meeting is None or seat is None:
        raise NotFound("Seat", f"{number}/{position}")
    return meeting, seat


def _choices(ctx: Context, seat: Seat) -> list[SelectChoice]:
    return [SelectChoice(other.resident_id.hex, other.name) for other in _others(ctx, seat)]


def _others(ctx: Context, seat: Seat) -> list[Any]:
    return [other for other in queries.others_at_home(ctx.session, seat) if other.resident_id]


def _fingerprint(paper: Any) -> str:
    """The SHA-256 of the file handed in; empty when there is none."""
    body = paper.stream.read() if paper else b""
    return hashlib.sha256(body).hexdigest() if body else ""
