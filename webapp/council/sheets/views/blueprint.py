"""What all pages of sheets share: the address of a sheet, an act that may be refused, the page of one sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from webapp.core.context import Context
from webapp.core.errors import Blocker, Conflict, InvalidInput, NotFound, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import seats_of
from webapp.council.polls.models import Poll
from webapp.council.polls.queries import poll_by_number
from webapp.council.polls.rules import PollState, Secrecy
from webapp.council.sheets import labels, queries, rules
from webapp.council.sheets.compared import compared
from webapp.council.sheets.lines import collected, digest_of
from webapp.council.sheets.models import Sheet
from webapp.council.sheets.rules import SheetState
from webapp.council.tellers.queries import names_of
from webapp.kit.explain import explain

bp = Blueprint("sheets", __name__, url_prefix="/v/<village>/meetings/<number>/polls/<count:poll_number>/sheets")
bp.add_app_template_filter(labels.state_label, "sheet_state")
bp.add_app_template_filter(labels.LOOKS.__getitem__, "sheet_look")
bp.add_app_template_filter(labels.channel_label, "sheet_channel")

Answer = str | Response | tuple[str, int]
Reasons = list[dict[str, str]]


def the_poll(ctx: Context, number: str, poll_number: int) -> tuple[Poll, Meeting]:
    """The poll of this address, with its meeting."""
    found = poll_by_number(ctx.session, number, poll_number)
    if found is None:
        raise NotFound("Poll", f"{number}/{poll_number}")
    return found


def the_sheet(ctx: Context, number: str, poll_number: int, sheet_number: int) -> tuple[Sheet, Poll, Meeting]:
    """The sheet of this address, with its poll and meeting."""
    poll, meeting = the_poll(ctx, number, poll_number)
    sheet = queries.sheet_at(ctx.session, poll.id, sheet_number)
    if sheet is None:
        raise NotFound("Sheet", sheet_number)
    return sheet, poll, meeting


def attempt(act: Callable[[], object]) -> Reasons:
    """Try an act: nothing when it is done, or the reasons why not."""
    try:
        act()
    except RuleBroken as broken:
        return explain(broken.blockers)
    except (InvalidInput, Conflict) as error:
        if error.code == "at_the_same_time":
            raise
        return explain([Blocker(error.code, "", error.params)])
    return []


def to_sheet(number: str, poll_number: int, sheet_number: int) -> Response:
    """Back to the sheet's own page."""
    return redirect(url_for("sheets.show", number=number, poll_number=poll_number, sheet_number=sheet_number))


def sheet_page(ctx: Context, number: str, poll_number: int, sheet_number: int, reasons: Reasons) -> Answer:
    """One sheet as this person may see it: before the close only its tellers and scrutineer see what stands on it."""
    sheet, poll, meeting = the_sheet(ctx, number, poll_number, sheet_number)
    entries = queries.entries_of(ctx.session, sheet.id)
    shown = _seen(ctx, sheet, poll, [(one.teller.name, one.teller.resident_id, one.entry.lines) for one in entries])
    asked = queries.asked_of(ctx.session, poll, sheet.channel)
    counts = ctx.may(P.SHEET_PHOTOGRAPH, sheet)
    listed = seats_of(ctx.session, meeting.id)
    seats = {seat.id.hex: seat.name if counts else seat.public_name for seat in listed}
    page = render_template(
        "sheets/show.html",
        sheet=sheet,
        poll=poll,
        meeting=meeting,
        reasons=reasons,
        entered_by=[one.teller.name for one in entries],
        is_mine=any(one.teller.resident_id == ctx.actor.resident_id for one in entries),
        compared=compared(asked, queries.options_of(ctx.session, poll), seats, shown) if shown else None,
        digest=digest_of(entries[0].entry.lines) if sheet.state is SheetState.AGREED and shown else "",
        confirmed_by=names_of(ctx.session, meeting.id).get(sheet.confirmed_by_id, ""),
        sheets={one.id: one.number for one in queries.sheets_of(ctx.session, poll.id)},
    )
    return (page, 422) if reasons else page


def _seen(ctx: Context, sheet: Sheet, poll: Poll, entries: list[tuple[str, Any, Any]]) -> list[tuple[str, Any]]:
    """The entries this person may see: one's own until both are in; after the close everybody, once confirmed."""
    both = [(name, lines) for name, _, lines in entries]
    if poll.state is PollState.CLOSED and sheet.state in (SheetState.CONFIRMED, SheetState.REPLACED):
        is_open = poll.secrecy is Secrecy.NAMED or rules.is_publishable(
            collected(both[0][1]), queries.ballots_besides(ctx.session, poll, sheet)
        )
        return _agreed(both) if is_open else []
    if not ctx.may(P.SHEET_PHOTOGRAPH, sheet):
        return []
    if sheet.state is SheetState.ENTERING:
        return [(name, lines) for name, resident, lines in entries if resident == ctx.actor.resident_id]
    return _agreed(both) if rules.is_settled(sheet.state) else both


def _agreed(both: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Two entries that say the same, as one."""
    return [(gettext("Both tellers"), lines) for _, lines in both[:1]]
