"""Finding the same words in several records."""

from __future__ import annotations

import uuid
from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.branch.matters.models import Matter
from webapp.branch.steps.models import StepRecord
from webapp.core.database import once
from webapp.council.meetings.models import Meeting
from webapp.supervision.compliance.rules import Same, text_digest

Twins = dict[uuid.UUID, list[Same]]


def twins(session: Session) -> Twins:
    """For each meeting and each matter, the other records with the same words. Two queries, however often asked."""
    return once(session, _twins)


def _twins(session: Session) -> Twins:
    alike: dict[str, list[tuple[uuid.UUID, Same]]] = defaultdict(list)
    meetings = select(Meeting.id, Meeting.year, Meeting.number, Meeting.minutes).where(Meeting.minutes != "")
    for key, year, number, text in session.execute(meetings):
        alike[text_digest(text)].append((key, Same("meeting", f"{year}-{number}")))
    sittings = (
        select(Matter.id, Matter.year, Matter.number, StepRecord.minutes)
        .join(StepRecord, (StepRecord.village_id == Matter.village_id) & (StepRecord.matter_id == Matter.id))
        .order_by(StepRecord.recorded_at)
    )
    for key, year, number, text in session.execute(sittings):
        alike[text_digest(text)].append((key, Same("sitting", f"{year}-{number}")))
    alike.pop("", None)
    found: Twins = defaultdict(list)
    for places in alike.values():
        for at, (key, _same) in enumerate(places):
            found[key] += [same for other, (_key, same) in enumerate(places) if other != at]
    return dict(found)
