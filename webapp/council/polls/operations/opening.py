"""Putting an item, or an amendment to it, to the vote."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping

from sqlalchemy import func, select

from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import MatterState, Step
from webapp.charter.rules import Body
from webapp.core.context import Context
from webapp.core.errors import Blocker, NotFound, RuleBroken, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.amendments.models import Amendment
from webapp.council.amendments.queries import pending_of
from webapp.council.ballots.box.operations import set_up_box
from webapp.council.meetings.models import AgendaItem, Meeting
from webapp.council.meetings.operations import see_out
from webapp.council.polls import queries, roll, rules
from webapp.council.polls.events import PollOpened, RecusalDeclared, SignaturesCounted
from webapp.council.polls.models import Poll, PollOption, Recusal
from webapp.council.polls.rules import BY_NAME, GRADED, Again, Asked, Earlier, Option, Secrecy, Terms
from webapp.council.polls.words import checked_words


@operation(P.POLL_OPEN, on=AgendaItem)
def open_poll(
    ctx: Context,
    item: AgendaItem,
    motion: str,
    *,
    amendment_id: uuid.UUID | None = None,
    terms: Terms = BY_NAME,
    again: Again | None = None,
    concerned_id: uuid.UUID | None = None,
) -> Poll:
    """Put an item of the agenda, or an amendment to it, to the vote in these words and in this way.

    Near relatives of the person concerned stand aside from the beginning, and whose office has ended since the list
    was frozen is no longer in the hall. `concerned_id` names the one of several people whom this vote is about, as part
    of the verb that asks about each. Raises RuleBroken with every reason that the meeting cannot decide it now
    (attendance, mandate, body, party study, notice, composition, amendments that come first, ways to vote that do not
    go together), each with its article; InvalidInput for empty words.
    """
    motion = checked_words(motion, "motion")
    again = again and dataclasses.replace(again, because=checked_words(again.because, "repeat_because"))
    key = (ctx.village_id, item.meeting_id)
    meeting = ctx.session.get_one(Meeting, key, with_for_update=True, populate_existing=True)
    matter = ctx.session.get_one(Matter, (ctx.village_id, item.matter_id), populate_existing=True)
    around = roll.circumstances(ctx.session, meeting, matter)
    signed = roll.signatures(ctx.session, meeting, item.id) if around.is_weighed else {}
    gone = see_out(ctx, meeting.id)
    voters = roll.voters_before(ctx.session, meeting.id, signed)
    earlier = _earlier(ctx, item)
    asked = dataclasses.replace(
        _asked(ctx, item, matter, meeting, amendment_id, again),
        concerned_id=concerned_id,
        is_about_people=matter.kind == GRADED,
    )
    is_runoff = again is not None and again.is_runoff
    found = rules.blockers_open_poll(meeting.state, asked, earlier, voters, around)
    found += rules.blockers_terms(terms, around, ctx.now, is_runoff)
    if is_runoff and again is not None:
        found += _blockers_runoff(ctx, again, terms)
    if found and gone:
        names = "、".join(seat.name for seat in gone)
        found.append(Blocker("poll.office_ended", around.profile.article("rep.share.reps"), {"names": names}))
    require_none(found)
    poll = _write(ctx, meeting, item, motion, amendment_id, terms, again)
    poll.concerned_id = concerned_id
    _record(ctx, poll, terms)
    if around.is_weighed:
        _record_signatures(ctx, poll, signed)
    _stand_aside(ctx, poll, concerned_id or matter.concerned_id)
    return poll


def _earlier(ctx: Context, item: AgendaItem) -> list[Earlier]:
    return [
        Earlier(poll.id, poll.state, poll.valid, poll.awaits_runoff, poll.amendment_id, poll.concerned_id)
        for poll in queries.polls_by_item(ctx.session, [item.id])[item.id]
    ]


def _asked(
    ctx: Context,
    item: AgendaItem,
    matter: Matter,
    meeting: Meeting,
    amendment_id: uuid.UUID | None,
    again: Again | None,
) -> Asked:
    step = Step.PARTY_REVIEW if meeting.body is Body.PARTY_MEMBERS else Step.RESOLVE
    is_ready = matter.state is MatterState.ACTIVE and matter.step is step
    waiting = pending_of(ctx.session, item.id, held=True)
    if amendment_id is not None and amendment_id not in {one.id for one in waiting}:
        amendment = ctx.session.get(Amendment, (ctx.village_id, amendment_id))
        if amendment is None or amendment.agenda_item_id != item.id:
            raise NotFound("Amendment", amendment_id)
        raise RuleBroken([Blocker("poll.amendment_done")])
    first = [one.number for one in waiting if amendment_id is None or one.changes_id == amendment_id]
    return Asked(is_ready, matter.version == item.version, amendment_id, again, first)


def _blockers_runoff(ctx: Context, again: Again, terms: Terms) -> list[Blocker]:
    """A run-off is only among those who missed the majority, for the places that are left."""
    first = ctx.session.get(Poll, (ctx.village_id, again.poll_id))
    if first is None:
        return [Blocker("poll.repeats_other")]
    elected = (first.decision or {}).get("elected", [])
    left = {one.label for one in queries.options_of(ctx.session, first.id) if one.position not in elected}
    places = first.most - len(elected)
    is_within = {option.label for option in terms.options} <= left and terms.most <= places
    return [] if is_within else [Blocker("poll.runoff_options", "", {"places": places})]


def _write(
    ctx: Context,
    meeting: Meeting,
    item: AgendaItem,
    motion: str,
    amendment_id: uuid.UUID | None,
    terms: Terms,
    again: Again | None,
) -> Poll:
    last = select(func.coalesce(func.max(Poll.number), 0)).where(Poll.meeting_id == meeting.id)
    poll = Poll(
        meeting_id=meeting.id,
        agenda_item_id=item.id,
        matter_id=item.matter_id,
        amendment_id=amendment_id,
        number=ctx.session.execute(last).scalar_one() + 1,
        motion=motion,
        question=terms.question,
        most=terms.most,
        secrecy=terms.secrecy,
        channels=[channel.value for channel in terms.channels],
        repeats_id=again.poll_id if again else None,
        repeat_because=again.because if again else "",
        is_runoff=again is not None and again.is_runoff,
        opened_at=ctx.now,
        closes_at=terms.closes_at,
    )
    ctx.session.add(poll)
    ctx.session.flush()
    ctx.session.add_all(_option(poll, position, option) for position, option in enumerate(terms.options, 1))
    if terms.secrecy is Secrecy.SECRET:
        set_up_box(ctx, poll.id)
    ctx.session.flush()
    return poll


def _option(poll: Poll, position: int, option: Option) -> PollOption:
    return PollOption(poll_id=poll.id, position=position, label=option.label.strip(), resident_id=option.resident_id)


def _record(ctx: Context, poll: Poll, terms: Terms) -> None:
    event = PollOpened(
        poll.meeting_id,
        poll.agenda_item_id,
        poll.number,
        poll.motion,
        poll.question.value,
        [[position, option.label.strip()] for position, option in enumerate(terms.options, 1)],
        poll.most,
        poll.secrecy.value,
        poll.channels,
        poll.closes_at,
        poll.amendment_id,
        poll.repeats_id,
        poll.repeat_because,
        poll.is_runoff,
    )
    ctx.record(event, subject=poll, matter_id=poll.matter_id)


def _record_signatures(ctx: Context, poll: Poll, signed: Mapping[uuid.UUID, int]) -> None:
    listed = [[seat_id, count] for seat_id, count in sorted(signed.items(), key=lambda one: one[0].hex)]
    ctx.record(SignaturesCounted(poll.id, listed), subject=poll, matter_id=poll.matter_id)


def _stand_aside(ctx: Context, poll: Poll, concerned_id: uuid.UUID | None) -> None:
    """The one concerned and near relatives, as far as the register knows them, stand aside without being asked."""
    computed = queries.suggested_recusals(ctx.session, poll.meeting_id, concerned_id)
    for seat_id, kin in sorted(computed.items(), key=lambda one: one[0].hex):
        recusal = Recusal(poll_id=poll.id, seat_id=seat_id, because=f"kin:{kin}")
        ctx.session.add(recusal)
        ctx.record(RecusalDeclared(poll.id, seat_id, recusal.because), subject=recusal, matter_id=poll.matter_id)
