"""Who a person is to the committee's work."""

from __future__ import annotations

from webapp.committee.models import Task
from webapp.core.context import Context
from webapp.core.db import VillageScoped


def is_task_owner(ctx: Context, subject: VillageScoped | None) -> bool:
    """Whether this task was given to this person; without a task in view: whether one might be."""
    if isinstance(subject, Task):
        return subject.owner_id == ctx.actor.resident_id
    return ctx.actor.resident_id is not None
