"""Drafting what must be published, entering what happened, and asking that more be published."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import date

from webapp.board.drafts.models import NoticeDraft
from webapp.board.drafts.operations import write_draft
from webapp.board.rules import Cover, NoticeKind, blockers_private, require_words
from webapp.charter.queries import rules_in_force
from webapp.committee.disclosures import queries, rules
from webapp.committee.disclosures.catalogue import BY_CODE
from webapp.committee.disclosures.events import (
    DisclosureAsked,
    DisclosureCallReached,
    DisclosureNamesRecorded,
    DisclosureOccasionNoted,
    DisclosureSupported,
)
from webapp.committee.disclosures.models import DisclosureCall, DisclosureOccasion, DisclosureSupport
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Conflict, InvalidInput, NotFound, NotPermitted, require_none
from webapp.core.numbers import next_number
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.calls.queries import roll, who_counts
from webapp.council.calls.rules import CallSource, CallState, blockers_names


@operation(P.DRAFT_WRITE)
def draft_disclosure(
    ctx: Context, covers: Collection[Cover], title: str, text: str, concerned_id: uuid.UUID | None = None
) -> NoticeDraft:
    """Draft the notice that publishes these items for these periods; a duty is done when it hangs.

    Raises RuleBroken when nothing was chosen or what was chosen is not open, and as `write_draft` does.
    """
    wanted = set(covers)
    still = {one.duty.cover for one in queries.calendar(ctx.session, china_date(ctx.now)).open}
    require_none(rules.blockers_covers(len(wanted), len(wanted & still)))
    items = [BY_CODE[cover.item] for cover in wanted if cover.item in BY_CODE]
    kind = next((item.kind for item in items if item.kind is NoticeKind.FINANCE), NoticeKind.AFFAIRS)
    draft: NoticeDraft = write_draft(ctx, kind, title, text, sorted(wanted), concerned_id)
    return draft


@operation(P.DISCLOSURE_NOTE)
def note_occasion(ctx: Context, item: str, title: str, happened_on: date) -> DisclosureOccasion:
    """Enter that something happened that must be published within days (VCOL 35: at any time).

    Raises RuleBroken for an item that has its own calendar or a day that cannot be, InvalidInput.
    """
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    title = require_words(title, "title", rules.LONGEST_OCCASION)
    blockers = rules.blockers_occasion(BY_CODE.get(item), happened_on, today)
    require_none([*blockers, *blockers_private([title], profile)])
    occasion = DisclosureOccasion(
        year=today.year,
        number=next_number(ctx.session, ctx.village_id, f"occasion:{today.year}"),
        item=item,
        title=title,
        happened_on=happened_on,
        due_on=rules.due_after(happened_on, profile),
        noted_by_id=_self(ctx),
        noted_at=ctx.now,
    )
    ctx.session.add(occasion)
    ctx.session.flush()
    event = DisclosureOccasionNoted(occasion.short_number, item, happened_on, occasion.due_on)
    ctx.record(event, subject=occasion)
    return occasion


@operation(P.DISCLOSURE_CALL)
def ask_disclosure(ctx: Context, source: CallSource, wanted: str) -> DisclosureCall:
    """Ask that something more be published, and put the first name under it (Shandong 8).

    How many names oblige the committee is frozen from today's roll. Raises RuleBroken, InvalidInput.
    """
    today, person = china_date(ctx.now), _self(ctx)
    profile = rules_in_force(ctx.session, today)
    wanted = require_words(wanted, "wanted", rules.LONGEST_WANTED)
    number = next_number(ctx.session, ctx.village_id, f"disclosure:{today.year}")
    base = roll(ctx.session, source, today, profile)
    article = profile.article(rules.CLAIMS[source])
    blockers = rules.blockers_call(base, article, queries.has_open_call(ctx.session, person))
    require_none([*blockers, *blockers_private([wanted], profile)])
    call = DisclosureCall(
        year=today.year,
        number=number,
        source=source,
        wanted=wanted,
        called_by_id=person,
        called_at=ctx.now,
        base=base,
        needed=rules.names_needed(source, base, profile),
        state=CallState.GATHERING,
    )
    _require_counts(ctx, call, [person])
    ctx.session.add(call)
    ctx.session.flush()
    ctx.record(DisclosureAsked(call.short_number, source.value, base, call.needed), subject=call)
    _sign(ctx, call, [person], None)
    ctx.record(DisclosureSupported(call.short_number, 1), subject=call)
    _reach(ctx, call)
    return call


@operation(P.DISCLOSURE_SUPPORT, on=DisclosureCall)
def support_disclosure(ctx: Context, call: DisclosureCall) -> int:
    """Put one's own name under a request to publish. Returns how many stand there. Raises RuleBroken, Conflict."""
    require_none(rules.blockers_support(call.state))
    person = _self(ctx)
    _require_counts(ctx, call, [person])
    if queries.supported_by(ctx.session, call.id, [person]):
        raise Conflict("call.already")
    _sign(ctx, call, [person], None)
    names = queries.names_under(ctx.session, call.id)
    ctx.record(DisclosureSupported(call.short_number, names), subject=call)
    _reach(ctx, call)
    return names


@operation(P.DISCLOSURE_PAPER, on=DisclosureCall)
def record_disclosure_names(ctx: Context, call: DisclosureCall, people: Collection[uuid.UUID]) -> int:
    """Record names given on paper; a person counts once. Returns how many were new. Raises RuleBroken, Conflict."""
    require_none(rules.blockers_support(call.state))
    wanted = list(dict.fromkeys(people))
    if not 0 < len(wanted) <= rules.MOST_AT_ONCE:
        raise InvalidInput("call.how_many", "resident_ids", most=rules.MOST_AT_ONCE)
    _require_counts(ctx, call, wanted)
    there = queries.supported_by(ctx.session, call.id, wanted)
    new = [person for person in wanted if person not in there]
    if not new:
        raise Conflict("call.all_there")
    _sign(ctx, call, new, _self(ctx))
    names = queries.names_under(ctx.session, call.id)
    ctx.record(DisclosureNamesRecorded(call.short_number, len(new), names), subject=call)
    _reach(ctx, call)
    return len(new)


def _self(ctx: Context) -> uuid.UUID:
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.DISCLOSURE_CALL)
    return ctx.actor.resident_id


def _require_counts(ctx: Context, call: DisclosureCall, people: Sequence[uuid.UUID]) -> None:
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    found = who_counts(ctx.session, call.source, people, today, profile)
    for person in people:
        if person not in found:
            raise NotFound("Resident", person)
    refused = [name for name, counts in found.values() if not counts]
    require_none(blockers_names(call.source, profile.article(rules.CLAIMS[call.source]), refused))


def _sign(ctx: Context, call: DisclosureCall, people: Collection[uuid.UUID], clerk: uuid.UUID | None) -> None:
    for person in people:
        row = DisclosureSupport(call_id=call.id, resident_id=person, supported_at=ctx.now, recorded_by_id=clerk)
        ctx.session.add(row)
    ctx.session.flush()


def _reach(ctx: Context, call: DisclosureCall) -> None:
    """Once enough people have asked, the committee must publish within the days for what is due at any time."""
    names = queries.names_under(ctx.session, call.id)
    if names < call.needed:
        return
    today = china_date(ctx.now)
    call.state, call.reached_at = CallState.REACHED, ctx.now
    call.due_on = rules.due_after(today, rules_in_force(ctx.session, today))
    ctx.record(DisclosureCallReached(call.short_number, names, call.needed, call.due_on), subject=call)
