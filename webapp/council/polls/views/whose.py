"""Whose ballot a page is about: the reader's own, or that of a member whose written mandate the reader holds."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import request

from webapp.charter.rules import Body
from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.meetings.queries import meeting_by_number
from webapp.council.proxies.queries import represented_by


def held_seats(ctx: Context, meeting: Meeting) -> Sequence[Seat]:
    """The seats for which the reader votes besides the own one; only the collective's members know it (RCEO 27)."""
    if meeting.body is not Body.RCEO_MEMBERS or ctx.actor.resident_id is None:
        return []
    return represented_by(ctx.session, meeting.id, ctx.actor.resident_id)


def principal(ctx: Context, number: str) -> uuid.UUID | None:
    """The seat named in the address (`for`, by its number on the list); nothing for the own one.

    404 for a seat whose mandate the reader does not hold.
    """
    asked = request.args.get("for", "")
    if not asked:
        return None
    meeting = meeting_by_number(ctx.session, number)
    position = int(asked) if asked.isdecimal() and len(asked) < 6 else 0
    seats = held_seats(ctx, meeting) if meeting else []
    found = next((seat.id for seat in seats if seat.position == position), None)
    if found is None:
        raise NotFound("Seat", asked)
    return found


def kept() -> dict[str, Any]:
    """The same for the address of the next page."""
    return {"for": request.args["for"]} if request.args.get("for") else {}
