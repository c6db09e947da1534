"""Closing a poll: the charter judges the count, and what follows happens at once. Nobody types a result."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import select

from webapp.board.operations import hang_notice
from webapp.board.rules import NoticeKind
from webapp.branch.matters.models import Matter, MatterVersion
from webapp.branch.matters.operations import advance, return_matter
from webapp.branch.matters.rules import Step, because_of
from webapp.charter.procedure import step_for
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import Decision, Facts, matter_on
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, RuleBroken, require_none
from webapp.core.numbers import next_number
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import AgendaItem, Meeting
from webapp.council.polls import queries, rules
from webapp.council.polls.events import PollClosed
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import PollState, Voter
from webapp.council.resolutions.events import ResolutionAdopted
from webapp.council.resolutions.models import Resolution
from webapp.council.sheets.queries import unconfirmed_sheets
from webapp.council.sheets.rules import blockers_close


@operation(P.POLL_CLOSE, on=Poll)
def close_poll(ctx: Context, poll: Poll) -> Poll:
    """Close the box and let the law of the day judge the count (charter.decide).

    Carried: the resolution is recorded and hung on the board, and its matter goes on. Not carried: the matter is
    returned. Not valid (too few in the hall, no mandate …): nothing is decided and the matter waits for another vote.
    Raises RuleBroken when the poll is closed already.
    """
    if poll.state is PollState.CLOSED:
        raise RuleBroken([Blocker("poll.is_closed")])
    require_none(blockers_close([sheet.number for sheet in unconfirmed_sheets(ctx.session, poll.id)]))
    key = (ctx.village_id, poll.meeting_id)
    meeting = ctx.session.get_one(Meeting, key, with_for_update=True, populate_existing=True)
    matter = ctx.session.get_one(Matter, (ctx.village_id, poll.matter_id), with_for_update=True, populate_existing=True)
    voters = queries.voters_of(ctx.session, poll)
    around = queries.circumstances(ctx.session, meeting, matter)
    facts, decision = rules.facts_of(voters, around), rules.judged(voters, around)
    _write(ctx, poll, voters, facts, decision)
    ctx.record(
        PollClosed(poll.number, decision.profile, rules.facts_record(facts), decision.valid, decision.carried),
        matter_id=matter.id,
    )
    if decision.carried:
        _adopt(ctx, poll, matter)
    elif decision.valid:
        _return(ctx, matter, facts, decision)
    return poll


def _write(ctx: Context, poll: Poll, voters: Sequence[Voter], facts: Facts, decision: Decision) -> None:
    poll.state, poll.closed_at = PollState.CLOSED, ctx.now
    poll.due, poll.present = facts.due, facts.present
    poll.votes_for, poll.votes_against, poll.votes_abstain = facts.votes.yes, facts.votes.no, facts.votes.abstain
    poll.valid, poll.carried = decision.valid, decision.carried
    poll.decision = rules.decision_record(facts, decision) | {
        "present_seats": [voter.seat_id.hex for voter in voters if voter.counts_as_present]
    }


def _adopt(ctx: Context, poll: Poll, matter: Matter) -> None:
    """A carried poll becomes a resolution in the very words that were sent out with the notice."""
    item = ctx.session.get_one(AgendaItem, (ctx.village_id, poll.agenda_item_id))
    written = select(MatterVersion.text).where(
        MatterVersion.matter_id == matter.id, MatterVersion.number == item.version
    )
    today = china_date(ctx.now)
    resolution = Resolution(
        year=today.year,
        number=next_number(ctx.session, ctx.village_id, f"resolution:{today.year}"),
        matter_id=matter.id,
        poll_id=poll.id,
        title=item.title,
        text=ctx.session.execute(written).scalar_one(),
        adopted_on=today,
    )
    ctx.session.add(resolution)
    ctx.session.flush()
    digest = hashlib.sha256(resolution.text.encode()).hexdigest()
    event = ResolutionAdopted(resolution.short_number, poll.id, resolution.title, digest)
    ctx.record(event, subject=resolution, matter_id=matter.id)
    about = ("resolution", resolution.id)
    hang_notice(ctx, NoticeKind.RESOLUTION, resolution.title, resolution.text, about, matter.id)
    advance(ctx, matter.id, Step.DISCLOSE_DECISION)


def _return(ctx: Context, matter: Matter, facts: Facts, decision: Decision) -> None:
    """A matter that was not agreed to goes back with the numbers as its reason, to where the procedure says."""
    kind = matter_on(matter.kind, facts.held_on)
    profile = rules_in_force(ctx.session, ctx.village_id, facts.held_on)
    way = step_for(kind, profile, Step.RESOLVE) if kind else None
    to_step = way.on_failure if way and way.on_failure else Step.CONSULT
    return_matter(ctx, matter.id, to_step, because_of(decision.blockers))
