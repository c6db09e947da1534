"""Reading how the village stands to the meetings the law asks for; nothing of it is stored."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.charter.matters import Body
from webapp.charter.queries import adopted_on, rules_in_force
from webapp.core.clock import china_date
from webapp.core.database import prepared
from webapp.council.duties.rules import Duty, duty, norms
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.rules import MeetingState
from webapp.village.models import Village

HELD = prepared(
    select(Village.created_at, Meeting.body, Meeting.opened_at).outerjoin(
        Meeting,
        (Meeting.village_id == Village.village_id)
        & (Meeting.state == MeetingState.CLOSED)
        & Meeting.opened_at.is_not(None)
        & Meeting.body.in_([Body.REPRESENTATIVES, Body.ASSEMBLY]),
    )
)


def duties(session: Session, today: date) -> list[Duty]:
    """How the village stands to every meeting the law asks for. A meeting counts once it was opened and closed.

    One query besides the rules.
    """
    rows = session.execute(HELD).all()
    if not rows:
        return []
    began = china_date(rows[0].created_at)
    found = []
    for norm in norms(rules_in_force(session, today)):
        own = adopted_on(session, norm.rule_id, today)
        known = dataclasses.replace(norm, since=max(filter(None, (norm.since, own)), default=None))
        held = [china_date(row.opened_at) for row in rows if row.body is norm.body]
        found.append(duty(known, held, began, today))
    return found


def pressing_duties(session: Session, today: date) -> Sequence[Duty]:
    """Those that are late, or soon will be."""
    return [one for one in duties(session, today) if one.is_pressing]
