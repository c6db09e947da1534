"""Putting something before an authority; always part of the verb that takes a question or an order further."""

from __future__ import annotations

import uuid
from typing import Any

from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotPermitted
from webapp.core.numbers import next_number
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.supervision.escalations.models import Escalation
from webapp.supervision.escalations.rules import Addressee, digest_of


@operation(P.ESCALATION_RECORD)
def record_escalation(
    ctx: Context,
    about: tuple[str, uuid.UUID],
    title: str,
    addressee: Addressee,
    supervision_organ: bool,
    reasons: str,
    record: dict[str, Any],
) -> Escalation:
    """Keep what went to the township or county, with the record attached. The verb that calls it says so in the log."""
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.ESCALATION_RECORD)
    today = china_date(ctx.now)
    row = Escalation(
        year=today.year,
        number=next_number(ctx.session, ctx.village_id, f"escalation:{today.year}"),
        about_table=about[0],
        about_id=about[1],
        title=title,
        addressee=addressee,
        supervision_organ=supervision_organ,
        reasons=reasons,
        record=record,
        sha256=digest_of(record),
        escalated_on=today,
        escalated_at=ctx.now,
        escalated_by_id=ctx.actor.resident_id,
    )
    ctx.session.add(row)
    ctx.session.flush()
    return row
