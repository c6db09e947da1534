"""The pages of meetings, and what all of them share: loading a meeting, a seat, the meter of attendance."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.council.meetings import labels, queries
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.meetings.pictures import attendance_picture

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
    return attendance_picture(ctx, meeting, queries.attendance(ctx.session, meeting.id))
