"""Voting: by name on a motion, by name among several, and in secret."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from webapp.core.clock import china_date
from webapp.core.context import ActorKind, Context
from webapp.core.errors import Blocker, NotPermitted, RuleBroken, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.ballots.box.operations import put_slips
from webapp.council.ballots.box.rules import Slip
from webapp.council.meetings.models import Meeting
from webapp.council.policy import VoterNow, take_voter, voter_at
from webapp.council.polls import queries, rules
from webapp.council.polls.events import BallotCast, ChoiceCast, SecretBallotCast
from webapp.council.polls.models import Ballot, Poll
from webapp.council.polls.rules import Channel, Vote
from webapp.council.sheets.queries import beside_hands
from webapp.council.sheets.rules import blockers_beside_hands


@operation(P.BALLOT_CAST, on=Poll, shared=True)
def cast_ballot(
    ctx: Context, poll: Poll, vote: Vote, channel: Channel = Channel.BROWSER, principal: uuid.UUID | None = None
) -> Ballot:
    """Put one's ballot on a motion into the box by name, or change it while the poll is open.

    The poll stands still for as long as this takes: a ballot is in before the close or refused after it. Raises
    RuleBroken (closed, not in the hall, stands aside, another kind of vote), NotPermitted for who is not due.
    `principal`: the seat of somebody whose written mandate one holds, voted for instead of the own one; at the hall's
    tablet the seat of whoever gave a code there.
    """
    if not poll.is_plain:
        raise RuleBroken([Blocker("ballot.other_kind")])
    seat_id = _voter(ctx, poll, channel, principal).seat_id
    ballot = Ballot(poll_id=poll.id, seat_id=seat_id, channel=channel, vote=Vote(vote), cast_at=ctx.now)
    ballot = ctx.session.put(ballot, under=("poll_id", "seat_id"))
    ctx.record(BallotCast(poll.id, seat_id, Vote(vote).value), subject=ballot, matter_id=poll.matter_id)
    return ballot


@operation(P.BALLOT_CAST, on=Poll, shared=True)
def cast_choice(
    ctx: Context,
    poll: Poll,
    chosen: Sequence[int],
    channel: Channel = Channel.BROWSER,
    principal: uuid.UUID | None = None,
) -> Ballot:
    """Choose among several by name, at most as many as the ballot may name; none is an abstention. It may be changed.

    Raises RuleBroken as `cast_ballot` does, InvalidInput for unknown, doubled or too many options.
    """
    if poll.is_secret or not poll.is_choice:
        raise RuleBroken([Blocker("ballot.other_kind")])
    seat_id = _voter(ctx, poll, channel, principal).seat_id
    picked = list(rules.checked_choice(poll.question, poll.most, _positions(ctx, poll), chosen))
    ballot = Ballot(poll_id=poll.id, seat_id=seat_id, channel=channel, chosen=picked, cast_at=ctx.now)
    ballot = ctx.session.put(ballot, under=("poll_id", "seat_id"))
    ctx.record(ChoiceCast(poll.id, seat_id, picked), subject=ballot, matter_id=poll.matter_id)
    return ballot


@operation(P.BALLOT_CAST, on=Poll, shared=True)
def cast_secret(
    ctx: Context, poll: Poll, slip: Slip, channel: Channel = Channel.BROWSER, principal: uuid.UUID | None = None
) -> Ballot:
    """Put a slip into the box of a secret vote: that one took part is written down, how one voted only in the box.

    It is final: nobody could find the slip again to change it. Raises RuleBroken as `cast_ballot` does and for a
    second ballot, InvalidInput for a slip that does not answer the question.
    """
    if not poll.is_secret:
        raise RuleBroken([Blocker("ballot.other_kind")])
    seat_id = _voter(ctx, poll, channel, principal).seat_id
    found = select(Ballot.id).where(Ballot.poll_id == poll.id, Ballot.seat_id == seat_id)
    if ctx.session.execute(found).first() is not None:
        raise RuleBroken([Blocker("ballot.final")])
    checked = rules.checked_slip(poll.question, poll.most, _positions(ctx, poll), slip)
    ballot = Ballot(poll_id=poll.id, seat_id=seat_id, channel=channel, cast_at=ctx.now)
    ctx.session.add(ballot)
    ctx.session.flush()
    put_slips(ctx, poll.id, [checked])
    ctx.record(SecretBallotCast(poll.id, seat_id), subject=ballot, matter_id=poll.matter_id)
    return ballot


def _voter(ctx: Context, poll: Poll, channel: Channel, seat_id: uuid.UUID | None) -> VoterNow:
    """The seat that votes, if a ballot of it is taken now."""
    if ctx.actor.kind is ActorKind.TABLET and seat_id is not None:
        voter = voter_at(ctx, poll, seat_id)
    else:
        voter = take_voter(ctx, poll, seat_id)
    if voter is None:
        raise NotPermitted(P.BALLOT_CAST, poll)
    is_offered = rules.is_offered(channel, [Channel(one) for one in poll.channels])
    today = china_date(ctx.now)
    require_none(rules.blockers_cast(poll.state, voter.is_present, voter.is_recused, today, is_offered))
    require_none(rules.blockers_represented(voter.is_represented))
    if voter.is_on_sheet:
        raise RuleBroken([Blocker("ballot.on_sheet")])
    if Channel.HANDS_COUNTED in poll.channels:
        _one_by_one(ctx, poll)
        require_none(blockers_beside_hands(beside_hands(ctx.session, poll, voter.seat_id)))
    return voter


def _one_by_one(ctx: Context, poll: Poll) -> None:
    """Beside hands that are only counted each ballot waits for the one before: two at once could both be the last."""
    ctx.session.get_one(Meeting, (ctx.village_id, poll.meeting_id), with_for_update=True, populate_existing=True)


def _positions(ctx: Context, poll: Poll) -> frozenset[int]:
    return frozenset(option.position for option in queries.options_of(ctx.session, poll.id))
