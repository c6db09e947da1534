"""Handing out the ballot papers of a secret vote."""

from __future__ import annotations

import uuid

from webapp.core.context import Context
from webapp.core.errors import Blocker, NotFound, RuleBroken, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import Seat
from webapp.council.polls.models import Ballot, Poll
from webapp.council.polls.rules import Channel, Secrecy
from webapp.council.sheets import queries, rules
from webapp.council.sheets.events import PaperHandedOut


@operation(P.PAPER_HAND_OUT, on=Poll)
def hand_out_paper(ctx: Context, poll: Poll, seat_id: uuid.UUID) -> Ballot:
    """Give a person the ballot paper of a secret vote: from now on they take part, on paper and in no other way.

    Raises RuleBroken, by name: voted or was given a paper already, stands aside, is not in the hall, vote closed.
    """
    seat = ctx.session.get(Seat, (ctx.village_id, seat_id), with_for_update={"read": True}, populate_existing=True)
    if seat is None or seat.meeting_id != poll.meeting_id:
        raise NotFound("Seat", seat_id)
    if poll.secrecy is not Secrecy.SECRET:
        raise RuleBroken([Blocker("paper.named")])
    now = queries.seats_now(ctx.session, poll)[seat.id.hex]
    require_none(rules.blockers_hand_out(poll.state, poll.channels, now))
    ballot = Ballot(poll_id=poll.id, seat_id=seat.id, channel=Channel.PAPER, vote=None, cast_at=ctx.now)
    ctx.session.add(ballot)
    ctx.session.flush()
    ctx.record(PaperHandedOut(poll.id, seat.id), subject=ballot, matter_id=poll.matter_id)
    return ballot
