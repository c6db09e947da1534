"""Noting that somebody looked."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.core.context import Context
from webapp.core.errors import NotPermitted
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.village.looks.events import PersonalDataSeen
from webapp.village.looks.models import Look
from webapp.village.looks.rules import About, LookAt, hour_of


@operation(P.LOOK_NOTE)
def note_looks(ctx: Context, page: LookAt, shown: Sequence[About]) -> None:
    """Note whose personal data a page is about to show, before it shows them; who looked is the one who opens it.

    Raises Conflict when the same was noted at the same moment.
    """
    if ctx.actor.account_id is None:
        raise NotPermitted(P.LOOK_NOTE)
    for about in shown:
        look = Look(account_id=ctx.actor.account_id, page=page, whose=about.whose, about_id=about.key)
        look.hour, look.seen_at = hour_of(ctx.now), ctx.now
        ctx.session.add(look)
    ctx.record(PersonalDataSeen(page.value, len(shown)))
