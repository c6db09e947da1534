"""Which of a person's offices count when they sign the minutes of a meeting."""

from __future__ import annotations

from webapp.core.context import Context
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.rules import LEADERS
from webapp.council.policy import is_leader


def offices_at(ctx: Context, meeting: Meeting) -> frozenset[str]:
    """The person's offices as this meeting knows them: the leader of another group has not led this group's meeting."""
    if is_leader(ctx, meeting):
        return ctx.actor.offices
    return ctx.actor.offices - LEADERS[meeting.body]
