"""The scrutineer confirms a sheet: in the same transaction its lines become ballots, slips in the box, or a count."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from webapp.core.context import Context
from webapp.core.errors import Conflict, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.ballots.box.operations import put_slips
from webapp.council.meetings.models import Seat
from webapp.council.polls.models import Ballot, Poll
from webapp.council.polls.rules import Channel, Vote
from webapp.council.sheets import lines as reading
from webapp.council.sheets import queries, rules
from webapp.council.sheets.events import BallotWritten, SheetConfirmed
from webapp.council.sheets.lines import SPOILED, SheetKind
from webapp.council.sheets.models import Sheet
from webapp.council.sheets.rules import SheetState
from webapp.council.tellers.queries import concerns_of, teller_now
from webapp.council.tellers.rules import CountingRole, blockers_concern

Lines = Mapping[str, Any]


@operation(P.SHEET_CONFIRM, on=Sheet)
def confirm_sheet(ctx: Context, sheet: Sheet, digest: str, photo: str) -> Sheet:
    """Confirm, as the scrutineer who watched, that the sheet says what the hall saw. `digest` marks what was seen, and
    `photo` is the hash of the photograph that was looked at (empty without one).

    Nobody votes, comes, leaves or closes while this takes. Raises RuleBroken with every line that cannot count, by
    name (voted already, stands aside, not in the hall), for more hands than people and more papers than were handed
    out (Henan 35), for entries not yet equal; Conflict when the sheet was entered or photographed anew meanwhile.
    """
    old = _old_sheet(ctx, sheet)
    poll = queries.poll_held(ctx.session, sheet, shared=False)
    me = teller_now(ctx.session, poll.meeting_id, ctx.actor.resident_id, CountingRole.SCRUTINEER)
    entries = queries.entries_of(ctx.session, sheet.id)
    entered_it = any(one.teller.resident_id == me.resident_id for one in entries)
    is_paper = sheet.channel is Channel.PAPER
    blockers = rules.blockers_confirm(sheet.state, poll.state, is_paper, bool(sheet.photo_sha256), entered_it, me.name)
    concerns = concerns_of(ctx.session, poll.meeting_id, poll.id, me)
    require_none(blockers + blockers_concern(me.name, concerns))
    lines = entries[0].entry.lines
    if digest != reading.digest_of(lines):
        raise Conflict("sheet.changed")
    if photo != sheet.photo_sha256:
        raise Conflict("sheet.photo_changed")
    sheet.state, sheet.confirmed_at, sheet.confirmed_by_id = SheetState.CONFIRMED, ctx.now, me.resident_id
    if old is not None:
        old.state = SheetState.REPLACED
    kind = queries.asked_of(ctx.session, poll, sheet.channel).kind
    if kind is SheetKind.NAMES:
        _write_ballots(ctx, poll, sheet, old, lines)
    elif is_paper:
        _fill_box(ctx, poll, sheet, lines)
    else:
        _count_hands(ctx, poll, sheet, old, lines)
    return sheet


def _write_ballots(ctx: Context, poll: Poll, sheet: Sheet, old: Sheet | None, lines: Lines) -> None:
    """Each line becomes one ballot with an entry of its own in the log; those of the sheet it corrects go first."""
    earlier = _ballots_of(ctx, old)
    keys = {ballot.seat_id.hex for ballot in earlier}
    seats = _seats_held(ctx, poll, sheet)
    counted = queries.confirmed_lines(ctx.session, poll.id, Channel.HANDS_COUNTED)
    since = queries.counted_since(ctx.session, poll.id)
    still_free = sum(
        seat.is_free or (key in keys and seat.was_in_hall and not seat.is_recused)
        for key, seat in queries.seats_now(ctx.session, poll, since=since).items()
        if key not in lines
    )
    hands = sum(reading.collected(one) for one in counted.values())
    blockers = rules.blockers_names(lines, seats, keys)
    require_none(blockers or (rules.blockers_hands(hands, still_free) if hands else []))
    for ballot in earlier:
        ctx.session.delete(ballot)
    ctx.session.flush()
    _record(ctx, poll, sheet, old, {}, len(lines) if sheet.channel is Channel.PAPER else None)
    for key, said in lines.items():
        ballot = _ballot(ctx, poll, sheet, key, said)
        ctx.session.add(ballot)
        vote = ballot.vote.value if ballot.vote else ""
        event = BallotWritten(poll.id, ballot.seat_id, sheet.channel.value, vote, ballot.chosen or [], sheet.number)
        ctx.session.flush()
        ctx.record(event, subject=ballot, matter_id=poll.matter_id)


def _fill_box(ctx: Context, poll: Poll, sheet: Sheet, lines: Lines) -> None:
    """The papers go into the box as slips, spoiled ones too; who was handed one takes part already."""
    before = queries.confirmed_lines(ctx.session, poll.id, Channel.PAPER)
    collected = reading.collected(lines)
    total = collected + sum(reading.collected(one) for one in before.values())
    require_none(rules.blockers_papers(total, queries.handed_out(ctx.session, poll.id)))
    put_slips(ctx, poll.id, rules.slips_of(lines))
    _record(ctx, poll, sheet, None, {}, collected)


def _count_hands(ctx: Context, poll: Poll, sheet: Sheet, old: Sheet | None, lines: Lines) -> None:
    """The counts stand as agreed, as long as so many people in the hall have not voted otherwise.

    Who left after the counting began may have raised a hand before.
    """
    _seats_held(ctx, poll, sheet)
    since = min(filter(None, [sheet.opened_at, queries.counted_since(ctx.session, poll.id)]))
    counted = queries.confirmed_lines(ctx.session, poll.id, sheet.channel)
    others = [one for key, one in counted.items() if old is None or key != old.id]
    total = sum(reading.collected(one) for one in [lines, *others])
    free = sum(seat.is_free for seat in queries.seats_now(ctx.session, poll, since=since).values())
    require_none(rules.blockers_hands(total, free))
    _record(ctx, poll, sheet, old, dict(lines), None)


def _record(
    ctx: Context, poll: Poll, sheet: Sheet, old: Sheet | None, counted: dict[str, int], papers: int | None
) -> None:
    replaces = old.number if old else None
    event = SheetConfirmed(poll.id, sheet.number, sheet.channel.value, replaces, counted, papers, sheet.photo_sha256)
    ctx.record(event, subject=sheet, matter_id=poll.matter_id)


def _ballot(ctx: Context, poll: Poll, sheet: Sheet, key: str, said: Any) -> Ballot:
    chosen = said if isinstance(said, list) else None
    vote = None if chosen is not None or said == SPOILED else Vote(said)
    return Ballot(
        poll_id=poll.id,
        seat_id=uuid.UUID(key),
        channel=sheet.channel,
        vote=vote,
        chosen=chosen,
        sheet_id=sheet.id,
        cast_at=ctx.now,
    )


def _old_sheet(ctx: Context, sheet: Sheet) -> Sheet | None:
    if sheet.replaces_id is None:
        return None
    key = (ctx.village_id, sheet.replaces_id)
    return ctx.session.get_one(Sheet, key, with_for_update=True, populate_existing=True)


def _ballots_of(ctx: Context, old: Sheet | None) -> list[Ballot]:
    if old is None:
        return []
    query = select(Ballot).where(Ballot.sheet_id == old.id).execution_options(populate_existing=True)
    return list(ctx.session.execute(query).scalars())


def _seats_held(ctx: Context, poll: Poll, sheet: Sheet) -> dict[str, rules.SeatNow]:
    """Everyone due, kept from coming or leaving until this is done; in one order, so that nobody waits for ever."""
    held = select(Seat.id).where(Seat.meeting_id == poll.meeting_id).order_by(Seat.position)
    ctx.session.execute(held.with_for_update(read=True)).all()
    return queries.seats_now(ctx.session, poll, since=sheet.opened_at)
