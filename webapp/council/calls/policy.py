"""Whose request for a meeting it is."""

from __future__ import annotations

from webapp.core.context import Context
from webapp.core.db import VillageScoped
from webapp.council.calls.models import MeetingCall


def is_first_caller(ctx: Context, subject: VillageScoped | None) -> bool:
    """Whether this person started the request; without one in view: whether they might have."""
    if ctx.actor.resident_id is None:
        return False
    if subject is None:
        return True
    if not isinstance(subject, MeetingCall):
        raise TypeError(f"{type(subject).__name__} is no request for a meeting")
    return subject.called_by_id == ctx.actor.resident_id
