"""Who moved an amendment."""

from __future__ import annotations

from webapp.core.context import Context
from webapp.core.db import VillageScoped
from webapp.council.amendments.models import Amendment
from webapp.council.meetings.models import Seat


def is_mover(ctx: Context, subject: VillageScoped | None) -> bool:
    """Whether this person moved it; without an amendment in view: whether they might have."""
    if ctx.actor.resident_id is None or not (subject is None or isinstance(subject, Amendment)):
        return False
    if subject is None:
        return True
    seat = ctx.session.get(Seat, (ctx.village_id, subject.mover_seat_id))
    return seat is not None and seat.resident_id == ctx.actor.resident_id
