"""Pages of the hall's tablet: its start by the clerk, the slips, and what a person does at it."""

from __future__ import annotations

import dataclasses
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.core.context import TABLET, Context
from webapp.core.errors import NotFound, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.meetings.queries import meeting_by_number, seat_at, seats_of
from webapp.council.polls.queries import poll_at
from webapp.council.polls.rules import Vote
from webapp.council.tablet import operations, queries, rules
from webapp.council.tablet.forms import CodeForm
from webapp.kit.explain import explain
from webapp.kit.guards import needs, public
from webapp.kit.qr import qr_svg
from webapp.kit.request import current_ctx, public_address

bp = Blueprint("tablet", __name__, url_prefix="/v/<village>/meetings/<number>/tablet")
bp.add_app_template_filter(lambda seat, meeting: rules.seat_code(meeting.door_secret, seat.id), "seat_code")

Answer = str | Response | tuple[str, int]
FORGET = 45
DONE = 5


@bp.route("", methods=["GET", "POST"])
@needs(P.TABLET_START)
def start(number: str) -> str:
    """The clerk sets up the tablet: what it is for, and then its address."""
    ctx, address = current_ctx(), ""
    meeting = _meeting(ctx, number)
    if request.method == "POST":
        opened = operations.start_tablet(ctx, meeting.id)
        address = public_address("tablet.identify", number=number, opened=opened)
    qr = qr_svg(address, _("The tablet's page")) if address else ""
    return render_template("tablet/start.html", meeting=meeting, address=address, qr=qr)


@bp.get("/slips")
@needs(P.ATTENDANCE_RECORD)
def slips(number: str) -> str:
    """Everybody's number and code, one slip each, to print and cut."""
    ctx = current_ctx()
    meeting = _meeting(ctx, number)
    ctx.require(P.ATTENDANCE_RECORD, meeting)
    return render_template("tablet/slips.html", meeting=meeting, seats=seats_of(ctx.session, meeting.id))


@bp.route("/<opened>", methods=["GET", "POST"])
@public
def identify(number: str, opened: str) -> Answer:
    """Say who one is; then what one can do is shown, for a moment."""
    ctx, meeting = _at_the_tablet(number, opened)
    form, reasons = CodeForm(), []
    if form.validate_on_submit():
        try:
            found = operations.present_code(ctx, meeting.id, form.position.data, form.code.data)
            if found is not None:
                return _choices(ctx, meeting, opened, *found)
            reasons = [{"message": _("This code does not belong to this number. Look at your slip."), "article": ""}]
        except RuleBroken as broken:
            reasons, meeting = explain(broken.blockers), _meeting(ctx, number)
    page = render_template(
        "tablet/identify.html", form=CodeForm(formdata=None), wrong=form.errors, reasons=reasons, meeting=meeting
    )
    return page, 422 if form.errors or reasons else 200


@bp.post("/<opened>/check-in")
@public
def check_in(number: str, opened: str) -> Answer:
    """Check in."""
    ctx, meeting = _at_the_tablet(number, opened)
    seat = _seat(ctx, meeting)
    try:
        operations.check_in_at_tablet(ctx, seat.id, request.form.get("ticket", ""))
    except RuleBroken as broken:
        return _refused(ctx, number, opened, broken)
    return redirect(url_for("tablet.done", number=number, opened=opened, what="in"))


@bp.post("/<opened>/polls/<count:poll>/vote")
@public
def vote(number: str, opened: str, poll: int) -> Answer:
    """Vote."""
    ctx, meeting = _at_the_tablet(number, opened)
    found, choice = poll_at(ctx.session, meeting.id, poll), request.form.get("choice")
    if found is None or choice not in set(Vote):
        raise NotFound("Poll", poll)
    try:
        operations.vote_at_tablet(ctx, found.id, _seat(ctx, meeting).id, request.form.get("ticket", ""), Vote(choice))
    except RuleBroken as broken:
        return _refused(ctx, number, opened, broken)
    return redirect(url_for("tablet.done", number=number, opened=opened, what="voted"))


@bp.get("/<opened>/done")
@public
def done(number: str, opened: str) -> str:
    """What was done, without a name; a few seconds later the tablet is ready for the next person."""
    _ctx, meeting = _at_the_tablet(number, opened)
    again = url_for("tablet.identify", number=number, opened=opened)
    has_voted = request.args.get("what") == "voted"
    return render_template("tablet/done.html", meeting=meeting, again=again, seconds=DONE, has_voted=has_voted)


def _meeting(ctx: Context, number: str) -> Meeting:
    meeting = meeting_by_number(ctx.session, number)
    if meeting is None:
        raise NotFound("Meeting", number)
    return meeting


def _at_the_tablet(number: str, opened: str) -> tuple[Context, Meeting]:
    """The tablet acts for nobody who may be signed in on this device: only for who gives a code."""
    ctx = dataclasses.replace(current_ctx(), actor=TABLET)
    meeting = _meeting(ctx, number)
    if not rules.is_tablet_pass(meeting.door_secret, opened):
        raise NotFound("Meeting", number)
    return ctx, meeting


def _seat(ctx: Context, meeting: Meeting) -> Seat:
    given = request.form.get("seat", "")
    seat = seat_at(ctx.session, meeting.id, int(given)) if given.isdecimal() and len(given) < 6 else None
    if seat is None:
        raise NotFound("Seat", given)
    return seat


def _choices(ctx: Context, meeting: Meeting, opened: str, seat: Seat, ticket: str) -> str:
    shown: dict[str, Any] = {
        "seat": seat,
        "ticket": ticket,
        "polls": queries.open_polls_for(ctx.session, meeting.id, seat.id),
        "again": url_for("tablet.identify", number=meeting.short_number, opened=opened),
    }
    return render_template("tablet/choose.html", meeting=meeting, opened=opened, seconds=FORGET, **shown)


def _refused(ctx: Context, number: str, opened: str, broken: RuleBroken) -> tuple[str, int]:
    again = url_for("tablet.identify", number=number, opened=opened)
    page = render_template(
        "tablet/refused.html", meeting=_meeting(ctx, number), again=again, reasons=explain(broken.blockers)
    )
    return page, 422
