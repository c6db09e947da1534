"""The pages of meetings, and what all of them share: loading a meeting, a seat, the meter of attendance."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.charter.labels import article_label
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import CountBy
from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.council.meetings import labels, queries
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.meetings.rules import quorum_check

bp = Blueprint("meetings", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.state_label, "meeting_state")
bp.add_app_template_filter(labels.STATE_LOOKS.__getitem__, "meeting_look")
bp.add_app_template_filter(labels.kind_label, "seat_kind")
bp.add_app_template_filter(labels.check_in_label, "check_in_word")

Answer = str | Response | tuple[str, int]


def the_meeting(ctx: Context, number: str) -> Meeting:
    """The meeting of this address; 404 when there is none."""
    meeting = queries.meeting_by_number(ctx.session, number)
    if meeting is None:
        raise NotFound("Meeting", number)
    return meeting


def the_seat(ctx: Context, number: str, position: int) -> Seat:
    """The seat with this number on the meeting's list; 404 when there is none."""
    seat = queries.seat_at(ctx.session, the_meeting(ctx, number).id, position)
    if seat is None:
        raise NotFound("Seat", position)
    return seat


def quorum_of(ctx: Context, meeting: Meeting) -> dict[str, Any]:
    """The attendance meter: how many are there, and the number its body needs, with the article."""
    here = queries.attendance(ctx.session, meeting.id)
    profile = rules_in_force(ctx.session, queries.held_on(meeting))
    check = quorum_check(queries.gathering_of(meeting), here.present, here.due, profile)
    if check is None:
        return {"present": here.present, "due": here.due, "ticks": [], "met": True}
    if meeting.count_by is CountBy.HOUSEHOLDS:
        label = _("%(needed)s households needed to hold the meeting", needed=check.needed)
    else:
        label = _("%(needed)s needed to hold the meeting", needed=check.needed)
    tick = {"need": check.needed, "label": label, "article": str(article_label(check.article))}
    return {"present": here.present, "due": here.due, "ticks": [tick], "met": check.met}
