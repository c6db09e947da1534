"""The hall screen: one public address for the projector that follows the meeting by itself."""

from __future__ import annotations

import functools
from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from webapp.charter.queries import rules_in_force
from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.pictures import attendance_picture
from webapp.council.meetings.queries import Attendance, held_on, meeting_by_number
from webapp.council.meetings.rules import door_code
from webapp.council.screen.queries import Scene, scene
from webapp.council.screen.rules import Stage
from webapp.council.speeches.rules import time_is_up_at
from webapp.kit.guards import needs, public
from webapp.kit.live import live_piece, own_piece
from webapp.kit.pictures.seats import MOST_SEATS
from webapp.kit.qr import qr_svg
from webapp.kit.request import current_ctx, public_address

bp = Blueprint("screen", __name__, url_prefix="/v/<village>")

DOOR_REFRESH = 15
RELOADED = 5


@bp.get("/meetings/<number>/screen")
@public
def show(number: str) -> str:
    """The screen, as it stands now; a script keeps it so, and without scripts it loads itself anew."""
    ctx = current_ctx()
    meeting = _meeting(ctx, number)
    times = {"reloaded": RELOADED, "door_every": DOOR_REFRESH * 1000}
    return render_template("screen/show.html", meeting=meeting, **times, **_shown(ctx, meeting))


@bp.get("/meetings/<number>/screen/live")
@public
@live_piece
def live(number: str) -> str:
    """What the screen shows now; asked for again and again."""
    ctx = current_ctx()
    return render_template("screen/scene.html", **_shown(ctx, _meeting(ctx, number)))


@bp.get("/meetings/<number>/screen/door")
@needs(P.ATTENDANCE_RECORD)
def door(number: str) -> Response:
    """The code of the door for a screen that the clerk opened: it is worth something only in the hall."""
    ctx = current_ctx()
    meeting = _meeting(ctx, number)
    ctx.require(P.ATTENDANCE_RECORD, meeting)
    address = public_address("meetings.check_in", number=number, code=door_code(meeting.door_secret, ctx.now))
    return own_piece(render_template("screen/door.html", qr=qr_svg(address, _("Check in"))))


def _meeting(ctx: Context, number: str) -> Meeting:
    meeting = meeting_by_number(ctx.session, number)
    if meeting is None:
        raise NotFound("Meeting", number)
    return meeting


def _shown(ctx: Context, meeting: Meeting) -> dict[str, Any]:
    seen = scene(ctx.session, meeting, ctx.now)
    speaking, profile = seen.speaking, rules_in_force(ctx.session, held_on(meeting))
    began = speaking.speech.began_at if speaking else None
    return {
        "scene": seen,
        "quorum": attendance_picture(ctx, meeting, Attendance(seen.tally.due, seen.tally.present)),
        "time_up_at": time_is_up_at(began, profile) if began else None,
        "item_until": _item_until(seen),
        "has_chart": 0 < len(seen.seats) <= MOST_SEATS,
        "qr": _qr(seen),
    }


def _item_until(seen: Scene) -> Any:
    """When the time planned for the item is over, if any was planned."""
    item = seen.item
    if item is None or item.began_at is None or not item.minutes:
        return None
    return item.began_at + timedelta(minutes=item.minutes)


def _qr(seen: Scene) -> Any:
    """Where a phone goes from here: to the ballot while a vote is open, otherwise to the meeting."""
    number = seen.meeting.short_number
    if seen.stage is Stage.VOTE and seen.graded:
        return _drawn(public_address("evaluations.at_meeting", number=number), _("Scan to give the grades"))
    if seen.stage is Stage.VOTE and seen.poll is not None:
        return _drawn(public_address("polls.ballot", number=number, poll_number=seen.poll.number), _("Scan to vote"))
    return _drawn(public_address("meetings.show", number=number), _("Scan to follow the meeting"))


@functools.lru_cache(maxsize=64)
def _drawn(address: str, label: str) -> Markup:
    """Drawing a code takes longer than the rest of the screen, and a public address has nothing to hide."""
    return qr_svg(address, label)
