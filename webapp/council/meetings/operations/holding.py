"""Opening a meeting, writing its minutes, closing it."""

from __future__ import annotations

import hashlib

from sqlalchemy import select

from webapp.branch.matters.operations import take_off_agenda
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, InvalidInput, RuleBroken, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.agenda.operations import end_item
from webapp.council.agenda.queries import current_of, items_of
from webapp.council.calls.operations import unanswer_call
from webapp.council.meetings import queries, rules
from webapp.council.meetings.events import MeetingClosed, MeetingOpened, MinutesWritten
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.rules import MeetingState
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import PollState


@operation(P.MEETING_OPEN, on=Meeting)
def open_meeting(ctx: Context, meeting: Meeting) -> Meeting:
    """Open the meeting in the hall. Raises RuleBroken when not enough are there by the rule of its body.

    VCOL art 26, 30, 32; RCEO art 27; for the Party members their own rule.
    """
    today, here = china_date(ctx.now), queries.attendance(ctx.session, meeting.id)
    profile = rules_in_force(ctx.session, today)
    quorum = rules.quorum_check(queries.gathering_of(meeting), here.present, here.due, profile)
    require_none(rules.blockers_open(meeting.state, china_date(meeting.starts_at), today, quorum))
    meeting.state = MeetingState.OPEN
    meeting.opened_at = ctx.now
    ctx.record(MeetingOpened(meeting.short_number, here.due, here.present))
    return meeting


@operation(P.MINUTES_WRITE, on=Meeting)
def write_minutes(ctx: Context, meeting: Meeting, minutes: str) -> Meeting:
    """Put down the minutes while the meeting goes on; they are closed with it. Raises RuleBroken, InvalidInput."""
    if meeting.state is MeetingState.CLOSED:
        raise RuleBroken([Blocker("meeting.is_closed")])
    meeting.minutes = _minutes(minutes)
    ctx.record(MinutesWritten(meeting.short_number, _sha256(meeting.minutes)))
    return meeting


@operation(P.MEETING_CLOSE, on=Meeting)
def close_meeting(ctx: Context, meeting: Meeting, minutes: str) -> Meeting:
    """End the meeting with its minutes; one that never had enough people is closed as not held.

    The item dealt with ends with it, and the turn of who is speaking.
    Raises RuleBroken while a vote is open or when it is over already, InvalidInput for empty minutes.
    """
    if meeting.state is MeetingState.CLOSED:
        raise RuleBroken([Blocker("meeting.is_closed")])
    minutes = _minutes(minutes)
    is_open = select(Poll.number).where(Poll.meeting_id == meeting.id, Poll.state == PollState.OPEN).limit(1)
    if (number := ctx.session.execute(is_open).scalar_one_or_none()) is not None:
        raise RuleBroken([Blocker("meeting.poll_open", "", {"number": number})])
    here = queries.attendance(ctx.session, meeting.id)
    was_held = meeting.state is MeetingState.OPEN
    item = current_of(items_of(ctx.session, meeting.id))
    if item is not None:
        end_item(ctx, item.id)
    meeting.state, meeting.closed_at, meeting.minutes = MeetingState.CLOSED, ctx.now, minutes
    ctx.record(MeetingClosed(meeting.short_number, was_held, here.due, here.present, _sha256(minutes)))
    for matter_id in queries.undecided_matters(ctx.session, meeting.id):
        take_off_agenda(ctx, matter_id)
    if meeting.call_id is not None and not was_held:
        unanswer_call(ctx, meeting.call_id)
    return meeting


def _minutes(minutes: str) -> str:
    if not minutes.strip() or len(minutes) > rules.LONGEST_MINUTES:
        raise InvalidInput("meeting.minutes", "minutes", longest=rules.LONGEST_MINUTES)
    return minutes.strip()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
