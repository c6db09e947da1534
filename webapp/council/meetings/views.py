"""Pages of meetings: the list, convening, the meeting itself, the door and the hall."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from webapp.audit.queries import head_of
from webapp.charter.labels import article_label
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import threshold_check
from webapp.core.clock import at_china, china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.council.calls.queries import due_calls, waiting_calls
from webapp.council.consultation.queries import summaries
from webapp.council.meetings import labels, operations, queries, rules
from webapp.council.meetings.forms import AgendaForm, ConveneForm, MinutesForm, SearchForm
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.meetings.rules import MeetingState
from webapp.council.policy import seat_of
from webapp.council.polls.queries import polls_by_item
from webapp.kit.explain import explain
from webapp.kit.guards import needs, public, signed_in
from webapp.kit.pages import paging, wanted_page
from webapp.kit.qr import qr_svg
from webapp.kit.request import current_ctx, public_address

bp = Blueprint("meetings", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.state_label, "meeting_state")
bp.add_app_template_filter(labels.STATE_LOOKS.__getitem__, "meeting_look")
bp.add_app_template_filter(labels.kind_label, "seat_kind")

Answer = str | Response | tuple[str, int]
DOOR_REFRESH = 15


@bp.get("/meetings")
@public
def list_meetings() -> str:
    """All meetings."""
    ctx = current_ctx()
    page = queries.meetings(ctx.session, wanted_page())
    came = queries.attendance_of(ctx.session, [meeting.id for meeting in page.rows])
    pages = paging(page, "meetings.list_meetings")
    calls = waiting_calls(ctx.session, china_date(ctx.now))
    return render_template("meetings/list_meetings.html", page=page, paging=pages, attendance=came, calls=calls)


@bp.route("/meetings/new", methods=["GET", "POST"])
@needs(P.MEETING_CONVENE)
def convene() -> Answer:
    """Call the representatives together."""
    ctx, reasons = current_ctx(), []
    form = ConveneForm(data={"call": request.args.get("call", "")})
    form.matters.choices = _choices(ctx)
    form.offer_calls([line.call for line in due_calls(ctx.session, china_date(ctx.now))])
    if form.validate_on_submit():
        try:
            meeting = _convene(ctx, form)
            flash(_("The meeting is convened and its notice hangs on the board."), "success")
            return redirect(url_for("meetings.show", number=meeting.short_number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    page = render_template("meetings/convene.html", form=form, reasons=reasons, matters=form.matters.choices)
    return page, 422 if form.errors or reasons else 200


@bp.get("/meetings/<number>")
@public
def show(number: str) -> str:
    """One meeting: who is due and came, the agenda, the votes, the minutes."""
    ctx = current_ctx()
    return render_template("meetings/show.html", **_page(ctx, _meeting(ctx, number)))


@bp.get("/meetings/<number>/live")
@public
def live(number: str) -> Response:
    """How many are in the hall now; asked for again and again by open pages."""
    ctx = current_ctx()
    meeting = _meeting(ctx, number)
    return _fresh(ctx, lambda: render_template("meetings/live.html", meeting=meeting, quorum=_quorum(ctx, meeting)))


@bp.route("/meetings/<number>/agenda", methods=["GET", "POST"])
@needs(P.AGENDA_SET)
def add_to_agenda(number: str) -> Answer:
    """Put a further matter on the agenda in time."""
    ctx, form, reasons = current_ctx(), AgendaForm(), []
    meeting = _meeting(ctx, number)
    form.matters.choices = _choices(ctx)
    if form.validate_on_submit():
        try:
            for key in form.matters.data:
                operations.add_to_agenda(ctx, meeting.id, uuid.UUID(key))
            return redirect(url_for("meetings.show", number=number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    page = render_template("meetings/agenda.html", form=form, reasons=reasons, meeting=_meeting(ctx, number))
    return page, 422 if form.errors or reasons else 200


@bp.post("/meetings/<number>/open")
@needs(P.MEETING_OPEN)
def open_meeting(number: str) -> Response:
    """Open the meeting."""
    ctx = current_ctx()
    operations.open_meeting(ctx, _meeting(ctx, number).id)
    flash(_("The meeting is open."), "success")
    return redirect(url_for("meetings.show", number=number))


@bp.route("/meetings/<number>/minutes", methods=["GET", "POST"])
@needs(P.MINUTES_WRITE)
def write_minutes(number: str) -> Answer:
    """Write the minutes while the meeting goes on."""
    ctx = current_ctx()
    meeting = _meeting(ctx, number)
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
    meeting = _meeting(ctx, number)
    form = MinutesForm(data={"minutes": meeting.minutes})
    if form.validate_on_submit():
        try:
            operations.close_meeting(ctx, meeting.id, form.minutes.data)
            return redirect(url_for("meetings.show", number=number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    page = render_template("meetings/close.html", form=form, reasons=reasons, meeting=_meeting(ctx, number))
    return page, 422 if form.errors or reasons else 200


@bp.get("/meetings/<number>/hall")
@needs(P.ATTENDANCE_RECORD)
def hall_list(number: str) -> str:
    """The clerk's list of those due, with a search."""
    ctx = current_ctx()
    meeting = _meeting(ctx, number)
    wanted = request.args.get("q", "")[:40]
    everyone = queries.seat_with_pinyin(ctx.session, meeting.id)
    found = [seat for seat, pinyin in everyone if rules.matches_search(seat.name, pinyin, wanted)]
    form = SearchForm(formdata=None, data={"q": wanted}, meta={"csrf": False})
    quorum = _quorum(ctx, meeting)
    return render_template("meetings/hall_list.html", meeting=meeting, seats=found, form=form, quorum=quorum, q=wanted)


