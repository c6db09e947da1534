"""Moving an amendment, and taking it back."""

from __future__ import annotations

import uuid

from webapp.core.context import Context
from webapp.core.errors import InvalidInput, NotFound, NotPermitted, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.agenda.queries import is_decided, is_voting
from webapp.council.amendments import queries, rules
from webapp.council.amendments.events import AmendmentMoved, AmendmentWithdrawn
from webapp.council.amendments.models import Amendment
from webapp.council.amendments.rules import AmendmentState
from webapp.council.meetings.models import AgendaItem, Meeting
from webapp.council.policy import seat_of


@operation(P.AMENDMENT_MOVE, on=AgendaItem)
def move_amendment(ctx: Context, item: AgendaItem, text: str, changes_id: uuid.UUID | None = None) -> Amendment:
    """Move a change to the item dealt with now, or to another pending amendment, in one's own words.

    It is voted on before what it changes. Raises RuleBroken, InvalidInput, NotPermitted without a seat.
    """
    seat = seat_of(ctx.session, item.meeting_id, ctx.actor.resident_id)
    if seat is None:
        raise NotPermitted(P.AMENDMENT_MOVE, item)
    words = text.strip()
    if not words or len(words) > rules.LONGEST_TEXT:
        raise InvalidInput("amendment.words", "text", longest=rules.LONGEST_TEXT)
    changed = _changed(ctx, item, changes_id)
    require_none(rules.blockers_move(_standing(ctx, item, seat.is_present, changed)))
    amendment = Amendment(
        agenda_item_id=item.id,
        changes_id=changed.id if changed else None,
        number=queries.last_number(ctx.session, item.id) + 1,
        text=words,
        mover_seat_id=seat.id,
        moved_at=ctx.now,
        state=AmendmentState.PENDING,
    )
    ctx.session.add(amendment)
    ctx.session.flush()
    event = AmendmentMoved(item.id, seat.id, amendment.number, amendment.changes_id, words)
    ctx.record(event, subject=amendment, matter_id=item.matter_id)
    return amendment


@operation(P.AMENDMENT_WITHDRAW, on=Amendment)
def withdraw_amendment(ctx: Context, amendment: Amendment) -> Amendment:
    """Take one's own amendment back before its vote; what would have changed it falls with it. Raises RuleBroken."""
    item = ctx.session.get_one(
        AgendaItem, (ctx.village_id, amendment.agenda_item_id), with_for_update=True, populate_existing=True
    )
    meeting = _meeting_of(ctx, item)
    require_none(rules.blockers_withdraw(meeting.state, amendment.state, is_voting(ctx.session, item.id)))
    falling = queries.changes_to(ctx.session, amendment.id)
    for one, falls in [(amendment, False), *((other, True) for other in falling)]:
        one.state = AmendmentState.WITHDRAWN
        event = AmendmentWithdrawn(item.id, one.number, falls)
        ctx.record(event, subject=one, matter_id=item.matter_id)
    return amendment


def _changed(ctx: Context, item: AgendaItem, key: uuid.UUID | None) -> Amendment | None:
    if key is None:
        return None
    found = ctx.session.get(Amendment, (ctx.village_id, key), populate_existing=True)
    if found is None or found.agenda_item_id != item.id:
        raise NotFound("Amendment", key)
    return found


def _meeting_of(ctx: Context, item: AgendaItem) -> Meeting:
    key = (ctx.village_id, item.meeting_id)
    return ctx.session.get_one(Meeting, key, with_for_update={"read": True}, populate_existing=True)


def _standing(ctx: Context, item: AgendaItem, is_present: bool, changed: Amendment | None) -> rules.Standing:
    return rules.Standing(
        _meeting_of(ctx, item).state,
        item.began_at is not None and item.ended_at is None,
        is_decided(ctx.session, item.id),
        is_voting(ctx.session, item.id),
        is_present,
        len(queries.pending_of(ctx.session, item.id)),
        1 if changed is None else (2 if changed.changes_id is None else 3),
        changed is None or changed.state is AmendmentState.PENDING,
    )
