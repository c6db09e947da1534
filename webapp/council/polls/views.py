"""Pages of polls: putting an item to the vote, the ballot, the receipt, standing aside, closing, the result."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from webapp.audit.merkle import leaf_hash
from webapp.audit.queries import entries_about
from webapp.branch.matters.models import Matter
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound, NotPermitted, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.council.consultation import queries as consultation
from webapp.council.explanations.queries import explanations
from webapp.council.meetings import queries as meetings
from webapp.council.meetings.models import AgendaItem, Meeting
from webapp.council.policy import AtThePoll, at_the_poll
from webapp.council.polls import labels, operations, pictures, queries
from webapp.council.polls.forms import MotionForm, OtherRecusalForm, RecusalForm
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import PollState, Vote, blockers_cast
from webapp.council.resolutions.queries import resolution_of_poll
from webapp.kit.explain import explain
from webapp.kit.guards import needs, public, signed_in
from webapp.kit.request import current_ctx

bp = Blueprint("polls", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.vote_label, "vote_word")
bp.add_app_template_filter(labels.outcome_label, "poll_word")
bp.add_app_template_filter(labels.outcome_look, "poll_look")
bp.add_app_template_filter(pictures.poll_meters, "poll_meters")
bp.add_app_template_filter(pictures.poll_reasons, "poll_reasons")
bp.add_app_template_filter(pictures.vote_people, "vote_people")

Answer = str | Response | tuple[str, int]


@bp.get("/meetings/<number>/polls/<count:poll_number>")
@public
def show(number: str, poll_number: int) -> str:
    """One vote: how far it is while open, and how everyone voted when closed."""
    ctx = current_ctx()
    poll, meeting = _poll(ctx, number, poll_number)
    return render_template("polls/show.html", **_page(ctx, poll, meeting))


@bp.get("/meetings/<number>/polls/<count:poll_number>/live")
@public
def live(number: str, poll_number: int) -> str:
    """How many have voted; asked for again and again by open pages."""
    ctx = current_ctx()
    poll, meeting = _poll(ctx, number, poll_number)
    return render_template("polls/live.html", poll=poll, meeting=meeting, tally=queries.tally(ctx.session, poll.id))


@bp.route("/meetings/<number>/items/<count:position>/vote", methods=["GET", "POST"])
@needs(P.POLL_OPEN)
def open_poll(number: str, position: int) -> Answer:
    """Put an item of the agenda to the vote."""
    ctx, reasons = current_ctx(), []
    item, meeting = _item(ctx, number, position)
    form = MotionForm(data={"motion": _("Do you agree: %(title)s?", title=item.title)})
    if form.validate_on_submit():
        try:
            poll = operations.open_poll(ctx, item.id, form.motion.data)
            return redirect(url_for("polls.show", number=number, poll_number=poll.number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
            item, meeting = _item(ctx, number, position)
    page = render_template("polls/open_poll.html", form=form, reasons=reasons, item=item, meeting=meeting)
    return page, 422 if form.errors or reasons else 200


@bp.get("/meetings/<number>/polls/<count:poll_number>/ballot")
@signed_in
def ballot(number: str, poll_number: int) -> str:
    """My ballot: one question, three answers."""
    ctx = current_ctx()
    poll, meeting = _poll(ctx, number, poll_number)
    return render_template("polls/ballot.html", **_my_ballot(ctx, poll, meeting), reasons=_my_reasons(ctx, poll))


@bp.post("/meetings/<number>/polls/<count:poll_number>/ballot")
@signed_in
def cast(number: str, poll_number: int) -> Answer:
    """Put my ballot into the box."""
    ctx = current_ctx()
    choice = request.form.get("choice")
    if choice not in set(Vote):
        _poll(ctx, number, poll_number)
        return redirect(url_for("polls.ballot", number=number, poll_number=poll_number))
    try:
        operations.cast_ballot(ctx, queries.poll_key(ctx.session, number, poll_number), Vote(choice))
    except RuleBroken as broken:
        reasons = explain(broken.blockers)
        poll, meeting = _poll(ctx, number, poll_number)
        return render_template("polls/ballot.html", **_my_ballot(ctx, poll, meeting), reasons=reasons), 422
    return redirect(url_for("polls.receipt", number=number, poll_number=poll_number))


@bp.get("/meetings/<number>/polls/<count:poll_number>/receipt")
@signed_in
def receipt(number: str, poll_number: int) -> Answer:
    """That my ballot is in the box, and where the log says so."""
    ctx = current_ctx()
    poll, meeting = _poll(ctx, number, poll_number)
    mine = _my_place(ctx, poll)
    if mine.ballot is None:
        return redirect(url_for("polls.ballot", number=number, poll_number=poll_number))
    entry = entries_about(ctx.session, mine.ballot.id, limit=1)[0]
    proof = {"entry": entry, "digest": leaf_hash(entry.body).hex()}
    return render_template("polls/receipt.html", poll=poll, meeting=meeting, ballot=mine.ballot, **proof)


@bp.route("/meetings/<number>/polls/<count:poll_number>/aside", methods=["GET", "POST"])
@signed_in
def stand_aside(number: str, poll_number: int) -> Answer:
    """Stand aside in this vote."""
    ctx, form, reasons = current_ctx(), RecusalForm(), []
    poll, meeting = _poll(ctx, number, poll_number)
    if form.validate_on_submit():
        try:
            operations.declare_recusal(ctx, poll.id, _my_place(ctx, poll).seat.id, form.because.data)
            return redirect(url_for("polls.ballot", number=number, poll_number=poll_number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
            poll, meeting = _poll(ctx, number, poll_number)
    page = render_template("polls/stand_aside.html", form=form, poll=poll, meeting=meeting, reasons=reasons)
    return page, 422 if form.errors or reasons else 200


@bp.route("/meetings/<number>/polls/<count:poll_number>/aside-other", methods=["GET", "POST"])
@needs(P.ATTENDANCE_RECORD)
def note_recusal(number: str, poll_number: int) -> Answer:
    """The clerk notes who stands aside; near relatives of the person concerned are listed first."""
    ctx, form, reasons = current_ctx(), OtherRecusalForm(), []
    poll, meeting = _poll(ctx, number, poll_number)
    form.seat.choices = _recusal_choices(ctx, poll)
    if form.validate_on_submit():
        try:
            operations.declare_recusal(ctx, poll.id, uuid.UUID(form.seat.data), form.because.data)
            return redirect(url_for("polls.show", number=number, poll_number=poll_number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
            poll, meeting = _poll(ctx, number, poll_number)
    page = render_template("polls/note_recusal.html", form=form, poll=poll, meeting=meeting, reasons=reasons)
    return page, 422 if form.errors or reasons else 200


@bp.route("/meetings/<number>/polls/<count:poll_number>/close", methods=["GET", "POST"])
@needs(P.POLL_CLOSE)
def close(number: str, poll_number: int) -> Answer:
    """Close the box; the result is computed."""
    ctx = current_ctx()
    poll, meeting = _poll(ctx, number, poll_number)
    if request.method == "POST":
        operations.close_poll(ctx, poll.id)
        flash(_("The vote is closed and counted."), "success")
        return redirect(url_for("polls.show", number=number, poll_number=poll_number))
    tally = queries.tally(ctx.session, poll.id)
    return render_template("polls/close.html", poll=poll, meeting=meeting, tally=tally)


def _poll(ctx: Context, number: str, poll_number: int) -> tuple[Poll, Meeting]:
    found = queries.poll_by_number(ctx.session, number, poll_number)
    if found is None:
        raise NotFound("Poll", f"{number}/{poll_number}")
    return found


def _item(ctx: Context, number: str, position: int) -> tuple[AgendaItem, Meeting]:
    meeting = meetings.meeting_by_number(ctx.session, number)
    item = meetings.agenda_item_at(ctx.session, meeting.id, position) if meeting else None
    if meeting is None or item is None:
        raise NotFound("AgendaItem", f"{number}/{position}")
    return item, meeting


def _my_place(ctx: Context, poll: Poll) -> AtThePoll:
    mine = at_the_poll(ctx, poll)
    if mine is None:
        raise NotPermitted(P.BALLOT_CAST, poll)
    return mine


def _my_reasons(ctx: Context, poll: Poll) -> list[dict[str, str]]:
    """Why I cannot vote now; empty when I can."""
    mine = _my_place(ctx, poll)
    return explain(blockers_cast(poll.state, mine.seat.is_present, mine.is_recused, china_date(ctx.now)))


def _my_ballot(ctx: Context, poll: Poll, meeting: Meeting) -> dict[str, Any]:
    mine = _my_place(ctx, poll)
    item = queries.item_of(ctx.session, poll)
    households = consultation.households_of(ctx.session, mine.seat.constituency_id, item.id)
    return {
        "poll": poll,
        "meeting": meeting,
        "mine": mine,
        "item": item,
        "matter": ctx.session.get_one(Matter, (ctx.village_id, poll.matter_id)),
        "tally": queries.tally(ctx.session, poll.id),
        "households": households,
        "said": consultation.said(households),
        "can_vote": poll.state is PollState.OPEN and mine.seat.is_present and not mine.is_recused,
    }


def _recusal_choices(ctx: Context, poll: Poll) -> list[SelectChoice]:
    matter = ctx.session.get_one(Matter, (ctx.village_id, poll.matter_id))
    suggested = queries.suggested_recusals(ctx.session, poll.meeting_id, matter.concerned_id)
    seats = sorted(meetings.seats_of(ctx.session, poll.meeting_id), key=lambda seat: seat.id not in suggested)
    kin = {seat_id: labels.kin_label(what) for seat_id, what in suggested.items()}
    names = {seat.id: f"{seat.name} ({kin[seat.id]})" if seat.id in kin else seat.name for seat in seats}
    return [SelectChoice(seat.id.hex, names[seat.id]) for seat in seats]


def _page(ctx: Context, poll: Poll, meeting: Meeting) -> dict[str, Any]:
    suggested = 0
    matter = ctx.session.get_one(Matter, (ctx.village_id, poll.matter_id))
    if poll.state is PollState.OPEN and ctx.may(P.ATTENDANCE_RECORD):
        suggested = len(queries.suggested_recusals(ctx.session, meeting.id, matter.concerned_id))
    return {
        "poll": poll,
        "meeting": meeting,
        "matter": matter,
        "votes": queries.named_votes(ctx.session, poll),
        "tally": queries.tally(ctx.session, poll.id) if poll.state is PollState.OPEN else None,
        "recusals": queries.recusals_of(ctx.session, poll.id),
        "resolution": resolution_of_poll(ctx.session, poll.id),
        "mine": at_the_poll(ctx, poll) if ctx.actor.resident_id else None,
        "suggested": suggested,
        "explanations": explanations(ctx.session, poll.id) if poll.state is PollState.CLOSED else [],
    }
