"""Acts on the speakers' list of an item, each going back to the item's page."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import AgendaItem, Seat
from webapp.council.meetings.queries import agenda_item_at, meeting_by_number, seat_at
from webapp.council.speeches import operations
from webapp.council.speeches.forms import SummaryForm
from webapp.council.speeches.models import Speech
from webapp.council.speeches.queries import turns_of_seat
from webapp.kit.guards import needs, signed_in
from webapp.kit.request import current_ctx

bp = Blueprint("speeches", __name__, url_prefix="/v/<village>/meetings/<number>/items/<count:position>/speakers")

Answer = str | Response | tuple[str, int]


@bp.post("/ask")
@signed_in
def ask(number: str, position: int) -> Response:
    """Ask to speak."""
    ctx = current_ctx()
    operations.ask_to_speak(ctx, _item(ctx, number, position).id)
    return _back(number, position)


@bp.post("/add")
@needs(P.DEBATE_LEAD)
def add(number: str, position: int) -> Response:
    """Put somebody on the list who raised a hand."""
    ctx = current_ctx()
    given = request.form.get("seat", "")
    item = _item(ctx, number, position)
    operations.list_speaker(
        ctx, item.id, _seat(ctx, item, int(given) if given.isdecimal() and len(given) < 6 else 0).id
    )
    return _back(number, position)


@bp.post("/<count:seat>/<count:turn>/withdraw")
@signed_in
def withdraw(number: str, position: int, seat: int, turn: int) -> Response:
    """Leave the list."""
    ctx = current_ctx()
    operations.withdraw_from_list(ctx, _speech(ctx, number, position, seat, turn).id)
    return _back(number, position)


@bp.post("/<count:seat>/<count:turn>/begin")
@needs(P.DEBATE_LEAD)
def begin(number: str, position: int, seat: int, turn: int) -> Response:
    """Give the floor."""
    ctx = current_ctx()
    operations.begin_turn(ctx, _speech(ctx, number, position, seat, turn).id)
    return _back(number, position)


@bp.post("/<count:seat>/<count:turn>/end")
@needs(P.DEBATE_LEAD)
def end(number: str, position: int, seat: int, turn: int) -> Response:
    """End a turn."""
    ctx = current_ctx()
    operations.end_turn(ctx, _speech(ctx, number, position, seat, turn).id)
    return _back(number, position)


@bp.route("/<count:seat>/<count:turn>/summary", methods=["GET", "POST"])
@needs(P.SPEECH_SUMMARISE)
def summarise(number: str, position: int, seat: int, turn: int) -> Answer:
    """Write down what was said."""
    ctx = current_ctx()
    speech = _speech(ctx, number, position, seat, turn)
    form = SummaryForm(data={"summary": speech.summary})
    if form.validate_on_submit():
        operations.summarise_speech(ctx, speech.id, form.summary.data)
        return _back(number, position)
    person = ctx.session.get_one(Seat, (ctx.village_id, speech.seat_id))
    page = render_template("speeches/summarise.html", form=form, seat=person, number=number, position=position)
    return page, 422 if form.errors else 200


def _back(number: str, position: int) -> Response:
    return redirect(url_for("agenda.item", number=number, position=position))


def _item(ctx: Context, number: str, position: int) -> AgendaItem:
    meeting = meeting_by_number(ctx.session, number)
    item = agenda_item_at(ctx.session, meeting.id, position) if meeting else None
    if item is None:
        raise NotFound("AgendaItem", f"{number}/{position}")
    return item


def _seat(ctx: Context, item: AgendaItem, position: int) -> Seat:
    seat = seat_at(ctx.session, item.meeting_id, position)
    if seat is None:
        raise NotFound("Seat", position)
    return seat


def _speech(ctx: Context, number: str, position: int, seat: int, turn: int) -> Speech:
    item = _item(ctx, number, position)
    own = turns_of_seat(ctx.session, item.id, _seat(ctx, item, seat).id)
    found = next((speech for speech in own if speech.turn == turn), None)
    if found is None:
        raise NotFound("Speech", turn)
    return found
