"""Who is asked, and who asks."""

from __future__ import annotations

from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.db import VillageScoped
from webapp.supervision.interpellations.models import Interpellation
from webapp.supervision.interpellations.rules import ANSWERABLE, AskSource
from webapp.village.offices.queries import office_holders
from webapp.village.offices.rules import Body, offices_of

SUPERVISORS = offices_of(Body.SUPERVISION)
COMMITTEE = offices_of(Body.COMMITTEE)


def is_asked(ctx: Context, subject: VillageScoped | None) -> bool:
    """Whether this person is the one asked; of the committee any member answers, also for one who left their office."""
    if subject is None:
        return bool(set(ANSWERABLE) & ctx.actor.offices)
    asked = _question(subject)
    if asked.to_id is not None and asked.to_office is not None:
        holders = office_holders(ctx.session, [asked.to_office], china_date(ctx.now))
        if any(resident.id == asked.to_id for _, resident in holders):
            return ctx.actor.resident_id == asked.to_id
    return bool(COMMITTEE & ctx.actor.offices)


def is_asker(ctx: Context, subject: VillageScoped | None) -> bool:
    """Whether this person speaks for those who ask: a supervisor, or whoever began a joint question."""
    if ctx.actor.resident_id is None:
        return False
    if subject is None:
        return True
    asked = _question(subject)
    if asked.source is AskSource.SUPERVISION:
        return bool(SUPERVISORS & ctx.actor.offices)
    return asked.asked_by_id == ctx.actor.resident_id


def _question(subject: VillageScoped) -> Interpellation:
    if not isinstance(subject, Interpellation):
        raise TypeError(f"{type(subject).__name__} is no question")
    return subject
