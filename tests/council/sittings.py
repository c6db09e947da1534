"""Open meetings of bodies other than the representatives', with amendments: rows as the verbs of their rooms leave them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from tests.council.builder import Council, MatterPrepared
from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import Step
from webapp.charter.rules import Body, CountBy
from webapp.core.context import Context
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.amendments.models import Amendment
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.meetings.rules import CheckIn, MeetingState, SeatKind
from webapp.council.polls.models import Poll
from webapp.council.sheets.models import Sheet, SheetEntry
from webapp.council.sheets.rules import SheetState
from webapp.council.tellers.models import Teller
from webapp.council.tellers.rules import CountingRole
from webapp.village.register.models import Resident

KINDS = {
    Body.ASSEMBLY: SeatKind.VILLAGER,
    Body.GROUP: SeatKind.VILLAGER,
    Body.PARTY_MEMBERS: SeatKind.PARTY_MEMBER,
    Body.RCEO_MEMBERS: SeatKind.COLLECTIVE_MEMBER,
}


@operation(P.MEETING_CONVENE)
def hold_sitting(
    ctx: Context, body: Body, matter_id: uuid.UUID, due: Sequence[uuid.UUID], present: int, number: int
) -> Meeting:
    """A meeting of this body, convened a fortnight ago and open now; the first of those due are in the hall."""
    meeting = Meeting(
        body=body,
        count_by=CountBy.PERSONS,
        year=2026,
        number=number,
        title="会议",
        place="村委会",
        starts_at=ctx.now,
        convened_at=ctx.now - timedelta(days=14),
        convened_by_id=due[0],
        state=MeetingState.OPEN,
        opened_at=ctx.now,
        door_secret=bytes(32),
    )
    ctx.session.add(meeting)
    ctx.session.flush()
    for position, person in enumerate(due, 1):
        is_here = position <= present
        seat = Seat(
            meeting_id=meeting.id, resident_id=person, position=position, kind=KINDS[body], name=f"村民{position}"
        )
        seat.is_woman, seat.checked_in_at = False, ctx.now if is_here else None
        seat.checked_in_how = CheckIn.LIST if is_here else None
        ctx.session.add(seat)
    matter = ctx.session.get_one(Matter, (ctx.village_id, matter_id))
    matter.step = Step.PARTY_REVIEW if body is Body.PARTY_MEMBERS else Step.RESOLVE
    item = AgendaItem(meeting_id=meeting.id, position=1, matter_id=matter_id, version=1, title=matter.title)
    ctx.session.add(item)
    ctx.record(MatterPrepared())
    return meeting


@operation(P.AGENDA_SET, on=Meeting)
def move_amendment(ctx: Context, meeting: Meeting, text: str, changes_id: uuid.UUID | None = None) -> Amendment:
    """An amendment to the meeting's first item, or to another amendment."""
    found = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id, AgendaItem.position == 1)
    item_id = ctx.session.execute(found).scalar_one()
    mover = ctx.session.execute(select(Seat.id).where(Seat.meeting_id == meeting.id)).scalars().first()
    number = len(ctx.session.execute(select(Amendment.id).where(Amendment.agenda_item_id == item_id)).all()) + 1
    amendment = Amendment(agenda_item_id=item_id, changes_id=changes_id, number=number, text=text)
    amendment.mover_seat_id, amendment.moved_at = mover, ctx.now
    ctx.session.add(amendment)
    ctx.record(MatterPrepared())
    return amendment


@operation(P.AGENDA_SET)
def confirm_hands(ctx: Context, poll_id: uuid.UUID, channel: object, counts: dict[str, int], by: uuid.UUID) -> Sheet:
    """A sheet of counted hands that two tellers entered alike and a scrutineer confirmed."""
    meeting_id = ctx.session.get_one(Poll, (ctx.village_id, poll_id)).meeting_id
    sheet = Sheet(poll_id=poll_id, number=1, channel=channel, state=SheetState.CONFIRMED)
    sheet.opened_at, sheet.opened_by_id, sheet.confirmed_at, sheet.confirmed_by_id = ctx.now, by, ctx.now, by
    ctx.session.add(sheet)
    ctx.session.flush()
    people = ctx.session.execute(select(Resident.id).order_by(Resident.id).limit(2)).scalars().all()
    for person in people:
        teller = Teller(meeting_id=meeting_id, resident_id=person, name="计票人", role=CountingRole.TELLER)
        teller.appointed_at = ctx.now
        ctx.session.add(teller)
        ctx.session.flush()
        entry = SheetEntry(sheet_id=sheet.id, teller_id=teller.id, lines=counts, entered_at=ctx.now)
        ctx.session.add(entry)
    ctx.record(MatterPrepared())
    return sheet


def party_members(council: Council) -> list[uuid.UUID]:
    """Everyone in the register who is a Party member."""
    query = select(Resident.id).where(Resident.party_member.is_(True)).order_by(Resident.id)
    return list(council.anyone().session.execute(query).scalars())