@bp.post("/meetings/<number>/seats/<count:position>/in")
@needs(P.ATTENDANCE_RECORD)
def check_in_other(number: str, position: int) -> Response:
    """Check one person in from the list."""
    ctx = current_ctx()
    operations.check_in(ctx, _seat(ctx, number, position).id)
    return redirect(url_for("meetings.hall_list", number=number))


@bp.post("/meetings/<number>/seats/<count:position>/out")
@needs(P.ATTENDANCE_RECORD)
def let_out(number: str, position: int) -> Response:
    """Note that a person left."""
    ctx = current_ctx()
    operations.leave(ctx, _seat(ctx, number, position).id)
    return redirect(url_for("meetings.hall_list", number=number))


@bp.get("/meetings/<number>/door")
@needs(P.ATTENDANCE_RECORD)
def door(number: str) -> str:
    """The code at the door, for the projector: scanning it opens one's own check-in."""
    ctx = current_ctx()
    meeting = _meeting(ctx, number)
    code = rules.door_code(meeting.door_secret, ctx.now)
    address = public_address("meetings.check_in", number=number, code=code)
    qr = qr_svg(address, _("Check in"))
    quorum = _quorum(ctx, meeting)
    return render_template("meetings/door.html", meeting=meeting, qr=qr, quorum=quorum, seconds=DOOR_REFRESH)


@bp.route("/meetings/<number>/check-in", methods=["GET", "POST"])
@signed_in
def check_in(number: str) -> Answer:
    """My own check-in, opened by the code at the door."""
    ctx, reasons = current_ctx(), []
    meeting = _meeting(ctx, number)
    if request.method == "POST":
        try:
            operations.check_in_self(ctx, meeting.id, request.form.get("code", ""))
            return redirect(url_for("meetings.check_in", number=number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    page = render_template("meetings/check_in.html", reasons=reasons, **_my_part(ctx, _meeting(ctx, number)))
    return page, 422 if reasons else 200


@bp.post("/meetings/<number>/leave")
@signed_in
def leave(number: str) -> Response:
    """Say that I leave the hall."""
    ctx = current_ctx()
    operations.leave_self(ctx, _meeting(ctx, number).id)
    return redirect(url_for("meetings.show", number=number))


def _meeting(ctx: Context, number: str) -> Meeting:
    meeting = queries.meeting_by_number(ctx.session, number)
    if meeting is None:
        raise NotFound("Meeting", number)
    return meeting


def _seat(ctx: Context, number: str, position: int) -> Seat:
    seat = queries.seat_at(ctx.session, _meeting(ctx, number).id, position)
    if seat is None:
        raise NotFound("Seat", position)
    return seat


def _choices(ctx: Context) -> list[SelectChoice]:
    waiting = queries.matters_to_resolve(ctx.session)
    return [SelectChoice(matter.id.hex, f"{matter.title} ({matter.short_number})") for matter in waiting]


def _convene(ctx: Context, form: ConveneForm) -> Meeting:
    starts_at = at_china(form.day.data, form.hour.data.hour, form.hour.data.minute)
    keys = [uuid.UUID(key) for key in form.matters.data]
    urgent, call_id = form.urgent_because.data or "", form.call_id()
    return operations.convene(ctx, form.title.data, form.place.data, starts_at, keys, urgent, call_id=call_id)


def _quorum(ctx: Context, meeting: Meeting) -> dict[str, Any]:
    """The attendance meter."""
    here = queries.attendance(ctx.session, meeting.id)
    profile = rules_in_force(ctx.session, queries.held_on(meeting))
    check = threshold_check(profile, "rep.quorum", here.present, here.due)
    label = _("%(needed)s needed to hold the meeting", needed=check.needed)
    tick = {"need": check.needed, "label": label, "article": str(article_label(check.article))}
    return {"present": here.present, "due": here.due, "ticks": [tick], "met": check.met}


def _page(ctx: Context, meeting: Meeting) -> dict[str, Any]:
    agenda = queries.agenda_of(ctx.session, meeting.id)
    seats = queries.seats_of(ctx.session, meeting.id)
    mine = next((seat for seat in seats if seat.resident_id and seat.resident_id == ctx.actor.resident_id), None)
    return {
        "meeting": meeting,
        "agenda": agenda,
        "polls": polls_by_item(ctx.session, [item.id for item, _ in agenda]),
        "seats": seats,
        "roster": queries.roster(seats),
        "quorum": _quorum(ctx, meeting),
        "said": summaries(ctx.session, meeting.id),
        "mine": mine,
        "is_over": meeting.state is MeetingState.CLOSED,
    }


def _my_part(ctx: Context, meeting: Meeting) -> dict[str, Any]:
    agenda = queries.agenda_of(ctx.session, meeting.id)
    return {
        "meeting": meeting,
        "seat": seat_of(ctx.session, meeting.id, ctx.actor.resident_id),
        "agenda": agenda,
        "polls": polls_by_item(ctx.session, [item.id for item, _ in agenda]),
        "code": request.values.get("code", "")[:20],
    }


def _fresh(ctx: Context, draw: Callable[[], str]) -> Response:
    """An answer to a page that asks again and again: unchanged while nothing was recorded in the village."""
    tag = f"live-{head_of(ctx.session).size}-{get_locale()}"
    if tag in request.if_none_match:
        response = make_response("", 304)
    else:
        response = make_response(draw())
    response.set_etag(tag)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
