"""Asking for a meeting, putting one's name under it, and what comes of it."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from webapp.charter.matters import Body
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Conflict, InvalidInput, NotFound, require_none
from webapp.core.numbers import next_number
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.calls import queries, rules
from webapp.council.calls.events import (
    CallAnswered,
    CallReached,
    CallSupported,
    CallUnanswered,
    CallWithdrawn,
    MeetingCalled,
    PaperCallNamesRecorded,
)
from webapp.council.calls.models import CallSupport, MeetingCall
from webapp.council.calls.rules import CLAIMS, CallSource, CallState


@operation(P.CALL_START)
def start_call(ctx: Context, body: Body, source: CallSource, reason: str) -> MeetingCall:
    """Ask for a meeting and put the first name under it; how many are needed is frozen from today's roll.

    The number is taken first: whoever takes the next one waits for this act, so that one person who asks twice at once
    makes one request. Raises RuleBroken where no article knows such a request or one's own name does not count,
    InvalidInput for a reason that is missing or too long.
    """
    reason = reason.strip()
    if not reason or len(reason) > rules.LONGEST_REASON:
        raise InvalidInput("call.reason", "reason", longest=rules.LONGEST_REASON)
    caller = _self(ctx)
    today = china_date(ctx.now)
    number = next_number(ctx.session, ctx.village_id, f"call:{today.year}")
    profile = rules_in_force(ctx.session, today)
    base = queries.roll(ctx.session, source, today, profile)
    require_none(rules.blockers_start(body, source, base, profile, queries.has_open_call(ctx.session, caller)))
    call = MeetingCall(
        year=today.year,
        number=number,
        body=body,
        source=source,
        reason=reason,
        called_by_id=caller,
        called_at=ctx.now,
        base=base,
        needed=rules.names_needed(body, source, base, profile),
        state=CallState.GATHERING,
    )
    _require_counts(ctx, call, [caller])
    ctx.session.add(call)
    ctx.session.flush()
    event = MeetingCalled(call.short_number, body.value, source.value, base, call.needed, reason)
    ctx.record(event, subject=call)
    _sign(ctx, call, [caller], None)
    ctx.record(CallSupported(call.short_number, 1), subject=call)
    _reach(ctx, call)
    return call


@operation(P.CALL_SUPPORT, on=MeetingCall)
def support_call(ctx: Context, call: MeetingCall) -> int:
    """Put one's own name under a request. Returns how many stand there now.

    Raises RuleBroken when it gathers no more or the name does not count, Conflict if it stands there already.
    """
    require_none(rules.blockers_support(call.state))
    person = _self(ctx)
    _require_counts(ctx, call, [person])
    if queries.supported_by(ctx.session, call.id, [person]):
        raise Conflict("call.already")
    _sign(ctx, call, [person], None)
    names = queries.names_under(ctx.session, call.id)
    ctx.record(CallSupported(call.short_number, names))
    _reach(ctx, call)
    return names


@operation(P.CALL_RECORD, on=MeetingCall)
def record_call_names(ctx: Context, call: MeetingCall, resident_ids: Collection[uuid.UUID]) -> int:
    """Record names given on paper; a person counts once, on paper or online. Returns how many were new.

    Raises RuleBroken with the names that do not count, Conflict when all stood there, NotFound for a stranger.
    """
    require_none(rules.blockers_support(call.state))
    wanted = list(dict.fromkeys(resident_ids))
    if not 0 < len(wanted) <= rules.MOST_AT_ONCE:
        raise InvalidInput("call.how_many", "resident_ids", most=rules.MOST_AT_ONCE)
    _require_counts(ctx, call, wanted)
    there = queries.supported_by(ctx.session, call.id, wanted)
    new = [person for person in wanted if person not in there]
    if not new:
        raise Conflict("call.all_there")
    _sign(ctx, call, new, _self(ctx))
    ctx.record(PaperCallNamesRecorded(call.short_number, len(new), queries.names_under(ctx.session, call.id)))
    _reach(ctx, call)
    return len(new)


@operation(P.CALL_WITHDRAW, on=MeetingCall)
def withdraw_call(ctx: Context, call: MeetingCall) -> MeetingCall:
    """Take one's request back before enough people have signed. Raises RuleBroken afterwards."""
    require_none(rules.blockers_withdraw(call.state))
    call.state = CallState.WITHDRAWN
    ctx.record(CallWithdrawn(call.short_number))
    return call


@operation(P.CALL_ANSWER, on=MeetingCall)
def answer_call(ctx: Context, call: MeetingCall, meeting_id: uuid.UUID, body: Body) -> MeetingCall:
    """A meeting was convened on this request. Raises RuleBroken when it obliges nobody or asked for another meeting."""
    require_none(rules.blockers_answer(call.state, call.body, body))
    call.state = CallState.ANSWERED
    ctx.record(CallAnswered(call.short_number, meeting_id), subject=call)
    return call


@operation(P.CALL_ANSWER, on=MeetingCall)
def unanswer_call(ctx: Context, call: MeetingCall) -> MeetingCall:
    """The meeting that answered this request was not held: the committee's duty stands as before, by the same clock."""
    call.state = CallState.REACHED
    ctx.record(CallUnanswered(call.short_number, call.due_on or china_date(ctx.now)), subject=call)
    return call


def _self(ctx: Context) -> uuid.UUID:
    if ctx.actor.resident_id is None:
        raise NotFound("Resident", None)
    return ctx.actor.resident_id


def _require_counts(ctx: Context, call: MeetingCall, resident_ids: Collection[uuid.UUID]) -> None:
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    found = queries.who_counts(ctx.session, call.source, resident_ids, today, profile)
    for resident_id in resident_ids:
        if resident_id not in found:
            raise NotFound("Resident", resident_id)
    refused = [name for name, counts in found.values() if not counts]
    require_none(rules.blockers_names(call.source, profile.article(CLAIMS[call.body, call.source]), refused))


def _sign(ctx: Context, call: MeetingCall, people: Collection[uuid.UUID], clerk: uuid.UUID | None) -> None:
    for person in people:
        ctx.session.add(CallSupport(call_id=call.id, resident_id=person, supported_at=ctx.now, recorded_by_id=clerk))
    ctx.session.flush()


def _reach(ctx: Context, call: MeetingCall) -> None:
    """Start the committee's clock once enough people have asked."""
    names = queries.names_under(ctx.session, call.id)
    if names < call.needed:
        return
    today = china_date(ctx.now)
    call.state, call.reached_at = CallState.REACHED, ctx.now
    call.due_on = rules.due_date(today, rules_in_force(ctx.session, today))
    event = CallReached(call.short_number, names, call.needed, call.base, call.due_on)
    ctx.record(event, subject=call)
