"""The clerk's table at the door: the list with its search, delegates of households, the code on the wall."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.permissions import Permission as P
from webapp.council.meetings import operations, queries, rules
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import Only
from webapp.council.meetings.views.blueprint import bp, quorum_of, the_meeting, the_seat
from webapp.kit.guards import needs
from webapp.kit.pages import paging, wanted_page, wanted_words
from webapp.kit.qr import qr_svg
from webapp.kit.request import current_ctx, public_address, sent_key

DOOR_REFRESH = 15


@bp.get("/meetings/<number>/hall")
@needs(P.ATTENDANCE_RECORD)
def hall_list(number: str) -> str:
    """The clerk's list of those due, with a search."""
    ctx = current_ctx()
    meeting = the_meeting(ctx, number)
    ctx.require(P.ATTENDANCE_RECORD, meeting)
    return render_template("meetings/hall_list.html", **_list(ctx, meeting))


@bp.post("/meetings/<number>/seats/<count:position>/in")
@needs(P.ATTENDANCE_RECORD)
def check_in_other(number: str, position: int) -> Response:
    """Check one person in from the list, or the delegate a household sends."""
    ctx = current_ctx()
    operations.check_in(ctx, the_seat(ctx, number, position).id, sent_key("delegate"))
    return redirect(url_for("meetings.hall_list", number=number))


@bp.post("/meetings/<number>/seats/<count:position>/delegate")
@needs(P.ATTENDANCE_RECORD)
def name_delegate(number: str, position: int) -> Response:
    """Note whom a household will send."""
    ctx, delegate = current_ctx(), sent_key("delegate")
    seat = the_seat(ctx, number, position)
    if delegate is not None:
        operations.name_delegate(ctx, seat.id, delegate)
    return redirect(url_for("meetings.hall_list", number=number))


@bp.post("/meetings/<number>/seats/<count:position>/out")
@needs(P.ATTENDANCE_RECORD)
def let_out(number: str, position: int) -> Response:
    """Note that a person left."""
    ctx = current_ctx()
    operations.leave(ctx, the_seat(ctx, number, position).id)
    return redirect(url_for("meetings.hall_list", number=number))


@bp.get("/meetings/<number>/door")
@needs(P.ATTENDANCE_RECORD)
def door(number: str) -> str:
    """The code at the door, for the projector: scanning it opens one's own check-in."""
    ctx = current_ctx()
    meeting = the_meeting(ctx, number)
    ctx.require(P.ATTENDANCE_RECORD, meeting)
    code = rules.door_code(meeting.door_secret, ctx.now)
    qr = qr_svg(public_address("meetings.check_in", number=number, code=code), _("Check in"))
    quorum = quorum_of(ctx, meeting)
    return render_template("meetings/door.html", meeting=meeting, qr=qr, quorum=quorum, seconds=DOOR_REFRESH)


def _list(ctx: Context, meeting: Meeting) -> dict[str, Any]:
    wanted, only = wanted_words(), request.args.get("only", "")
    chosen = Only(only) if only in set(Only) else None
    page = queries.hall_page(ctx.session, meeting, china_date(meeting.starts_at), wanted, chosen, wanted_page())
    kept = {key: value for key, value in (("q", wanted), ("only", chosen)) if value}
    return {
        "meeting": meeting,
        "page": page,
        "paging": paging(page, "meetings.hall_list", number=meeting.short_number, **kept),
        "quorum": quorum_of(ctx, meeting),
        "readers": queries.notice_readers(ctx.session, meeting.id),
        "q": wanted,
        "only": chosen,
    }
