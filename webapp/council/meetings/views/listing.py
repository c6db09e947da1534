"""All meetings, and the page of one."""

from __future__ import annotations

from typing import Any

from flask import render_template

from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.permissions import Permission as P
from webapp.council.amendments.queries import amendments_by_item
from webapp.council.calls.queries import waiting_calls
from webapp.council.consultation.summaries import summaries
from webapp.council.meetings import queries
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.rules import MeetingState, is_listed_publicly
from webapp.council.meetings.views.blueprint import bp, quorum_of, the_meeting
from webapp.council.meetings.views.convening import convening_pages
from webapp.council.policy import seat_for
from webapp.council.polls.queries import polls_by_item
from webapp.council.proxies.queries import proxies_of, represented_by
from webapp.council.tellers.queries import tellers_of
from webapp.kit.guards import public
from webapp.kit.live import live_piece
from webapp.kit.pages import paging, wanted_page
from webapp.kit.request import current_ctx


@bp.get("/meetings")
@public
def list_meetings() -> str:
    """All meetings."""
    ctx = current_ctx()
    page = queries.meetings(ctx.session, wanted_page())
    came = queries.attendance_of(ctx.session, [meeting.id for meeting in page.rows])
    shown = {"attendance": came, "convening": convening_pages(ctx)}
    calls = waiting_calls(ctx.session, china_date(ctx.now))
    pages = paging(page, "meetings.list_meetings")
    return render_template("meetings/list_meetings.html", page=page, paging=pages, calls=calls, **shown)


@bp.get("/meetings/<number>")
@public
def show(number: str) -> str:
    """One meeting: who is due and came, the agenda, the votes, the minutes."""
    ctx = current_ctx()
    return render_template("meetings/show.html", **_page(ctx, the_meeting(ctx, number)))


@bp.get("/meetings/<number>/live")
@public
@live_piece
def live(number: str) -> str:
    """How many are in the hall now; asked for again and again by open pages."""
    ctx = current_ctx()
    meeting = the_meeting(ctx, number)
    return render_template("meetings/live.html", meeting=meeting, quorum=quorum_of(ctx, meeting))


def _page(ctx: Context, meeting: Meeting) -> dict[str, Any]:
    """Names of those due only where they hold a public office; else numbers, and to each the own seat."""
    agenda = queries.agenda_of(ctx.session, meeting.id)
    seats = queries.seats_of(ctx.session, meeting.id) if is_listed_publicly(meeting.body) else []
    mine, me = seat_for(ctx.session, meeting.id, ctx.actor.resident_id), ctx.actor.resident_id
    is_over = meeting.state is MeetingState.CLOSED
    records = not is_over and ctx.may(P.ATTENDANCE_RECORD, meeting)
    return {
        "meeting": meeting,
        "agenda": agenda,
        "polls": polls_by_item(ctx.session, [item.id for item, _ in agenda]),
        "amendments": amendments_by_item(ctx.session, [item.id for item, _ in agenda]),
        "seats": seats,
        "roster": queries.roster(seats) if seats else None,
        "quorum": quorum_of(ctx, meeting),
        "said": summaries(ctx.session, meeting.id),
        "mine": mine,
        "is_mine": mine is not None and mine.resident_id in (None, me),
        "others": represented_by(ctx.session, meeting.id, me) if me and mine else [],
        "proxies": proxies_of(ctx.session, meeting.id),
        "readers": queries.notice_readers(ctx.session, meeting.id) if records else None,
        "tellers": tellers_of(ctx.session, meeting.id),
        "is_over": is_over,
    }
