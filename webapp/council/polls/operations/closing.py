"""Closing a poll: the charter judges the count, and what follows happens at once. Nobody types a result."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence

from sqlalchemy import select

from webapp.board.operations import hang_notice
from webapp.board.rules import NoticeKind
from webapp.branch.matters.models import Matter, MatterVersion
from webapp.branch.matters.operations import advance, return_matter, take_off_agenda
from webapp.branch.matters.rules import MatterState, Step, because_of
from webapp.branch.steps.operations import record_step
from webapp.charter.procedure import step_for
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import Body, Votes, matter_on
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, RuleBroken, require_none
from webapp.core.numbers import next_number
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.amendments.models import Amendment
from webapp.council.amendments.queries import carried_of
from webapp.council.amendments.rules import AmendmentState
from webapp.council.ballots.box.operations import open_box
from webapp.council.ballots.box.rules import Slip, is_too_small
from webapp.council.meetings import queries as meetings
from webapp.council.meetings.models import Meeting
from webapp.council.polls import queries, roll, rules
from webapp.council.polls.events import AmendmentDecided, PollClosed, SmallPollClosed
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import Choices, Outcome, PollState, Voter
from webapp.council.resolutions.events import ResolutionAdopted
from webapp.council.resolutions.models import Resolution
from webapp.council.resolutions.rules import resolution_text
from webapp.council.sheets.queries import counted_votes, unconfirmed_sheets
from webapp.council.sheets.rules import blockers_close


@dataclasses.dataclass(frozen=True)
class _Count:
    """Everything that was counted: the roll as it stood still, hands that were only counted, slips of the box."""

    voters: Sequence[Voter]
    hands: Votes
    slips: Sequence[Slip]
    outcome: Outcome


@operation(P.POLL_CLOSE, on=Poll)
def close_poll(ctx: Context, poll: Poll) -> Poll:
    """Close the box and let the law of the day judge the count (charter.decide).

    Carried: the resolution is recorded and hung on the board, and its matter goes on. Not carried: the matter is
    returned. Not valid (too few in the hall, no mandate …): nothing is decided and the matter waits for another vote.
    A vote on an amendment decides about the amendment only. The Party members' meeting takes its step of the matter.
    The log's size and root are put down. Raises RuleBroken when the poll is closed already or the count impossible.
    """
    if poll.state is PollState.CLOSED:
        raise RuleBroken([Blocker("poll.is_closed")])
    if poll.concerned_id is not None and ctx.depth == 1:
        raise RuleBroken(
            [
                Blocker(
                    "poll.graded_apart", rules_in_force(ctx.session, china_date(ctx.now)).article("review.perYear.min")
                )
            ]
        )
    require_none(blockers_close([sheet.number for sheet in unconfirmed_sheets(ctx.session, poll.id)]))
    key = (ctx.village_id, poll.meeting_id)
    meeting = ctx.session.get_one(Meeting, key, with_for_update=True, populate_existing=True)
    matter = ctx.session.get_one(Matter, (ctx.village_id, poll.matter_id), with_for_update=True, populate_existing=True)
    count = _count(ctx, poll, meeting, matter)
    _write(ctx, poll, count)
    _record(ctx, poll, count)
    ctx.cuts_checkpoint = True
    _follow(ctx, poll, meeting, matter, count)
    return poll


def _count(ctx: Context, poll: Poll, meeting: Meeting, matter: Matter) -> _Count:
    around = roll.circumstances(ctx.session, meeting, matter)
    signed = roll.signatures_counted(ctx.session, poll) if around.is_weighed else {}
    voters = roll.voters_of(ctx.session, poll, signed)
    slips = open_box(ctx, poll.id) if poll.is_secret else []
    hands = counted_votes(ctx.session, poll.id)
    require_none(rules.blockers_counted(voters, hands, slips))
    choices = None
    if poll.is_choice:
        positions = tuple(option.position for option in queries.options_of(ctx.session, poll.id))
        choices = Choices(positions, poll.most, poll.is_runoff)
    nameless = rules.votes_in(slips) if poll.is_secret else hands
    return _Count(voters, hands, slips, rules.outcome_of(voters, around, choices, nameless, slips))


def _write(ctx: Context, poll: Poll, count: _Count) -> None:
    """The figures in the poll's row; of a small secret vote only its outcome."""
    outcome, facts = count.outcome, count.outcome.facts
    hides = poll.is_secret and is_too_small(len(count.slips))
    poll.state, poll.closed_at = PollState.CLOSED, ctx.now
    poll.due, poll.present = facts.due, facts.present
    if not hides and not poll.is_choice:
        poll.votes_for, poll.votes_against, poll.votes_abstain = facts.votes.yes, facts.votes.no, facts.votes.abstain
    poll.valid, poll.carried, poll.awaits_runoff = outcome.valid, outcome.carried, outcome.awaits_runoff
    poll.decision = rules.outcome_record(outcome, hides) | {
        "present_seats": [voter.seat_id.hex for voter in count.voters if voter.counts_as_present],
        "labels": [option.label for option in queries.options_of(ctx.session, poll.id)],
        "slips": None if hides or not poll.is_secret else len(count.slips),
    }


