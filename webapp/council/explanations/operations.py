"""Saying why one voted as one did."""

from __future__ import annotations

from webapp.core.context import Context
from webapp.core.errors import InvalidInput, NotPermitted, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.explanations import queries, rules
from webapp.council.explanations.events import VoteExplained
from webapp.council.explanations.models import VoteExplanation
from webapp.council.policy import at_the_poll
from webapp.council.polls.models import Poll


@operation(P.VOTE_EXPLAIN, on=Poll)
def explain_vote(ctx: Context, poll: Poll, text: str) -> VoteExplanation:
    """Say in a few words, for everyone to read, why one voted as one did; a later text replaces it, the log keeps both.

    Raises RuleBroken before the close, in a secret vote, for who speaks for no household or did not vote.
    """
    text = text.strip()
    if not text or len(text) > rules.LONGEST_TEXT:
        raise InvalidInput("explanation.text", "text", longest=rules.LONGEST_TEXT)
    place = at_the_poll(ctx, poll)
    if place is None:
        raise NotPermitted(P.VOTE_EXPLAIN, poll)
    seat, ballot = place.seat, place.ballot
    has_voted = ballot is not None and (ballot.vote is not None or ballot.chosen is not None)
    require_none(rules.blockers_explain(poll.state, poll.secrecy, seat.households, has_voted))
    found = queries.explanation_of(ctx.session, poll.id, seat.id)
    if found is None:
        found = VoteExplanation(poll_id=poll.id, seat_id=seat.id)
        ctx.session.add(found)
    found.text, found.said_at = text, ctx.now
    ctx.record(VoteExplained(poll.id, seat.id, text), subject=found, matter_id=poll.matter_id)
    return found
