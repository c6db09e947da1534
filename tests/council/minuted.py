"""Meetings that were held and closed, and their minutes at any stage."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select

from tests.council.builder import REPS, ROLES, Council, MatterPrepared
from webapp.core.context import Context
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.amendments.models import Amendment
from webapp.council.amendments.rules import AmendmentState
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import AgendaItem, Meeting, Seat, Stay
from webapp.council.meetings.queries import meeting_by_number
from webapp.council.meetings.rules import CheckIn
from webapp.council.minutes import operations, queries
from webapp.council.minutes.models import Minutes
from webapp.council.minutes.operations import HTML, PDF
from webapp.council.minutes.rules import SignerRole
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import Channel, Secrecy, Vote
from webapp.council.sheets.models import Sheet, SheetEntry
from webapp.council.sheets.rules import SheetState
from webapp.council.speeches.models import Speech
from webapp.council.tellers.models import Teller
from webapp.council.tellers.rules import CountingRole

NAME = "M20 100L60 40L100 120L140 60L180 110M220 30L230 150L260 90L300 95"
SIGNERS = {"chair": SignerRole.CHAIR, "clerk": SignerRole.CLERK, "supervisor": SignerRole.SUPERVISOR}


def hold(council: Council, aside: str = "") -> Meeting:
    """A meeting with one vote of seven against one, twelve of fifteen in the hall, closed with its remarks."""
    council.mandate()
    meeting = council.open([council.matter()], ROLES[:12])
    poll = council.poll(meeting)
    if aside:
        polls.declare_recusal(council.ctx("clerk"), poll.id, council.seat(meeting, aside).id, "承包人的弟弟")
    council.vote(poll, REPS[:7])
    council.vote(poll, ["chair"], Vote.AGAINST)
    polls.close_poll(council.ctx("clerk"), poll.id)
    meetings.close_meeting(council.ctx("clerk"), meeting.id, "会议在和气中结束。")
    return as_it_is(council)


def as_it_is(council: Council) -> Meeting:
    """The meeting as it stands now."""
    found = meeting_by_number(council.anyone().session, "2026-1")
    assert found is not None
    return found


def laid_out(council: Council) -> Minutes:
    """Minutes that wait for three names."""
    minutes = operations.lay_out_minutes(council.ctx("clerk"), hold(council).id)
    return _now(council, minutes)


def sign_all(council: Council, minutes: Minutes, roles: Iterable[str] = SIGNERS) -> None:
    """Let these people sign: the clerk with the password, the others by hand."""
    for role in roles:
        drawing = "" if role == "clerk" else NAME
        operations.sign_minutes(council.ctx(role), minutes.id, SIGNERS[role], minutes.sha256, drawing)


def archived(council: Council) -> Minutes:
    """Minutes signed by all three and archived with two files."""
    minutes = laid_out(council)
    sign_all(council, minutes)
    operations.archive_minutes(council.ctx("clerk"), minutes.id, {HTML: b"<p>page</p>", PDF: b"%PDF"})
    return _now(council, minutes)


def _now(council: Council, minutes: Minutes) -> Minutes:
    found = queries.minutes_of(council.anyone().session, minutes.meeting_id)
    assert found is not None
    return found


@operation(P.MATTER_RAISE)
def furnish(ctx: Context, meeting_id: uuid.UUID) -> None:
    """Everything else that can happen at a meeting: comings and goings, speeches, amendments, tellers and their sheet."""
    session, now = ctx.session, ctx.now
    seats = list(session.scalars(select(Seat).where(Seat.meeting_id == meeting_id).order_by(Seat.position)))
    item = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)).one()
    poll = session.scalars(select(Poll).where(Poll.meeting_id == meeting_id)).one()
    item.minutes, item.began_at, item.ended_at = 20, now, now + timedelta(minutes=25)
    first = seats[0]
    for stay in session.scalars(select(Stay).where(Stay.seat_id == first.id)):
        session.delete(stay)
    for came, left in ((0, 30), (40, None)):
        gone = now + timedelta(minutes=left) if left else None
        session.add(Stay(seat_id=first.id, came_at=now + timedelta(minutes=came), how=CheckIn.LIST, left_at=gone))
    for turn in (1, 2):
        spoke = {
            "asked_at": now,
            "began_at": now + timedelta(minutes=turn),
            "turn": turn,
            "summary": f"第{turn}次说的话",
        }
        session.add(Speech(agenda_item_id=item.id, seat_id=seats[1].id, ended_at=None, withdrawn_at=None, **spoke))
    moved = {"number": 1, "text": "工期改为四十天", "moved_at": now, "state": AmendmentState.REJECTED}
    session.add(Amendment(agenda_item_id=item.id, mover_seat_id=seats[2].id, changes_id=None, **moved))
    counting = [
        Teller(meeting_id=meeting_id, resident_id=seat.resident_id, name=seat.name, role=role, appointed_at=now)
        for seat, role in ((seats[3], CountingRole.TELLER), (seats[4], CountingRole.SCRUTINEER))
    ]
    session.add_all(counting)
    session.flush()
    sheet = Sheet(
        poll_id=poll.id,
        number=1,
        channel=Channel.HANDS_COUNTED,
        state=SheetState.CONFIRMED,
        photo_sha256="ab" * 32,
        opened_at=now,
        opened_by_id=seats[3].resident_id,
        confirmed_at=now,
        confirmed_by_id=seats[4].resident_id,
    )
    session.add(sheet)
    session.flush()
    lines = {"for": 2, "against": 1, "abstain": 0}
    session.add(SheetEntry(sheet_id=sheet.id, teller_id=counting[0].id, lines=lines, entered_at=now))
    ctx.record(MatterPrepared())


@operation(P.MATTER_RAISE)
def make_secret(ctx: Context, meeting_id: uuid.UUID) -> None:
    """Let the vote have been a secret one."""
    ctx.session.scalars(select(Poll).where(Poll.meeting_id == meeting_id)).one().secrecy = Secrecy.SECRET
    ctx.record(MatterPrepared())
