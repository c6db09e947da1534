"""Whose place on the speakers' list it is."""

from __future__ import annotations

from webapp.core.context import Context
from webapp.core.db import VillageScoped
from webapp.council.meetings.models import Seat
from webapp.council.speeches.models import Speech


def is_own(ctx: Context, subject: VillageScoped | None) -> bool:
    """Whether this turn is the person's own; without a turn in view: whether they might have one."""
    if ctx.actor.resident_id is None or not (subject is None or isinstance(subject, Speech)):
        return False
    if subject is None:
        return True
    seat = ctx.session.get(Seat, (ctx.village_id, subject.seat_id))
    return seat is not None and seat.resident_id == ctx.actor.resident_id
