"""Opening a meeting, its minutes, closing it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.core.errors import RuleBroken
from webapp.core.permissions import Permission as P
from webapp.council.meetings import operations
from webapp.council.meetings.forms import MinutesForm
from webapp.council.meetings.views.blueprint import Answer, bp, the_meeting
from webapp.kit.explain import explain
from webapp.kit.guards import needs
from webapp.kit.request import current_ctx


@bp.post("/meetings/<number>/open")
@needs(P.MEETING_OPEN)
def open_meeting(number: str) -> Response:
    """Open the meeting."""
    ctx = current_ctx()
    operations.open_meeting(ctx, the_meeting(ctx, number).id)
    flash(_("The meeting is open."), "success")
    return redirect(url_for("meetings.show", number=number))


@bp.route("/meetings/<number>/minutes", methods=["GET", "POST"])
@needs(P.MINUTES_WRITE)
def write_minutes(number: str) -> Answer:
    """Write the minutes while the meeting goes on."""
    ctx = current_ctx()
    meeting = the_meeting(ctx, number)
    form = MinutesForm(data={"minutes": meeting.minutes})
    if form.validate_on_submit():
        operations.write_minutes(ctx, meeting.id, form.minutes.data)
        flash(_("The minutes are kept. They can be changed until the meeting is closed."), "success")
        return redirect(url_for("meetings.show", number=number))
    return render_template("meetings/minutes.html", form=form, meeting=meeting), 422 if form.errors else 200


@bp.route("/meetings/<number>/close", methods=["GET", "POST"])
@needs(P.MEETING_CLOSE)
def close_meeting(number: str) -> Answer:
    """Close the meeting with its minutes."""
    ctx, reasons = current_ctx(), []
    meeting = the_meeting(ctx, number)
    form = MinutesForm(data={"minutes": meeting.minutes})
    if form.validate_on_submit():
        try:
            operations.close_meeting(ctx, meeting.id, form.minutes.data)
            return redirect(url_for("meetings.show", number=number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    page = render_template("meetings/close.html", form=form, reasons=reasons, meeting=the_meeting(ctx, number))
    return page, 422 if form.errors or reasons else 200
