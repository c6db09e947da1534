"""Standing aside in a vote."""

from __future__ import annotations

import uuid

from flask import redirect, render_template, url_for
from wtforms.fields.choices import SelectChoice

from webapp.branch.matters.models import Matter
from webapp.core.context import Context
from webapp.core.permissions import Permission as P
from webapp.council.meetings import queries as meetings
from webapp.council.polls import labels, operations, queries
from webapp.council.polls.forms import OtherRecusalForm, RecusalForm
from webapp.council.polls.models import Poll
from webapp.council.polls.views.blueprint import Answer, bp, my_place, reasons_against, the_poll
from webapp.kit.guards import needs, signed_in
from webapp.kit.request import current_ctx


@bp.route("/meetings/<number>/polls/<count:poll_number>/aside", methods=["GET", "POST"])
@signed_in
def stand_aside(number: str, poll_number: int) -> Answer:
    """Stand aside in this vote."""
    ctx, form, reasons = current_ctx(), RecusalForm(), []
    poll, meeting = the_poll(ctx, number, poll_number)
    if form.validate_on_submit():
        seat_id = my_place(ctx, poll).seat.id
        reasons = reasons_against(lambda: operations.declare_recusal(ctx, poll.id, seat_id, form.because.data))
        if not reasons:
            return redirect(url_for("polls.ballot", number=number, poll_number=poll_number))
        poll, meeting = the_poll(ctx, number, poll_number)
    page = render_template("polls/stand_aside.html", form=form, poll=poll, meeting=meeting, reasons=reasons)
    return page, 422 if form.errors or reasons else 200


@bp.route("/meetings/<number>/polls/<count:poll_number>/aside-other", methods=["GET", "POST"])
@needs(P.ATTENDANCE_RECORD)
def note_recusal(number: str, poll_number: int) -> Answer:
    """The clerk notes who stands aside; near relatives of the person concerned are listed first."""
    ctx, form, reasons = current_ctx(), OtherRecusalForm(), []
    poll, meeting = the_poll(ctx, number, poll_number)
    ctx.require(P.ATTENDANCE_RECORD, meeting)
    form.seat.choices = _choices(ctx, poll)
    if form.validate_on_submit():
        seat_id = uuid.UUID(form.seat.data)
        reasons = reasons_against(lambda: operations.declare_recusal(ctx, poll.id, seat_id, form.because.data))
        if not reasons:
            return redirect(url_for("polls.show", number=number, poll_number=poll_number))
        poll, meeting = the_poll(ctx, number, poll_number)
    page = render_template("polls/note_recusal.html", form=form, poll=poll, meeting=meeting, reasons=reasons)
    return page, 422 if form.errors or reasons else 200


def _choices(ctx: Context, poll: Poll) -> list[SelectChoice]:
    matter = ctx.session.get_one(Matter, (ctx.village_id, poll.matter_id))
    suggested = queries.suggested_recusals(ctx.session, poll.meeting_id, matter.concerned_id)
    seats = sorted(meetings.seats_of(ctx.session, poll.meeting_id), key=lambda seat: seat.id not in suggested)
    kin = {seat_id: labels.kin_label(what) for seat_id, what in suggested.items()}
    names = {seat.id: f"{seat.name} ({kin[seat.id]})" if seat.id in kin else seat.name for seat in seats}
    return [SelectChoice(seat.id.hex, names[seat.id]) for seat in seats]
