"""The hall's tablet: set up by the clerk; a person gives a code, checks in or votes, and is forgotten."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import delete

from webapp.core.context import Context
from webapp.core.errors import InvalidInput, NotFound, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.ballots.box.rules import Slip
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.meetings.operations import check_in
from webapp.council.meetings.queries import seat_at
from webapp.council.meetings.rules import CheckIn
from webapp.council.polls.models import Ballot, Poll
from webapp.council.polls.operations import cast_ballot, cast_choice, cast_secret
from webapp.council.polls.rules import Channel, Vote
from webapp.council.tablet import queries, rules
from webapp.council.tablet.events import CodePresented, CodeRefused, TabletStarted
from webapp.council.tablet.models import TabletTry


@operation(P.TABLET_START, on=Meeting)
def start_tablet(ctx: Context, meeting: Meeting) -> str:
    """Set up the hall's tablet. Returns the pass that its page's address carries. Raises RuleBroken."""
    require_none(rules.blockers_try(meeting.state, 0, 0))
    ctx.record(TabletStarted(meeting.id))
    return rules.tablet_pass(meeting.door_secret)


@operation(P.TABLET_USE, on=Meeting)
def present_code(ctx: Context, meeting: Meeting, position: int, code: str) -> tuple[Seat, str] | None:
    """Say who one is at the tablet: the number on the list and the six digits. Returns the seat and its ticket.

    A wrong code returns nothing, is counted and stands in the log. The meeting is held meanwhile, so tries made at the
    same moment count as well. Raises RuleBroken after too many.
    """
    since = ctx.now - rules.TRIES_WINDOW
    for_seat, for_meeting = queries.tries_since(ctx.session, meeting.id, position, since)
    require_none(rules.blockers_try(meeting.state, for_seat, for_meeting))
    seat = seat_at(ctx.session, meeting.id, position)
    if seat is None or not rules.is_seat_code(meeting.door_secret, seat.id, code):
        ctx.session.execute(delete(TabletTry).where(TabletTry.at < since))
        ctx.session.add(TabletTry(meeting_id=meeting.id, position=position, at=ctx.now))
        ctx.record(CodeRefused(meeting.id, position))
        return None
    ctx.record(CodePresented(meeting.id, seat.id), subject=seat)
    return seat, rules.ticket(meeting.door_secret, seat.id, ctx.now)


@operation(P.TABLET_USE, on=Seat)
def check_in_at_tablet(ctx: Context, seat: Seat, ticket: str, delegate_id: uuid.UUID | None = None) -> Seat:
    """Check in the person who just gave the right code; for a household, who of it comes. Raises RuleBroken."""
    meeting = _meeting_of(ctx, seat)
    require_none(rules.blockers_ticket(rules.is_ticket(meeting.door_secret, seat.id, ticket, ctx.now)))
    return check_in(ctx, seat.id, delegate_id, CheckIn.TABLET)


@operation(P.TABLET_USE, on=Poll, shared=True)
def vote_at_tablet(
    ctx: Context, poll: Poll, seat_id: uuid.UUID, ticket: str, vote: Vote | None = None, chosen: Sequence[int] = ()
) -> Ballot:
    """Put the ballot of the person who just gave the right code into the box: the ballot that this vote asks for.

    Raises RuleBroken, InvalidInput for a ballot that does not answer the question.
    """
    seat = ctx.session.get(Seat, (ctx.village_id, seat_id), populate_existing=True)
    if seat is None or seat.meeting_id != poll.meeting_id:
        raise NotFound("Seat", seat_id)
    secret = _meeting_of(ctx, seat).door_secret
    require_none(rules.blockers_ticket(rules.is_ticket(secret, seat.id, ticket, ctx.now)))
    if poll.is_secret:
        slip = Slip(vote.value if vote else "", tuple(chosen))
        return cast_secret(ctx, poll.id, slip, Channel.TABLET, seat.id)
    if poll.is_choice:
        return cast_choice(ctx, poll.id, chosen, Channel.TABLET, seat.id)
    if vote is None:
        raise InvalidInput("ballot.other_kind", "vote")
    return cast_ballot(ctx, poll.id, vote, Channel.TABLET, seat.id)


def _meeting_of(ctx: Context, seat: Seat) -> Meeting:
    return ctx.session.get_one(Meeting, (ctx.village_id, seat.meeting_id), populate_existing=True)
