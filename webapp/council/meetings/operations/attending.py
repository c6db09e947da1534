"""Who is in the hall: checking in, leaving, coming back; a household's delegate; taking part from afar."""

from __future__ import annotations

import uuid

from webapp.charter.queries import rules_in_force
from webapp.charter.rules import Body, Profile
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, NotFound, NotPermitted, RuleBroken, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.meetings import queries, rules
from webapp.council.meetings.events import DelegateNamed, NoticeAcknowledged, PersonCheckedIn, PersonLeft
from webapp.council.meetings.models import Meeting, Seat, Stay
from webapp.council.meetings.rules import CheckIn, MeetingState, SeatKind
from webapp.council.policy import seat_for
from webapp.council.proxies.queries import holder_of, represented_by


@operation(P.ATTENDANCE_RECORD, on=Seat)
def check_in(ctx: Context, seat: Seat, delegate_id: uuid.UUID | None = None, how: CheckIn = CheckIn.LIST) -> Seat:
    """Check a person in from the list, or back in who had left; a household's seat takes the delegate it sends.

    `how` says at which table: the clerk's or the hall's tablet. Raises RuleBroken (also for who died or left since the
    list was frozen: the seat stays among those due, nobody sits in it), NotFound for an unknown delegate.
    """
    meeting = _meeting_of(ctx, seat)
    if seat.kind is SeatKind.HOUSEHOLD and delegate_id is not None and delegate_id != seat.resident_id:
        _name(ctx, seat, meeting, delegate_id)
    if queries.has_departed(ctx.session, seat.resident_id):
        raise RuleBroken([Blocker("attendance.departed", "", {"name": seat.name})])
    return _enter(ctx, seat, meeting, how)


@operation(P.ATTENDANCE_SELF, on=Meeting, shared=True)
def check_in_self(ctx: Context, meeting: Meeting, code: str) -> Seat:
    """Check oneself in with the code that stands at the door now, also as the delegate of one's household.

    Raises RuleBroken, NotPermitted without a seat.
    """
    seat = _own_seat(ctx, meeting)
    if not rules.is_door_code(meeting.door_secret, code, ctx.now):
        raise RuleBroken([Blocker("attendance.wrong_code")])
    if seat.kind is SeatKind.HOUSEHOLD and ctx.actor.resident_id is not None:
        if seat.resident_id is None:
            _name(ctx, seat, meeting, ctx.actor.resident_id)
        elif seat.resident_id != ctx.actor.resident_id:
            raise RuleBroken([Blocker("attendance.other_delegate", _household_article(ctx, meeting))])
    return _enter(ctx, seat, meeting, CheckIn.OWN_CODE)


@operation(P.ATTENDANCE_SELF, on=Meeting, shared=True)
def check_in_remote(ctx: Context, meeting: Meeting) -> Seat:
    """Take part from afar, where the law or the village's charter allows it. Raises RuleBroken, NotPermitted."""
    seat = _own_seat(ctx, meeting)
    require_none(rules.blockers_remote(meeting.body, _profile(ctx, meeting)))
    return _enter(ctx, seat, meeting, CheckIn.REMOTE)


@operation(P.ATTENDANCE_RECORD, on=Seat)
def name_delegate(ctx: Context, seat: Seat, delegate_id: uuid.UUID) -> Seat:
    """Note whom a household sends, or sends instead, before its seat has voted. Raises RuleBroken, NotFound."""
    meeting = _meeting_of(ctx, seat)
    if meeting.state is MeetingState.CLOSED:
        raise RuleBroken([Blocker("meeting.is_closed")])
    return _name(ctx, seat, meeting, delegate_id)


@operation(P.ATTENDANCE_RECORD, on=Seat)
def leave(ctx: Context, seat: Seat) -> Seat:
    """Note that a person left the hall. A ballot already in the box stays there. Raises RuleBroken."""
    return _go(ctx, seat, _meeting_of(ctx, seat))


@operation(P.ATTENDANCE_SELF, on=Meeting, shared=True)
def leave_self(ctx: Context, meeting: Meeting) -> Seat:
    """Say that one leaves the hall. Raises RuleBroken, NotPermitted without a seat."""
    seat = _own_seat(ctx, meeting)
    if seat.resident_id != ctx.actor.resident_id:
        raise NotPermitted(P.ATTENDANCE_SELF, meeting)
    return _go(ctx, seat, meeting)


@operation(P.NOTICE_ACKNOWLEDGE, on=Meeting, shared=True)
def acknowledge_notice(ctx: Context, meeting: Meeting) -> Seat:
    """Say that one has read the notice, for oneself or one's household. Raises RuleBroken, NotPermitted."""
    seat = _own_seat(ctx, meeting)
    if meeting.state is MeetingState.CLOSED:
        raise RuleBroken([Blocker("meeting.is_closed")])
    if seat.acknowledged_at is not None:
        raise RuleBroken([Blocker("attendance.acknowledged")])
    seat.acknowledged_at = ctx.now
    ctx.record(NoticeAcknowledged(meeting.id, seat.id), subject=seat)
    return seat


