"""Opening a poll, voting in it, standing aside."""

from __future__ import annotations

import uuid

from sqlalchemy import func, select

from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import MatterState, Step
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, InvalidInput, NotFound, NotPermitted, RuleBroken, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.policy import take_voter
from webapp.council.polls import queries, rules
from webapp.council.polls.events import BallotCast, PollOpened, RecusalDeclared
from webapp.council.polls.models import Ballot, Poll, Recusal
from webapp.council.polls.rules import Channel, PollState, Vote

LONGEST_WORDS = 500


@operation(P.POLL_OPEN, on=AgendaItem)
def open_poll(ctx: Context, item: AgendaItem, motion: str) -> Poll:
    """Put an item of the agenda to the vote in these words.

    Raises RuleBroken with every reason that the meeting cannot decide it now (attendance, mandate, body, party
    study, notice, composition), each with its article; InvalidInput for empty words.
    """
    motion = _words(motion, "motion")
    key = (ctx.village_id, item.meeting_id)
    meeting = ctx.session.get_one(Meeting, key, with_for_update=True, populate_existing=True)
    matter = ctx.session.get_one(Matter, (ctx.village_id, item.matter_id), populate_existing=True)
    earlier = queries.polls_by_item(ctx.session, [item.id])[item.id]
    require_none(
        rules.blockers_open_poll(
            meeting.state,
            matter.state is MatterState.ACTIVE and matter.step is Step.RESOLVE,
            matter.version == item.version,
            [(poll.state, poll.valid) for poll in earlier],
            queries.voters_before(ctx.session, meeting.id),
            queries.circumstances(ctx.session, meeting, matter),
        )
    )
    last = select(func.coalesce(func.max(Poll.number), 0)).where(Poll.meeting_id == meeting.id)
    poll = Poll(
        meeting_id=meeting.id,
        agenda_item_id=item.id,
        matter_id=matter.id,
        number=ctx.session.execute(last).scalar_one() + 1,
        motion=motion,
        opened_at=ctx.now,
    )
    ctx.session.add(poll)
    ctx.session.flush()
    ctx.record(PollOpened(meeting.id, item.id, poll.number, motion), subject=poll, matter_id=matter.id)
    return poll


@operation(P.BALLOT_CAST, on=Poll, shared=True)
def cast_ballot(ctx: Context, poll: Poll, vote: Vote) -> Ballot:
    """Put one's ballot into the box by name, or change it while the poll is open.

    The poll stands still for as long as this takes: a ballot is in before the close or refused after it. Raises
    RuleBroken (closed, not in the hall, stands aside), NotPermitted for who is not due at the meeting.
    """
    voter = take_voter(ctx, poll)
    if voter is None:
        raise NotPermitted(P.BALLOT_CAST, poll)
    require_none(rules.blockers_cast(poll.state, voter.is_present, voter.is_recused, china_date(ctx.now)))
    if voter.is_on_sheet:
        raise RuleBroken([Blocker("ballot.on_sheet")])
    ballot = Ballot(poll_id=poll.id, seat_id=voter.seat_id, channel=Channel.BROWSER, vote=Vote(vote), cast_at=ctx.now)
    ballot = ctx.session.put(ballot, under=("poll_id", "seat_id"))
    ctx.record(BallotCast(poll.id, voter.seat_id, Vote(vote).value), subject=ballot, matter_id=poll.matter_id)
    return ballot


@operation(P.RECUSAL_DECLARE, on=Poll)
def declare_recusal(ctx: Context, poll: Poll, seat_id: uuid.UUID, because: str) -> Recusal:
    """Stand aside in this poll, or let the clerk note it: no vote, a ballot already cast is taken out, the base stays.

    Raises RuleBroken when the poll is closed or the person stands aside already, NotPermitted for another's seat.
    """
    because = _words(because, "because")
    seat = ctx.session.get(Seat, (ctx.village_id, seat_id))
    if seat is None or seat.meeting_id != poll.meeting_id:
        raise NotFound("Seat", seat_id)
    is_own = seat.resident_id is not None and seat.resident_id == ctx.actor.resident_id
    if not is_own and not ctx.may(P.ATTENDANCE_RECORD, seat):
        raise NotPermitted(P.RECUSAL_DECLARE, poll)
    if poll.state is not PollState.OPEN:
        raise RuleBroken([Blocker("recusal.poll_closed")])
    mine = (Recusal.poll_id == poll.id, Recusal.seat_id == seat.id)
    if ctx.session.execute(select(Recusal.id).where(*mine)).first() is not None:
        raise RuleBroken([Blocker("recusal.already", "", {"name": seat.name})])
    cast = select(Ballot).where(Ballot.poll_id == poll.id, Ballot.seat_id == seat.id)
    for ballot in ctx.session.execute(cast).scalars():
        ctx.session.delete(ballot)
    recusal = Recusal(poll_id=poll.id, seat_id=seat.id, because=because)
    ctx.session.add(recusal)
    ctx.session.flush()
    ctx.record(RecusalDeclared(poll.id, seat.id, because), subject=recusal, matter_id=poll.matter_id)
    return recusal


def _words(text: str, field: str) -> str:
    words = text.strip()
    if not words or len(words) > LONGEST_WORDS:
        raise InvalidInput("poll.words", field, longest=LONGEST_WORDS)
    return words
