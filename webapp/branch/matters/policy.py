"""Whose matter it is."""

from __future__ import annotations

from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import NAMES_NEEDED, speaks_for
from webapp.core.context import Context
from webapp.core.db import VillageScoped


def is_own(ctx: Context, subject: VillageScoped | None) -> bool:
    """Whether this person raised the matter or sits in the body that did; without a matter: whether they might."""
    if ctx.actor.resident_id is None:
        return False
    if subject is None:
        return True
    if not isinstance(subject, Matter):
        raise TypeError(f"{type(subject).__name__} is no matter")
    if subject.raised_by_id == ctx.actor.resident_id:
        return True
    return subject.source not in NAMES_NEEDED and speaks_for(subject.source, ctx.actor.offices, True)
