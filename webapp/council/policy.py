"""Who a person is to the council: due at a meeting, present in the hall."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from webapp.core.context import Context
from webapp.core.db import VillageScoped
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.polls.models import Poll
from webapp.village.offices.rules import Office

COUNCIL_OFFICES = frozenset(
    office.value
    for office in (
        Office.REPRESENTATIVE,
        Office.COMMITTEE_CHAIR,
        Office.COMMITTEE_VICE_CHAIR,
        Office.COMMITTEE_MEMBER,
    )
)


def is_due(ctx: Context, subject: VillageScoped | None) -> bool:
    """Whether this person stands on the frozen list of those due; without a meeting in view: whether they might."""
    if ctx.actor.resident_id is None:
        return False
    if subject is None:
        return bool(COUNCIL_OFFICES & ctx.actor.offices)
    return seat_of(ctx, _meeting_id(subject)) is not None


def seat_of(ctx: Context, meeting_id: uuid.UUID) -> Seat | None:
    """The seat this person has at this meeting, if any."""
    query = select(Seat).where(Seat.meeting_id == meeting_id, Seat.resident_id == ctx.actor.resident_id)
    return ctx.session.execute(query).scalar_one_or_none()


def _meeting_id(subject: VillageScoped) -> uuid.UUID:
    match subject:
        case Meeting():
            return subject.id
        case Poll() | AgendaItem() | Seat():
            return subject.meeting_id
    raise TypeError(f"{type(subject).__name__} belongs to no meeting")
