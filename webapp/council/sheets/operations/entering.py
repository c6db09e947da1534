"""Opening a sheet, entering it, photographing it, and opening another that corrects it."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from typing import Any

from webapp.branch.matters.models import Matter
from webapp.charter.facts import CountBy
from webapp.core.context import Context
from webapp.core.errors import InvalidInput, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import Meeting
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import Channel, Secrecy
from webapp.council.sheets import queries, rules
from webapp.council.sheets.events import SheetDropped, SheetEntered, SheetOpened, SheetPhotographed
from webapp.council.sheets.lines import SheetKind, read_lines
from webapp.council.sheets.models import Sheet, SheetEntry, SheetPhoto
from webapp.council.sheets.photographs import cleaned
from webapp.council.sheets.rules import SheetState
from webapp.council.tellers.models import Teller
from webapp.council.tellers.queries import concerns_of, teller_now, tellers_of
from webapp.council.tellers.rules import CountingRole, blockers_concern


@operation(P.SHEET_OPEN, on=Poll)
def open_sheet(ctx: Context, poll: Poll, channel: Channel) -> Sheet:
    """Lay out a sheet for the raised hands or the ballot papers of a vote. Raises RuleBroken."""
    serving = [teller.role for teller in tellers_of(ctx.session, poll.meeting_id)]
    require_none(
        rules.blockers_open_sheet(
            poll.state,
            channel,
            poll.channels,
            poll.secrecy,
            poll.question,
            _is_weighed(ctx, poll),
            (serving.count(CountingRole.TELLER), serving.count(CountingRole.SCRUTINEER)),
        )
    )
    return _open(ctx, poll, channel, None, "")


@operation(P.SHEET_CORRECT, on=Sheet)
def correct_sheet(ctx: Context, sheet: Sheet, reason: str) -> Sheet:
    """Lay out a new sheet that will take the place of a confirmed one, and say why.

    The old one counts until the new one is confirmed. Raises RuleBroken: the vote is closed, the slips lie in the box;
    InvalidInput without a reason.
    """
    reason = _reason(reason)
    poll = queries.poll_held(ctx.session, sheet, shared=False)
    under_way = queries.is_being_corrected(ctx.session, sheet.id)
    require_none(rules.blockers_correct(sheet.state, poll.state, poll.secrecy, under_way))
    return _open(ctx, poll, sheet.channel, sheet, reason)


@operation(P.SHEET_DROP, on=Sheet)
def drop_sheet(ctx: Context, sheet: Sheet, reason: str) -> Sheet:
    """Put a sheet away that nobody confirmed, such as one opened by mistake, and say why. Raises RuleBroken."""
    reason = _reason(reason)
    poll = queries.poll_held(ctx.session, sheet, shared=True)
    require_none(rules.blockers_enter(sheet.state, poll.state, []))
    sheet.state, sheet.reason = SheetState.DROPPED, reason
    ctx.record(SheetDropped(poll.id, sheet.number, reason), matter_id=poll.matter_id)
    return sheet


@operation(P.SHEET_ENTER, on=Sheet)
def enter_sheet(ctx: Context, sheet: Sheet, given: Mapping[str, Any]) -> Sheet:
    """Enter what one reads off the sheet, without seeing what the other teller entered. Again: the earlier is replaced.

    With both entries in, the sheet agrees or differs. Raises RuleBroken (vote closed, settled, two others enter it,
    the matter is the teller's own), InvalidInput for lines that cannot be.
    """
    poll = queries.poll_held(ctx.session, sheet, shared=True)
    me = teller_now(ctx.session, poll.meeting_id, ctx.actor.resident_id, CountingRole.TELLER)
    others = [one for one in queries.entries_of(ctx.session, sheet.id) if one.teller.id != me.id]
    staying = [one for one in others if one.teller.relieved_at is None] if len(others) > 1 else others
    blockers = rules.blockers_enter(sheet.state, poll.state, [one.teller.name for one in staying])
    concerns = concerns_of(ctx.session, poll.meeting_id, poll.id, me)
    require_none(blockers or blockers_concern(me.name, concerns))
    asked = queries.asked_of(ctx.session, poll, sheet.channel)
    seats = {key: seat.name for key, seat in queries.seats_now(ctx.session, poll).items()}
    lines = read_lines(asked, given, seats if asked.kind is SheetKind.NAMES else {})
    for one in others:
        if one not in staying:
            ctx.session.delete(one.entry)
    _put(ctx, sheet, me, lines)
    sheet.state = rules.state_after([lines, *(one.entry.lines for one in staying)])
    is_secret = poll.secrecy is Secrecy.SECRET
    event = SheetEntered(
        poll.id, sheet.number, me.name, sheet.state.value, {} if is_secret else lines, lines if is_secret else {}
    )
    ctx.record(event, matter_id=poll.matter_id)
    return sheet


@operation(P.SHEET_PHOTOGRAPH, on=Sheet)
def attach_photo(ctx: Context, sheet: Sheet, content: bytes) -> Sheet:
    """Attach a photograph of the paper, without the place and phone it was taken with. Again: it takes the place of
    the earlier. Raises InvalidInput for what is no JPEG or PNG of at most 10 MB, RuleBroken once it is confirmed."""
    picture, media_type = cleaned(content)
    poll = queries.poll_held(ctx.session, sheet, shared=True)
    require_none(rules.blockers_enter(sheet.state, poll.state, []))
    photo = ctx.session.get(SheetPhoto, (ctx.village_id, sheet.id))
    if photo is None:
        photo = SheetPhoto(id=sheet.id)
        ctx.session.add(photo)
    photo.media_type, photo.content = media_type, picture
    sheet.photo_sha256 = hashlib.sha256(picture).hexdigest()
    event = SheetPhotographed(poll.id, sheet.number, sheet.photo_sha256)
    ctx.record(event, matter_id=poll.matter_id)
    return sheet


def _put(ctx: Context, sheet: Sheet, me: Teller, lines: dict[str, Any]) -> None:
    entered = {one.teller.id: one.entry for one in queries.entries_of(ctx.session, sheet.id)}
    entry = entered.get(me.id)
    if entry is None:
        entry = SheetEntry(sheet_id=sheet.id, teller_id=me.id)
        ctx.session.add(entry)
    entry.lines, entry.entered_at = lines, ctx.now
    ctx.session.flush()


def _open(ctx: Context, poll: Poll, channel: Channel, replaces: Sheet | None, reason: str) -> Sheet:
    sheet = Sheet(
        id=uuid.uuid4(),
        poll_id=poll.id,
        number=queries.next_sheet_number(ctx.session, poll.id),
        channel=channel,
        replaces_id=replaces.id if replaces else None,
        reason=reason,
        opened_at=replaces.opened_at if replaces else ctx.now,
        opened_by_id=ctx.actor.resident_id,
    )
    ctx.session.add(sheet)
    ctx.session.flush()
    event = SheetOpened(poll.id, sheet.number, channel.value, replaces.number if replaces else None, reason)
    ctx.record(event, subject=sheet, matter_id=poll.matter_id)
    return sheet


def _reason(reason: str) -> str:
    reason = reason.strip()
    if not reason or len(reason) > rules.LONGEST_REASON:
        raise InvalidInput("sheet.reason", "reason", longest=rules.LONGEST_REASON)
    return reason


def _is_weighed(ctx: Context, poll: Poll) -> bool:
    matter = ctx.session.get_one(Matter, (ctx.village_id, poll.matter_id))
    meeting = ctx.session.get_one(Meeting, (ctx.village_id, poll.meeting_id))
    return matter.kind == "levy" and meeting.count_by is CountBy.PERSONS
