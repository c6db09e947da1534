"""The agenda in the hall: its order, calling up an item, ending it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from webapp.core.context import Context
from webapp.core.errors import Conflict, InvalidInput, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.agenda import queries, rules
from webapp.council.agenda.events import AgendaOrdered, ItemBegan, ItemEnded
from webapp.council.meetings.models import AgendaItem, Meeting
from webapp.council.speeches.operations import end_turn
from webapp.council.speeches.queries import speaking_in


@operation(P.AGENDA_SET, on=Meeting)
def order_agenda(ctx: Context, meeting: Meeting, plan: Sequence[tuple[uuid.UUID, int | None]]) -> Sequence[AgendaItem]:
    """Put the items into this order and plan minutes for each, until the meeting begins.

    `plan`: the key of every item in its new order, with its minutes or None. Raises RuleBroken, InvalidInput.
    """
    items = {item.id: item for item in queries.items_of(ctx.session, meeting.id)}
    numbers = [items[key].position if key in items else 0 for key, _ in plan]
    require_none(rules.blockers_order(meeting.state, [item.position for item in items.values()], numbers))
    for _, minutes in plan:
        if minutes is not None and not 1 <= minutes <= rules.LONGEST_MINUTES:
            raise InvalidInput("agenda.minutes", "minutes", longest=rules.LONGEST_MINUTES)
    for item in items.values():
        item.position = -item.position
    ctx.session.flush()
    for position, (key, minutes) in enumerate(plan, 1):
        items[key].position, items[key].minutes = position, minutes
    ctx.session.flush()
    ctx.record(AgendaOrdered(meeting.id, [[key, minutes] for key, minutes in plan]))
    return [items[key] for key, _ in plan]


@operation(P.DEBATE_LEAD, on=AgendaItem)
def begin_item(ctx: Context, item: AgendaItem) -> AgendaItem:
    """Call up an item; the one before it ends. Raises RuleBroken."""
    before = queries.current_of(queries.items_of(ctx.session, item.meeting_id))
    if before is not None:
        ctx.session.refresh(before, with_for_update=True)
    meeting = _meeting_of(ctx, item)
    if queries.current_of(queries.items_of(ctx.session, meeting.id)) is not before:
        raise Conflict("at_the_same_time")
    voting = before is not None and queries.is_voting(ctx.session, before.id)
    require_none(rules.blockers_begin(meeting.state, item.began_at is not None, item.ended_at is not None, voting))
    if before is not None:
        _end(ctx, before)
    item.began_at, item.ended_at = item.began_at or ctx.now, None
    ctx.record(ItemBegan(meeting.id, item.position), subject=item, matter_id=item.matter_id)
    return item


@operation(P.DEBATE_LEAD, on=AgendaItem)
def end_item(ctx: Context, item: AgendaItem) -> AgendaItem:
    """Note that the meeting is through with an item; a turn that still goes on ends with it. Raises RuleBroken."""
    meeting = _meeting_of(ctx, item)
    voting = queries.is_voting(ctx.session, item.id)
    require_none(rules.blockers_end(meeting.state, item.began_at is not None, item.ended_at is not None, voting))
    return _end(ctx, item)


def _end(ctx: Context, item: AgendaItem) -> AgendaItem:
    speech = speaking_in(ctx.session, item.meeting_id)
    if speech is not None:
        end_turn(ctx, speech.id)
    item.ended_at = ctx.now
    ctx.record(ItemEnded(item.meeting_id, item.position), subject=item, matter_id=item.matter_id)
    return item


def _meeting_of(ctx: Context, item: AgendaItem) -> Meeting:
    """The meeting, held so that of two items called up at the same moment one waits for the other."""
    key = (ctx.village_id, item.meeting_id)
    return ctx.session.get_one(Meeting, key, with_for_update=True, populate_existing=True)
