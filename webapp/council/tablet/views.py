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
from webapp.council.meetings.queries import held_on, household_voices, meeting_by_number, seat_at, seats_of
from webapp.council.polls.queries import poll_at
from webapp.council.polls.views.blueprint import reasons_against
from webapp.council.polls.views.sent import sent_ballot
from webapp.council.tablet import operations, queries, rules
from webapp.council.tablet.forms import CodeForm
from webapp.kit.explain import explain
from webapp.kit.guards import needs, public
from webapp.kit.qr import qr_svg
from webapp.kit.request import current_ctx, public_address, sent_key

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
    ticket, sent = request.form.get("ticket", ""), sent_key("delegate")
    reasons = reasons_against(lambda: operations.check_in_at_tablet(ctx, seat.id, ticket, sent))
    if reasons:
        return _refused(ctx, number, opened, reasons)
    return redirect(url_for("tablet.done", number=number, opened=opened, what="in"))


@bp.post("/<opened>/polls/<count:poll>/vote")
@public
def vote(number: str, opened: str, poll: int) -> Answer:
    """Vote."""
    ctx, meeting = _at_the_tablet(number, opened)
    found, seat, ballot = poll_at(ctx.session, meeting.id, poll), _seat(ctx, meeting), sent_ballot()
    if found is None:
        raise NotFound("Poll", poll)
    if not ballot.is_said:
        return redirect(url_for("tablet.identify", number=number, opened=opened))
    ticket = request.form.get("ticket", "")
    vote, chosen = ballot.vote, ballot.chosen
    reasons = reasons_against(lambda: operations.vote_at_tablet(ctx, found.id, seat.id, ticket, vote, chosen))
    if reasons:
        return _refused(ctx, number, opened, reasons)
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
    polls = queries.open_polls_for(ctx.session, meeting.id, seat.id)
    home = seat.household_id if not seat.is_present else None
    voices = household_voices(ctx.session, [home], held_on(meeting)) if home else {}
    shown: dict[str, Any] = {
        "seat": seat,
        "ticket": ticket,
        "polls": polls,
        "options": queries.options_by_poll(ctx.session, [poll.id for poll, _ballot in polls if poll.is_choice]),
        "members": voices.get(home, ()),
        "again": url_for("tablet.identify", number=meeting.short_number, opened=opened),
    }
    return render_template("tablet/choose.html", meeting=meeting, opened=opened, seconds=FORGET, **shown)


def _refused(ctx: Context, number: str, opened: str, reasons: list[dict[str, str]]) -> tuple[str, int]:
    again = url_for("tablet.identify", number=number, opened=opened)
    page = render_template("tablet/refused.html", meeting=_meeting(ctx, number), again=again, reasons=reasons)
    return page, 422
