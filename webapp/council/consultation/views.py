"""Pages on which a representative notes what the households say."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from webapp.core.context import Context
from webapp.core.errors import NotFound, NotPermitted, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.council.consultation import labels, operations, queries
from webapp.council.consultation.forms import WordForm
from webapp.council.consultation.queries import HouseholdLine
from webapp.council.consultation.rules import HouseholdSays
from webapp.council.meetings import queries as meetings
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.policy import seat_of
from webapp.kit.explain import explain
from webapp.kit.guards import needs
from webapp.kit.request import current_ctx

bp = Blueprint("consultation", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.says_label, "says_word")


@bp.get("/meetings/<number>/items/<count:position>/households")
@needs(P.HOUSEHOLD_CONSULT)
def households(number: str, position: int) -> str:
    """My households, and what each says about one item of the agenda."""
    ctx = current_ctx()
    item, meeting, seat = _place(ctx, number, position)
    lines = queries.households_of(ctx.session, seat.constituency_id, item.id)
    said = queries.said(lines)
    has_poll = queries.has_poll(ctx.session, item.id)
    shown = {"item": item, "meeting": meeting, "lines": lines, "said": said, "has_poll": has_poll}
    return render_template("consultation/households.html", **shown)


@bp.route("/meetings/<number>/items/<count:position>/households/<household>", methods=["GET", "POST"])
@needs(P.HOUSEHOLD_CONSULT)
def note(number: str, position: int, household: str) -> str | Response | tuple[str, int]:
    """Note what one household says."""
    ctx, reasons = current_ctx(), []
    item, meeting, seat = _place(ctx, number, position)
    line = _line(ctx, seat, item, household)
    form = WordForm(data={"says": line.word.says.value, "note": line.word.note} if line.word else None)
    if form.validate_on_submit():
        try:
            says, words = HouseholdSays(form.says.data), form.note.data or ""
            operations.note_household(ctx, item.id, line.household.id, says, words)
            return redirect(url_for("consultation.households", number=number, position=position))
        except RuleBroken as broken:
            reasons, (item, meeting, seat) = explain(broken.blockers), _place(ctx, number, position)
            line = _line(ctx, seat, item, household)
    shown = {"form": form, "item": item, "meeting": meeting, "line": line, "reasons": reasons}
    return render_template("consultation/note.html", **shown), 422 if form.errors or reasons else 200


def _place(ctx: Context, number: str, position: int) -> tuple[AgendaItem, Meeting, Seat]:
    meeting = meetings.meeting_by_number(ctx.session, number)
    item = meetings.agenda_item_at(ctx.session, meeting.id, position) if meeting else None
    if meeting is None or item is None:
        raise NotFound("AgendaItem", f"{number}/{position}")
    seat = seat_of(ctx.session, meeting.id, ctx.actor.resident_id)
    if seat is None:
        raise NotPermitted(P.HOUSEHOLD_CONSULT, item)
    return item, meeting, seat


def _line(ctx: Context, seat: Seat, item: AgendaItem, number: str) -> HouseholdLine:
    """One of my own households; another's is not there for me."""
    for line in queries.households_of(ctx.session, seat.constituency_id, item.id):
        if line.household.number == number:
            return line
    raise NotFound("Household", number)
