"""Pages of the hall's papers: to print from the browser, or as PDF. None can be told apart from another of its kind."""

from __future__ import annotations

import io
from typing import Any

from flask import Blueprint, Response, render_template, request, send_file, url_for
from flask_babel import get_locale

from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import meeting_by_number, seats_of
from webapp.council.papers import queries, rules
from webapp.council.polls.queries import poll_by_number, polls_of
from webapp.council.polls.rules import Question
from webapp.kit.guards import needs
from webapp.kit.pdf import can_print_pdf, paper_style, pdf_of
from webapp.kit.request import current_ctx, public_address
from webapp.village.queries import village

bp = Blueprint("papers", __name__, url_prefix="/v/<village>")

OF_MEETING = frozenset({"seats", "slips"})
OF_POLL = frozenset({"ballots", "tally"})


@bp.get("/meetings/<number>/papers")
@needs(P.ATTENDANCE_RECORD)
def show(number: str) -> str:
    """Everything that can be printed for this meeting."""
    ctx = current_ctx()
    meeting = _meeting(ctx, number)
    ctx.require(P.ATTENDANCE_RECORD, meeting)
    polls = polls_of(ctx.session, meeting.id)
    due = len(seats_of(ctx.session, meeting.id))
    told = {"polls": polls, "due": due, "most": rules.MOST_COPIES, "can_pdf": can_print_pdf()}
    return render_template("papers/show.html", meeting=meeting, **told)


@bp.get("/meetings/<number>/papers/<hall_paper>")
@needs(P.ATTENDANCE_RECORD)
def of_meeting(number: str, hall_paper: str) -> str:
    """The list for signatures, or the slips for the seats, to print."""
    return _page(hall_paper, _of_meeting(current_ctx(), number, hall_paper))


@bp.get("/meetings/<number>/papers/<hall_paper>/pdf")
@needs(P.ATTENDANCE_RECORD)
def of_meeting_pdf(number: str, hall_paper: str) -> Response:
    """The same as PDF."""
    return _pdf(hall_paper, number, _of_meeting(current_ctx(), number, hall_paper))


@bp.get("/meetings/<number>/polls/<count:poll_number>/papers/<poll_paper>")
@needs(P.ATTENDANCE_RECORD)
def of_poll(number: str, poll_number: int, poll_paper: str) -> str:
    """The ballot papers, or the tally sheet of a vote, to print."""
    return _page(poll_paper, _of_poll(current_ctx(), number, poll_number, poll_paper))


@bp.get("/meetings/<number>/polls/<count:poll_number>/papers/<poll_paper>/pdf")
@needs(P.ATTENDANCE_RECORD)
def of_poll_pdf(number: str, poll_number: int, poll_paper: str) -> Response:
    """The same as PDF."""
    return _pdf(poll_paper, f"{number}-{poll_number}", _of_poll(current_ctx(), number, poll_number, poll_paper))


def _meeting(ctx: Context, number: str) -> Meeting:
    meeting = meeting_by_number(ctx.session, number)
    if meeting is None:
        raise NotFound("Meeting", number)
    return meeting


def _of_meeting(ctx: Context, number: str, kind: str) -> dict[str, Any]:
    meeting = _meeting(ctx, number)
    ctx.require(P.ATTENDANCE_RECORD, meeting)
    if kind not in OF_MEETING:
        raise NotFound("Paper", kind)
    seats = seats_of(ctx.session, meeting.id)
    address = public_address("meetings.check_in", number=number)
    return {"meeting": meeting, "seats": seats, "rows": rules.in_rows(seats, 2), "address": address}


def _of_poll(ctx: Context, number: str, poll_number: int, kind: str) -> dict[str, Any]:
    found = poll_by_number(ctx.session, number, poll_number)
    if found is None or kind not in OF_POLL:
        raise NotFound("Poll", f"{number}/{poll_number}/{kind}")
    poll, meeting = found
    ctx.require(P.ATTENDANCE_RECORD, meeting)
    options = queries.options_on_paper(ctx.session, poll.id) if poll.question is not Question.MOTION else []
    due = len(seats_of(ctx.session, meeting.id))
    copies = rules.copies_of(request.args.get("copies", type=int), due)
    return {
        "meeting": meeting,
        "poll": poll,
        "options": options,
        "rows": rules.in_rows(range(copies), 2),
        "size": rules.size_of(poll.motion, len(options)),
        "boxes": rules.boxes_for(due),
        "due": due,
    }


def _page(kind: str, told: dict[str, Any]) -> str:
    back = url_for("papers.show", number=told["meeting"].short_number)
    return render_template(f"papers/{kind}.html", layout="layouts/sheet.html", back_url=back, **told)


def _pdf(kind: str, number: str, told: dict[str, Any]) -> Response:
    here = village(current_ctx().session)
    told |= {"style": paper_style(), "village_name": here.name if here else "", "locale_code": str(get_locale())}
    content = pdf_of(render_template(f"papers/{kind}.html", layout="layouts/paper.html", **told))
    return send_file(
        io.BytesIO(content), "application/pdf", as_attachment=True, download_name=f"{kind}-{number}.pdf", max_age=0
    )
