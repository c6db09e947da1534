"""The tellers' own pages: entering a sheet, handing out ballot papers."""

from __future__ import annotations

import uuid
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from webapp.core.context import Context
from webapp.core.errors import NotFound, NotPermitted
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import seats_of
from webapp.council.polls.models import Poll
from webapp.council.sheets import operations, queries
from webapp.council.sheets.forms import lines_given
from webapp.council.sheets.labels import answer_label
from webapp.council.sheets.lines import SLIPS, SPOILED, Asked, word_of
from webapp.council.sheets.models import Sheet
from webapp.council.sheets.views.blueprint import Answer, Reasons, attempt, bp, the_poll, the_sheet, to_sheet
from webapp.kit.guards import needs
from webapp.kit.request import current_ctx


@bp.route("/<count:sheet_number>/entry", methods=["GET", "POST"])
@needs(P.SHEET_ENTER)
def enter(number: str, poll_number: int, sheet_number: int) -> Answer:
    """Enter what stands on the sheet, a line a person."""
    ctx = current_ctx()
    sheet, poll, _meeting = the_sheet(ctx, number, poll_number, sheet_number)
    if not ctx.may(P.SHEET_ENTER, sheet):
        raise NotPermitted(P.SHEET_ENTER, sheet)
    if request.method == "GET":
        return _entry_page(ctx, number, poll_number, sheet_number, [])
    reasons = attempt(lambda: operations.enter_sheet(ctx, sheet.id, _given(ctx, sheet, poll)))
    if reasons:
        return _entry_page(ctx, number, poll_number, sheet_number, reasons)
    return to_sheet(number, poll_number, sheet_number)


@bp.route("/papers", methods=["GET", "POST"])
@needs(P.PAPER_HAND_OUT)
def papers(number: str, poll_number: int) -> Answer:
    """Hand out the ballot papers of a secret vote, to one person after another."""
    ctx, reasons = current_ctx(), []
    poll, meeting = the_poll(ctx, number, poll_number)
    if not ctx.may(P.PAPER_HAND_OUT, poll):
        raise NotPermitted(P.PAPER_HAND_OUT, poll)
    if request.method == "POST":
        seat = _seat_of(ctx, meeting)
        reasons = attempt(lambda: operations.hand_out_paper(ctx, poll.id, seat))
        poll, meeting = the_poll(ctx, number, poll_number)
    page = render_template("sheets/papers.html", poll=poll, meeting=meeting, reasons=reasons, **_to_hand_out(ctx, poll))
    return (page, 422) if reasons else page


def _given(ctx: Context, sheet: Sheet, poll: Poll) -> dict[str, Any]:
    asked = queries.asked_of(ctx.session, poll, sheet.channel)
    keys = [seat.id.hex for seat in seats_of(ctx.session, poll.meeting_id)]
    return lines_given(asked, keys, request.form)


def _entry_page(ctx: Context, number: str, poll_number: int, sheet_number: int, reasons: Reasons) -> Answer:
    """The form: everyone who can be on the sheet; who voted otherwise is told beneath. Empty, or as entered before."""
    sheet, poll, meeting = the_sheet(ctx, number, poll_number, sheet_number)
    asked = queries.asked_of(ctx.session, poll, sheet.channel)
    options = queries.options_of(ctx.session, poll)
    entries = queries.entries_of(ctx.session, sheet.id)
    mine = [one.entry.lines for one in entries if one.teller.resident_id == ctx.actor.resident_id]
    page = render_template(
        "sheets/enter.html",
        sheet=sheet,
        poll=poll,
        meeting=meeting,
        reasons=reasons,
        asked=asked,
        options=options,
        answers=[(word, answer_label(word, options)) for word in asked.words],
        before=_before(asked, mine[0] if mine else {}),
        **_who_can_stand(ctx, poll, sheet),
    )
    return (page, 422) if reasons else page


def _who_can_stand(ctx: Context, poll: Poll, sheet: Sheet) -> dict[str, Any]:
    now = queries.seats_now(ctx.session, poll, since=sheet.opened_at)
    own = queries.seats_on(ctx.session, sheet.replaces_id)
    seats = {key: one for key, one in now.items() if one.is_free or key in own}
    return {"seats": seats, "elsewhere": [one.name for key, one in now.items() if one.voted and key not in own]}


def _before(asked: Asked, mine: dict[str, Any]) -> dict[str, list[str]]:
    """What the fields hold: what was just sent, or else what this teller entered the last time."""
    if request.method == "POST":
        return {name: request.form.getlist(name) for name in request.form}
    if SLIPS in mine:
        return {"slips": ["\n".join(_line(slip) for slip in mine[SLIPS])]}
    prefix = "seat" if asked.kind.value == "names" else "count"
    return {
        f"{prefix}-{key}": [str(one) for one in said] if isinstance(said, list) and said else [_word(said)]
        for key, said in mine.items()
    }


def _word(said: Any) -> str:
    return str(said) if isinstance(said, int) else word_of(said)


def _line(slip: list[int] | str) -> str:
    """One paper as a teller writes it: the numbers, x for a spoiled one, a dash for a blank one."""
    return "x" if slip == SPOILED else " ".join(map(str, slip)) or "-"


def _seat_of(ctx: Context, meeting: Meeting) -> uuid.UUID:
    given = request.form.get("seat", "")
    for seat in seats_of(ctx.session, meeting.id):
        if seat.id.hex == given:
            return seat.id
    raise NotFound("Seat", _("(not on the list)"))


def _to_hand_out(ctx: Context, poll: Poll) -> dict[str, Any]:
    seats = queries.seats_now(ctx.session, poll)
    return {
        "waiting": {key: seat.name for key, seat in seats.items() if seat.is_free},
        "served": [seat for seat in seats.values() if seat.voted is not None],
        "handed_out": queries.handed_out(ctx.session, poll.id),
    }