def _record(ctx: Context, poll: Poll, count: _Count) -> None:
    outcome = count.outcome
    said = SmallPollClosed if poll.hides_numbers else PollClosed
    event = said(
        poll.id,
        poll.number,
        outcome.decision.profile,
        rules.facts_record(outcome.facts),
        [count.hands.yes, count.hands.no, count.hands.abstain],
        rules.box_record(count.slips),
        rules.options_record(outcome),
        list(outcome.elected),
        outcome.awaits_runoff,
        outcome.valid,
        outcome.carried,
    )
    ctx.record(event, subject=poll, matter_id=poll.matter_id)


def _follow(ctx: Context, poll: Poll, meeting: Meeting, matter: Matter, count: _Count) -> None:
    """What the outcome brings about; a vote about one person of several brings nothing by itself."""
    if poll.concerned_id is not None:
        return
    outcome = count.outcome
    if poll.amendment_id is not None:
        _decide_amendment(ctx, poll, outcome)
    elif meeting.body is Body.PARTY_MEMBERS:
        if outcome.valid:
            _record_sitting(ctx, poll, meeting, matter, count)
    elif outcome.carried:
        _adopt(ctx, poll, matter)
        if not outcome.awaits_runoff:
            advance(ctx, matter.id, Step.DISCLOSE_DECISION)
    elif outcome.valid and not outcome.awaits_runoff:
        if poll.is_runoff and queries.has_carried(ctx.session, poll):
            advance(ctx, matter.id, Step.DISCLOSE_DECISION)
        else:
            _return(ctx, poll, matter, outcome)


def _decide_amendment(ctx: Context, poll: Poll, outcome: Outcome) -> None:
    """An amendment is adopted or rejected; one the meeting could not decide about, or not yet wholly, still waits.

    A run-off for the places that were left rejects nothing of what the first vote adopted.
    """
    if not outcome.valid or outcome.awaits_runoff:
        return
    key = (ctx.village_id, poll.amendment_id)
    amendment = ctx.session.get_one(Amendment, key, with_for_update=True, populate_existing=True)
    is_carried = outcome.carried or (poll.is_runoff and queries.has_carried(ctx.session, poll))
    amendment.state = AmendmentState.CARRIED if is_carried else AmendmentState.REJECTED
    event = AmendmentDecided(poll.id, amendment.id, amendment.state.value)
    ctx.record(event, subject=amendment, matter_id=poll.matter_id)


def _return(ctx: Context, poll: Poll, matter: Matter, outcome: Outcome) -> None:
    """A matter that was not agreed to goes back with the numbers as its reason, to where the procedure says."""
    held_on = outcome.facts.held_on
    kind = matter_on(matter.kind, held_on)
    profile = rules_in_force(ctx.session, held_on)
    way = step_for(kind, profile, Step.RESOLVE) if kind else None
    to_step = way.on_failure if way and way.on_failure else Step.CONSULT
    return_matter(ctx, matter.id, to_step, because_of(rules.blockers_recorded(poll.decision or {})))


def _adopt(ctx: Context, poll: Poll, matter: Matter) -> None:
    """A carried poll becomes a resolution in the words sent out with the notice and the amendments adopted."""
    item = queries.item_of(ctx.session, poll)
    written = select(MatterVersion.text).where(
        MatterVersion.matter_id == matter.id, MatterVersion.number == item.version
    )
    elected = (poll.decision or {}).get("elected", [])
    chosen = [one.label for one in queries.options_of(ctx.session, poll.id) if one.position in elected]
    amendments = [one.text for one in carried_of(ctx.session, item.id)]
    today = china_date(ctx.now)
    resolution = Resolution(
        year=today.year,
        number=next_number(ctx.session, ctx.village_id, f"resolution:{today.year}"),
        matter_id=matter.id,
        poll_id=poll.id,
        title=item.title,
        text=resolution_text(ctx.session.execute(written).scalar_one(), amendments, poll.motion, chosen),
        adopted_on=today,
    )
    ctx.session.add(resolution)
    ctx.session.flush()
    digest = hashlib.sha256(resolution.text.encode()).hexdigest()
    event = ResolutionAdopted(resolution.short_number, poll.id, resolution.title, digest)
    ctx.record(event, subject=resolution, matter_id=matter.id)
    about = ("resolution", resolution.id)
    hang_notice(ctx, NoticeKind.RESOLUTION, resolution.title, resolution.text, about, matter.id)


def _record_sitting(ctx: Context, poll: Poll, meeting: Meeting, matter: Matter, count: _Count) -> None:
    """The Party members' meeting takes its step of the matter: the sitting is written down, the matter moves.

    The one who convened it is named as its chair if there, or else whoever closes the vote, or the first on the list.
    """
    here = {voter.seat_id for voter in count.voters if voter.counts_as_present}
    seats = meetings.seats_of(ctx.session, meeting.id)
    present = [seat.resident_id for seat in seats if seat.id in here and seat.resident_id]
    chair = next((one for one in (meeting.convened_by_id, ctx.actor.resident_id) if one in present), present[0])
    votes = count.outcome.facts.votes
    figures = f"{votes.yes} / {votes.no} / {votes.abstain}"
    record_step(
        ctx,
        matter.id,
        Step.PARTY_REVIEW,
        count.outcome.facts.held_on,
        china_date(meeting.convened_at),
        meeting.place,
        chair,
        present,
        votes.yes,
        votes.no,
        votes.abstain,
        f"{poll.motion}\n\n{figures}",
    )
    if matter.announced_on is not None and matter.state is MatterState.ACTIVE:
        take_off_agenda(ctx, matter.id)
