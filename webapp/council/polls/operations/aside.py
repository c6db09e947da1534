"""Standing aside in a poll."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from webapp.core.context import Context
from webapp.core.errors import Blocker, NotFound, NotPermitted, RuleBroken, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import Seat
from webapp.council.polls import rules
from webapp.council.polls.events import RecusalDeclared
from webapp.council.polls.models import Ballot, Poll, Recusal
from webapp.council.polls.rules import PollState
from webapp.council.polls.words import checked_words


@operation(P.RECUSAL_DECLARE, on=Poll)
def declare_recusal(ctx: Context, poll: Poll, seat_id: uuid.UUID, because: str) -> Recusal:
    """Stand aside in this poll, or let the clerk note it: no vote, a ballot already cast is taken out, the base stays.

    Only the person takes the own ballot out: whoever leads or writes could otherwise undo a vote that displeases.
    Raises RuleBroken when the poll is closed, the person stands aside already, has voted when another notes it, or has
    a slip in the box of a secret vote, out of which nothing can be taken; NotPermitted for another's seat.
    """
    because = checked_words(because, "because")
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
    for ballot in ctx.session.execute(cast).scalars().all():
        require_none(rules.blockers_take_out(poll.secrecy, is_own, seat.name))
        ctx.session.delete(ballot)
    recusal = Recusal(poll_id=poll.id, seat_id=seat.id, because=because)
    ctx.session.add(recusal)
    ctx.session.flush()
    ctx.record(RecusalDeclared(poll.id, seat.id, because), subject=recusal, matter_id=poll.matter_id)
    return recusal
