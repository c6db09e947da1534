"""Pages of the agenda in the hall: its order, one item with its debate, calling it up, ending it."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.branch.matters.models import Matter
from webapp.charter.queries import rules_in_force
from webapp.core.context import Context
from webapp.core.errors import NotFound, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.council.agenda import operations, queries
from webapp.council.agenda.forms import OrderForm
from webapp.council.amendments.queries import amendments_by_item, pending_of
from webapp.council.meetings.models import AgendaItem, Meeting
from webapp.council.meetings.queries import agenda_item_at, held_on, meeting_by_number, seats_of
from webapp.council.policy import seat_of
from webapp.council.polls.queries import polls_by_item
from webapp.council.polls.rules import PollState
from webapp.council.speeches.queries import turns_of
from webapp.council.speeches.rules import SECONDS, TURNS, time_is_up_at
from webapp.kit.explain import explain
from webapp.kit.guards import needs, public
from webapp.kit.live import live_piece, own_piece
from webapp.kit.request import current_ctx

bp = Blueprint("agenda", __name__, url_prefix="/v/<village>")

Answer = str | Response | tuple[str, int]
LEADER_ASKS = 3000


@bp.route("/meetings/<number>/order", methods=["GET", "POST"])
@needs(P.AGENDA_SET)
def order(number: str) -> Answer:
    """Put the agenda in order and plan its time."""
    ctx, reasons = current_ctx(), []
    meeting, items = _agenda(ctx, number)
    form = OrderForm(data={"items": [{"key": i.id.hex, "place": i.position, "minutes": i.minutes} for i in items]})
    if form.validate_on_submit():
        try:
            operations.order_agenda(ctx, meeting.id, _plan(form))
            flash(_("The agenda is set."), "success")
            return redirect(url_for("meetings.show", number=number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
            meeting, items = _agenda(ctx, number)
    page = render_template("agenda/order.html", form=form, meeting=meeting, items=items, reasons=reasons)
    return page, 422 if form.errors or reasons else 200


@bp.get("/meetings/<number>/items/<count:position>")
@public
def item(number: str, position: int) -> Answer:
    """One item: who speaks, who waits, what was said, which changes were moved."""
    ctx = current_ctx()
    meeting, found = _item(ctx, number, position)
    own = seat_of(ctx.session, meeting.id, ctx.actor.resident_id)
    seats = seats_of(ctx.session, meeting.id) if ctx.may(P.DEBATE_LEAD, found) else []
    page = _debate(ctx, meeting, found) | {"mine": own, "seats": seats, "leader_asks": LEADER_ASKS}
    page["matter"] = ctx.session.get_one(Matter, (ctx.village_id, found.matter_id))
    drawn = render_template("agenda/item.html", **page)
    return own_piece(drawn) if ctx.may(P.DEBATE_LEAD, found) else drawn


@bp.get("/meetings/<number>/items/<count:position>/live")
@public
@live_piece
def live(number: str, position: int) -> str:
    """Who speaks and who waits now; asked for again and again."""
    ctx = current_ctx()
    return render_template("agenda/floor.html", **_debate(ctx, *_item(ctx, number, position)))


@bp.post("/meetings/<number>/items/<count:position>/begin")
@needs(P.DEBATE_LEAD)
def begin(number: str, position: int) -> Response:
    """Call up an item."""
    ctx = current_ctx()
    operations.begin_item(ctx, _item(ctx, number, position)[1].id)
    return redirect(url_for("agenda.item", number=number, position=position))


@bp.post("/meetings/<number>/items/<count:position>/end")
@needs(P.DEBATE_LEAD)
def end(number: str, position: int) -> Response:
    """Be through with an item."""
    ctx = current_ctx()
    operations.end_item(ctx, _item(ctx, number, position)[1].id)
    return redirect(url_for("meetings.show", number=number))


def _agenda(ctx: Context, number: str) -> tuple[Meeting, Any]:
    meeting = meeting_by_number(ctx.session, number)
    if meeting is None:
        raise NotFound("Meeting", number)
    return meeting, queries.items_of(ctx.session, meeting.id)


def _item(ctx: Context, number: str, position: int) -> tuple[Meeting, AgendaItem]:
    meeting = meeting_by_number(ctx.session, number)
    found = agenda_item_at(ctx.session, meeting.id, position) if meeting else None
    if meeting is None or found is None:
        raise NotFound("AgendaItem", f"{number}/{position}")
    return meeting, found


def _plan(form: OrderForm) -> list[tuple[uuid.UUID, int | None]]:
    lines = sorted(form.items.data, key=lambda line: int(line["place"]))
    return [(_key(line["key"]), line["minutes"]) for line in lines]


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise NotFound("AgendaItem", text) from None


def _debate(ctx: Context, meeting: Meeting, found: AgendaItem) -> dict[str, Any]:
    turns, profile = turns_of(ctx.session, found.id), rules_in_force(ctx.session, held_on(meeting))
    speaking = next((turn for turn in turns if turn.is_speaking), None)
    began = speaking.speech.began_at if speaking else None
    polls = polls_by_item(ctx.session, [found.id])[found.id]
    return {
        "meeting": meeting,
        "item": found,
        "is_current": found.began_at is not None and found.ended_at is None,
        "polls": polls,
        "is_voting": any(poll.state is PollState.OPEN for poll in polls),
        "turns": turns,
        "speaking": speaking,
        "time_up_at": time_is_up_at(began, profile) if began else None,
        "seconds": profile.number(SECONDS),
        "most_turns": profile.number(TURNS),
        "amendments": amendments_by_item(ctx.session, [found.id])[found.id],
        "pending": pending_of(ctx.session, found.id),
    }
