"""Who is in the hall: checking in, leaving, coming back."""

from __future__ import annotations

from webapp.core.context import Context
from webapp.core.errors import Blocker, NotPermitted, RuleBroken, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.meetings import rules
from webapp.council.meetings.events import PersonCheckedIn, PersonLeft
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.meetings.rules import CheckIn, MeetingState
from webapp.council.policy import seat_of


@operation(P.ATTENDANCE_RECORD, on=Seat)
def check_in(ctx: Context, seat: Seat, how: CheckIn = CheckIn.LIST) -> Seat:
    """Check a person in from the list (or at the hall's tablet), or back in who had left. Raises RuleBroken."""
    return _enter(ctx, seat, _meeting_of(ctx, seat), how)


@operation(P.ATTENDANCE_SELF, on=Meeting, shared=True)
def check_in_self(ctx: Context, meeting: Meeting, code: str) -> Seat:
    """Check oneself in with the code that stands at the door now. Raises RuleBroken, NotPermitted without a seat."""
    seat = _own_seat(ctx, meeting)
    if not rules.is_door_code(meeting.door_secret, code, ctx.now):
        raise RuleBroken([Blocker("attendance.wrong_code")])
    return _enter(ctx, seat, meeting, CheckIn.OWN_CODE)


@operation(P.ATTENDANCE_RECORD, on=Seat)
def leave(ctx: Context, seat: Seat) -> Seat:
    """Note that a person left the hall. A ballot already in the box stays there. Raises RuleBroken."""
    return _go(ctx, seat, _meeting_of(ctx, seat))


@operation(P.ATTENDANCE_SELF, on=Meeting, shared=True)
def leave_self(ctx: Context, meeting: Meeting) -> Seat:
    """Say that one leaves the hall. Raises RuleBroken, NotPermitted without a seat."""
    return _go(ctx, _own_seat(ctx, meeting), meeting)


def _enter(ctx: Context, seat: Seat, meeting: Meeting, how: CheckIn) -> Seat:
    require_none(rules.blockers_attendance(meeting.state, meeting.starts_at, ctx.now))
    if seat.is_present:
        raise RuleBroken([Blocker("attendance.already_in", "", {"name": seat.name})])
    seat.checked_in_at, seat.checked_in_how, seat.left_at = ctx.now, how, None
    ctx.record(PersonCheckedIn(meeting.id, seat.id, how.value), subject=seat)
    return seat


def _go(ctx: Context, seat: Seat, meeting: Meeting) -> Seat:
    if meeting.state is MeetingState.CLOSED:
        raise RuleBroken([Blocker("meeting.is_closed")])
    if not seat.is_present:
        raise RuleBroken([Blocker("attendance.not_in", "", {"name": seat.name})])
    seat.left_at = ctx.now
    ctx.record(PersonLeft(meeting.id, seat.id), subject=seat)
    return seat


def _own_seat(ctx: Context, meeting: Meeting) -> Seat:
    seat = seat_of(ctx.session, meeting.id, ctx.actor.resident_id)
    if seat is None:
        raise NotPermitted(P.ATTENDANCE_SELF, meeting)
    ctx.session.refresh(seat, with_for_update=True)
    return seat


def _meeting_of(ctx: Context, seat: Seat) -> Meeting:
    """The seat's meeting, kept from changing until the act is done: attendance stands still while a poll is closed."""
    key = (ctx.village_id, seat.meeting_id)
    return ctx.session.get_one(Meeting, key, with_for_update={"read": True}, populate_existing=True)