@operation(P.ATTENDANCE_RECORD, on=Meeting)
def see_out(ctx: Context, meeting: Meeting) -> list[Seat]:
    """Note as gone everybody in the hall whose office has ended since the list was frozen: they vote no more (VCOL 29).

    Asked before a vote begins, never during one: nobody loses a vote by a stroke of the pen while it is being cast.
    Their seats stay among those due, so that nobody lowers the number that makes a meeting by ending offices.
    """
    here = [seat for seat in queries.seats_of(ctx.session, meeting.id) if seat.is_present]
    gone = queries.out_of_office(ctx.session, here, china_date(ctx.now))
    for seat in gone:
        ctx.session.refresh(seat, with_for_update=True)
        if seat.is_present:
            _go(ctx, seat, meeting)
    return gone


def _enter(ctx: Context, seat: Seat, meeting: Meeting, how: CheckIn) -> Seat:
    require_none(rules.blockers_attendance(meeting.state, meeting.starts_at, ctx.now))
    if seat.is_present:
        raise RuleBroken([Blocker("attendance.already_in", "", {"name": seat.name})])
    if queries.out_of_office(ctx.session, [seat], china_date(ctx.now)):
        article = _profile(ctx, meeting).article("rep.share.reps")
        raise RuleBroken([Blocker("attendance.office_ended", article, {"name": seat.name})])
    if seat.resident_id is None:
        raise RuleBroken([Blocker("attendance.delegate_needed", _household_article(ctx, meeting), {"name": seat.name})])
    holder = holder_of(ctx.session, seat.id) if meeting.body is Body.RCEO_MEMBERS else None
    if holder is not None and how is not CheckIn.PROXY:
        raise RuleBroken([Blocker("attendance.represented", "RCEO:27", {"name": seat.name, "proxy": holder})])
    if holder is None and how is CheckIn.PROXY:
        raise RuleBroken([Blocker("proxy.none", "RCEO:27", {"name": seat.name})])
    seat.checked_in_at, seat.checked_in_how, seat.left_at = ctx.now, how, None
    ctx.session.add(Stay(seat_id=seat.id, came_at=ctx.now, how=how))
    ctx.record(PersonCheckedIn(meeting.id, seat.id, how.value), subject=seat)
    for other in _represented(ctx, seat, meeting):
        if not other.is_present:
            _enter(ctx, other, meeting, CheckIn.PROXY)
    return seat


def _go(ctx: Context, seat: Seat, meeting: Meeting) -> Seat:
    if meeting.state is MeetingState.CLOSED:
        raise RuleBroken([Blocker("meeting.is_closed")])
    if not seat.is_present:
        raise RuleBroken([Blocker("attendance.not_in", "", {"name": seat.name})])
    seat.left_at = ctx.now
    stay = queries.open_stay(ctx.session, seat.id)
    if stay is not None:
        stay.left_at = ctx.now
    ctx.record(PersonLeft(meeting.id, seat.id), subject=seat)
    for other in _represented(ctx, seat, meeting):
        if other.is_present:
            _go(ctx, other, meeting)
    return seat


def _name(ctx: Context, seat: Seat, meeting: Meeting, delegate_id: uuid.UUID) -> Seat:
    sent = queries.delegate_of(ctx.session, delegate_id)
    if sent is None:
        raise NotFound("Resident", delegate_id)
    on, voted = china_date(meeting.starts_at), queries.has_ballot(ctx.session, seat.id)
    profile = _profile(ctx, meeting)
    require_none(rules.blockers_delegate(seat.household_id, sent, on, voted, seat.is_present, profile))
    seat.resident_id = delegate_id
    ctx.record(DelegateNamed(meeting.id, seat.id, delegate_id), subject=seat)
    return seat


def _represented(ctx: Context, seat: Seat, meeting: Meeting) -> list[Seat]:
    """The seats that follow this person, locked: those whose owners gave a written mandate (RCEO 27)."""
    if meeting.body is not Body.RCEO_MEMBERS or seat.resident_id is None:
        return []
    found = represented_by(ctx.session, meeting.id, seat.resident_id)
    for other in found:
        ctx.session.refresh(other, with_for_update=True)
    return list(found)


def _own_seat(ctx: Context, meeting: Meeting) -> Seat:
    seat = seat_for(ctx.session, meeting.id, ctx.actor.resident_id)
    if seat is None:
        raise NotPermitted(P.ATTENDANCE_SELF, meeting)
    ctx.session.refresh(seat, with_for_update=True)
    return seat


def _profile(ctx: Context, meeting: Meeting) -> Profile:
    return rules_in_force(ctx.session, china_date(meeting.starts_at))


def _household_article(ctx: Context, meeting: Meeting) -> str:
    return _profile(ctx, meeting).article("assembly.quorum.households")


def _meeting_of(ctx: Context, seat: Seat) -> Meeting:
    """The seat's meeting, kept from changing until the act is done: attendance stands still while a poll is closed."""
    key = (ctx.village_id, seat.meeting_id)
    return ctx.session.get_one(Meeting, key, with_for_update={"read": True}, populate_existing=True)
