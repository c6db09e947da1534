"""The village that is measured: a hall of voters and many motions, made by the system's own operations and log."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, ClassVar

from tests.harness.acting import Granting
from webapp.audit.log import MerkleLog
from webapp.branch.matters.models import Matter, MatterVersion
from webapp.branch.matters.rules import MatterState, Source, Step
from webapp.charter.rules import Body
from webapp.core.clock import china_date, utc_now
from webapp.core.context import OPERATOR, Context
from webapp.core.database import Database
from webapp.core.events import Event
from webapp.core.ids import new_id
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.meetings.rules import CheckIn, MeetingState, SeatKind
from webapp.council.polls.models import Poll
from webapp.village.accounts.models import Account
from webapp.village.accounts.passwords import hash_password
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.rules import Office
from webapp.village.operations import create_village
from webapp.village.register.models import Household, Resident, VillagersGroup
from webapp.village.register.rules import Relation, Sex
from webapp.village.rules import Place

VILLAGE = 411381105299
PASSWORD = "four short plain words"
VOTERS = 64
MOTIONS = 160
NOTES_AT_ONCE = 1000


@dataclasses.dataclass(frozen=True)
class Prepared(Event):
    """Something was made ready for the measurement."""

    name: ClassVar[str] = "bench_prepared"
    what: str
    number: int


@dataclasses.dataclass(frozen=True)
class Noted(Event):
    """An entry as long as a ballot's, to fill the log."""

    name: ClassVar[str] = "bench_noted"
    poll: uuid.UUID
    seat: uuid.UUID
    vote: str


@dataclasses.dataclass(frozen=True)
class Hall:
    """A meeting in progress: the key of every seat by its voter's sign-in name, and of every poll by its number."""

    village_id: int
    meeting: str
    seats: dict[str, uuid.UUID]
    polls: dict[int, uuid.UUID]


def acting(database: Database) -> Context:
    """A context that may do everything, now."""
    session = database.session(VILLAGE)
    return Context(session, VILLAGE, OPERATOR, utc_now(), Granting(), MerkleLog())


def build_hall(database: Database, motions: int = MOTIONS, voters: int = VOTERS) -> Hall:
    """The village with so many representatives in the hall and a poll open on every motion."""
    ctx = acting(database)
    with ctx.session:
        create_village(ctx, Place(f"{VILLAGE:012d}", "测速村", "测试镇", "测试县"))
        people = _people(ctx, hash_password(PASSWORD), voters)
        return _meeting(ctx, people, motions)


@operation(P.VILLAGE_CREATE)
def _people(ctx: Context, password: str, voters: int) -> dict[str, uuid.UUID]:
    """Households of one; each head is a representative with an account. Sign-in name → resident."""
    group = VillagersGroup(id=new_id(), name="第一村民小组", position=1)
    ctx.session.add(group)
    ctx.session.flush()
    today = china_date(ctx.now)
    since, until = today - timedelta(days=200), today + timedelta(days=1000)
    people = {}
    for place in range(voters):
        home = Household(id=new_id(), number=f"{place:05d}", group_id=group.id, door=f"{place}", position=place)
        head = Resident(id=new_id(), household_id=home.id, name=f"代表{place}", sex=Sex.FEMALE, relation=Relation.HEAD)
        head.born_on = date(1970, 1, 1)
        name = f"voter{place}"
        people[name] = head.id
        account = Account(sign_in_name=name, resident_id=head.id, shown_name=head.name, password_hash=password)
        term = OfficeTerm(office=Office.REPRESENTATIVE, resident_id=head.id, since=since, until=until)
        for row in (home, head, account, term):
            ctx.session.add(row)
            ctx.session.flush()
    ctx.record(Prepared("people", len(people)))
    return people


@operation(P.VILLAGE_CREATE)
def _meeting(ctx: Context, people: dict[str, uuid.UUID], motions: int) -> Hall:
    """The meeting, its seats, and an open poll on every item of the agenda."""
    start = ctx.now - timedelta(hours=1)
    meeting = Meeting(
        id=new_id(),
        body=Body.REPRESENTATIVES,
        year=start.year,
        number=1,
        title="测速会议",
        place="村委会",
        starts_at=start,
        convened_at=start - timedelta(days=12),
        state=MeetingState.OPEN,
        opened_at=start,
        door_secret=bytes(32),
    )
    ctx.session.add(meeting)
    ctx.session.flush()
    seats = {}
    for position, (name, resident) in enumerate(people.items(), 1):
        seat = Seat(id=new_id(), meeting_id=meeting.id, resident_id=resident, position=position, name=name)
        seat.kind, seat.is_woman, seat.households = SeatKind.REPRESENTATIVE, True, 1
        seat.checked_in_at, seat.checked_in_how = start, CheckIn.LIST
        seats[name] = seat.id
        ctx.session.add(seat)
    polls = {number: _motion(ctx, meeting, number) for number in range(1, motions + 1)}
    ctx.record(Prepared("meeting", len(polls)))
    return Hall(ctx.village_id, meeting.short_number, seats, polls)


def _motion(ctx: Context, meeting: Meeting, number: int) -> uuid.UUID:
    matter = new_matter(ctx, number, Step.RESOLVE)
    item = AgendaItem(id=new_id(), meeting_id=meeting.id, position=number, matter_id=matter.id)
    item.version, item.title = 1, matter.title
    ctx.session.add(item)
    ctx.session.flush()
    poll = Poll(id=new_id(), meeting_id=meeting.id, agenda_item_id=item.id, matter_id=matter.id, number=number)
    poll.motion, poll.opened_at = f"是否同意第{number}项？", ctx.now
    ctx.session.add(poll)
    return poll.id


def new_matter(ctx: Context, number: int, step: Step) -> Matter:
    """A matter of the village with one version of its text."""
    today = china_date(ctx.now)
    matter = Matter(id=new_id(), year=today.year, number=number, title=f"东渠第{number}段清淤", kind="public_welfare")
    matter.source, matter.step, matter.state = Source.PARTY_BRANCH, step, MatterState.ACTIVE
    matter.raised_on = matter.put_forward_on = today
    ctx.session.add(matter)
    ctx.session.flush()
    text = "清淤三里，护坡两岸。\n\n- 预算按三家报价\n- 秋收前完工"
    version = MatterVersion(matter_id=matter.id, number=1, title=matter.title, text=text, written_at=ctx.now)
    ctx.session.add(version)
    return matter


def fill_log(database: Database, size: int) -> float:
    """Let the village's log grow to this size with entries like ballots; the seconds it took per entry added."""
    ctx = acting(database)
    with ctx.session:
        first = _note(ctx, 1)[0]
        began = utc_now()
        for left in _portions(size - first - 1):
            ctx.now = utc_now()
            _note(ctx, left)
    added = max(1, size - first - 1)
    return (utc_now() - began).total_seconds() / added


def _portions(count: int) -> Iterator[int]:
    while count > 0:
        yield min(count, NOTES_AT_ONCE)
        count -= NOTES_AT_ONCE


def _note(ctx: Context, count: int) -> Any:
    note(ctx, count)
    return ctx.sequence


@operation(P.VILLAGE_CREATE)
def note(ctx: Context, count: int) -> None:
    """Say so many things in the log at once."""
    for _ in range(count):
        ctx.record(Noted(new_id(), new_id(), "for"))
