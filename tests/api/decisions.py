"""A village with one of everything that open data shows, some of it about people who must stay unnamed."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar

from sqlalchemy import select

from tests.harness.village import SmallVillage
from webapp.board.models import Notice, Objection
from webapp.board.rules import NoticeKind
from webapp.branch.matters.models import Attachment, CoSignature, Matter, MatterVersion
from webapp.branch.matters.rules import MatterState, Signing, Source, Step
from webapp.branch.opinions.models import Opinion
from webapp.branch.opinions.rules import Place, Verdict
from webapp.branch.steps.models import StepAttendance, StepRecord
from webapp.charter.matters import Body
from webapp.charter.models import LocalRule
from webapp.committee.models import Result, Task, TaskReport
from webapp.committee.rules import TaskState
from webapp.core.context import Context
from webapp.core.events import Event
from webapp.core.ids import new_id
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.mandates.models import Mandate
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.meetings.rules import CheckIn, MeetingState, SeatKind
from webapp.council.polls.events import BallotCast
from webapp.council.polls.models import Ballot, Poll, Recusal
from webapp.council.polls.rules import PollState, Vote
from webapp.council.resolutions.models import Resolution

PHONE = "13837751234"
IDENTITY = "411381199003071234"
STARTED = (Matter, Meeting, Notice, Task)
DECISION = {
    "profile": "VCOL-2025",
    "valid": True,
    "carried": True,
    "facts": {"held_on": "2026-03-02", "body": "representatives", "due": 3, "present": 3},
    "rules": [
        {
            "id": "rep.pass",
            "article": "VCOL-2025:30",
            "needed": 2,
            "base": 3,
            "got": 2,
            "met": True,
            "is_consent": True,
            "reason": "",
            "params": {},
        }
    ],
}


@dataclasses.dataclass(frozen=True)
class VillageDecided(Event):
    """The test village has a history."""

    name: ClassVar[str] = "village_decided"
    matters: int


@dataclasses.dataclass
class Decided:
    """Keys of what was made."""

    matter: uuid.UUID
    closed_poll: uuid.UUID
    open_poll: uuid.UUID
    seats: list[uuid.UUID]


@operation(P.VILLAGE_CREATE)
def decide_everything(ctx: Context, village: SmallVillage, matters: int = 1) -> Decided:
    """The first matter goes the whole way; `matters` of them are there, and one that still gathers names."""
    for number in range(matters, 0, -1):
        matter = _matter(ctx, village, number)
    _add(ctx, _gathering(ctx, village))
    _say(ctx, village, matter, 1)
    _allow(ctx, 1)
    meeting = _meeting(ctx)
    seats = _seats(ctx, village, meeting, (1, 2, 3))
    closed, running = _vote(ctx, meeting, _item(ctx, meeting, matter, 1), seats, 1)
    notice, task = _carry_out(ctx, village, matter, closed, 1)
    _answer(ctx, village, notice, task, 1)
    ctx.record(VillageDecided(matters=matters), subject=matter)
    for seat in seats:
        ctx.record(BallotCast(running.id, seat.id, "for"), subject=running, matter_id=matter.id)
    return Decided(matter.id, closed.id, running.id, [seat.id for seat in seats])


@operation(P.VILLAGE_CREATE)
def decide_more(ctx: Context, village: SmallVillage) -> None:
    """Three more of everything, and more about the first matter, its notice and its task."""
    first, meeting, notice, task = (ctx.session.scalars(select(kind).where(kind.number == 1)).one() for kind in STARTED)
    for nth in (2, 3, 4):
        matter = _matter(ctx, village, 50 + nth)
        seats = _seats(ctx, village, meeting, range(3 * nth - 2, 3 * nth + 1))
        item = _item(ctx, meeting, matter, nth)
        closed, _ = _vote(ctx, meeting, item, seats, 2 * nth - 1)
        _carry_out(ctx, village, matter, closed, nth)
        _say(ctx, village, first, nth)
        _answer(ctx, village, notice, task, nth)
        _add(ctx, MatterVersion(matter_id=first.id, number=nth + 1, title="x", text="x", written_at=ctx.now))
        _allow(ctx, nth)
        ctx.record(VillageDecided(matters=1), subject=matter, matter_id=first.id)


@operation(P.POLL_CLOSE, on=Poll)
def close_the_poll(ctx: Context, poll: Poll) -> None:
    """The open poll is closed."""
    poll.state, poll.closed_at, poll.due, poll.present = PollState.CLOSED, ctx.now, 3, 3
    poll.valid, poll.carried, poll.decision = True, True, DECISION
    ctx.record(VillageDecided(matters=0))


def _add(ctx: Context, *rows: Any) -> Any:
    ctx.session.add_all(rows)
    ctx.session.flush()
    return rows[0]


def _matter(ctx: Context, village: SmallVillage, number: int) -> Matter:
    matter = Matter(
        id=new_id(),
        year=2026,
        number=number,
        title="东渠清淤",
        kind="public_welfare",
        source=Source.PARTY_BRANCH,
        step=Step.DISCLOSE_RESULT,
        state=MatterState.DONE,
        version=2,
        budget_fen=8_631_000,
        concerned_id=village.people["villager"],
        raised_by_id=village.people["secretary"],
        raised_on=date(2026, 2, 1),
        put_forward_on=date(2026, 2, 1),
    )
    _add(ctx, matter)
    for version in (1, 2):
        _add(
            ctx,
            MatterVersion(
                matter_id=matter.id,
                number=version,
                title=matter.title,
                text=f"联系电话 {PHONE}，身份证 {IDENTITY}。",
                written_at=ctx.now,
            ),
        )
    return matter


def _gathering(ctx: Context, village: SmallVillage) -> Matter:
    return Matter(
        year=2025,
        number=9,
        title="还没有提出",
        kind="public_welfare",
        source=Source.VILLAGERS,
        state=MatterState.GATHERING,
        raised_by_id=village.people["villager"],
        raised_on=date(2025, 2, 1),
    )


def _say(ctx: Context, village: SmallVillage, matter: Matter, nth: int) -> None:
    people = village.people
    for step, who in ((Step.PROPOSE, "secretary"), (Step.PARTY_REVIEW, "villager")):
        record = StepRecord(
            id=new_id(),
            matter_id=matter.id,
            step=step,
            attempt=nth,
            version=1,
            held_on=date(2026, 2, 2),
            chair_id=people["secretary"],
            due=2,
            present=1,
            votes_for=1,
            votes_against=0,
            votes_abstain=0,
            passed=True,
            minutes="同意",
            recorded_at=ctx.now,
        )
        _add(ctx, record)
        _add(ctx, StepAttendance(record_id=record.id, resident_id=people[who], name=f"名字{who}", was_present=True))
    opinion = {"place": Place.BEFORE_AGENDA, "verdict": Verdict.AGREE, "text": "同意", "given_at": ctx.now}
    signed = {"version": 1, "signing": Signing.ONLINE, "signed_at": ctx.now}
    paper = {"file_name": "报价.pdf", "media_type": "application/pdf", "size": 10, "sha256": f"{nth:02x}" * 32}
    _add(
        ctx,
        Opinion(matter_id=matter.id, given_by_id=people["supervisor"], **opinion),
        CoSignature(matter_id=matter.id, resident_id=people[f"rep_{nth}"], **signed),
        Attachment(matter_id=matter.id, added_at=ctx.now, **paper),
    )


def _allow(ctx: Context, nth: int) -> None:
    since = date(2026, 1, 10 + nth)
    _add(
        ctx,
        Mandate(kinds=["public_welfare"], since=since, until=date(2027, 1, 9), decision="村民会议决定"),
        LocalRule(rule_id="publish.display.days", value=20, effective_from=since, source="村民会议"),
    )


def _meeting(ctx: Context) -> Meeting:
    meeting = Meeting(
        id=new_id(),
        body=Body.REPRESENTATIVES,
        year=2026,
        number=1,
        title="第一次会议",
        place="村委会",
        starts_at=ctx.now,
        convened_at=ctx.now - timedelta(days=10),
        state=MeetingState.OPEN,
        opened_at=ctx.now,
        door_secret=b"s" * 32,
    )
    _add(ctx, meeting)
    return meeting


def _item(ctx: Context, meeting: Meeting, matter: Matter, place: int) -> AgendaItem:
    item = AgendaItem(
        id=new_id(), meeting_id=meeting.id, position=place, matter_id=matter.id, version=2, title=matter.title
    )
    _add(ctx, item)
    return item


def _seats(ctx: Context, village: SmallVillage, meeting: Meeting, places: Iterable[int]) -> list[Seat]:
    seats = [
        Seat(
            id=new_id(),
            meeting_id=meeting.id,
            resident_id=village.people[f"rep_{place}"],
            position=place,
            kind=SeatKind.REPRESENTATIVE,
            name=f"代表{place}",
            is_woman=bool(place % 2),
            households=6,
            checked_in_at=ctx.now,
            checked_in_how=CheckIn.LIST,
        )
        for place in places
    ]
    _add(ctx, *seats)
    return seats


def _vote(ctx: Context, meeting: Meeting, item: AgendaItem, seats: list[Seat], first: int) -> tuple[Poll, Poll]:
    about = {"meeting_id": meeting.id, "agenda_item_id": item.id, "matter_id": item.matter_id, "opened_at": ctx.now}
    counts = {"due": 3, "present": 3, "votes_for": 2, "votes_against": 0, "votes_abstain": 0}
    present = {**DECISION, "present_seats": [seat.id.hex for seat in seats]}
    outcome = {"valid": True, "carried": True, "decision": present, "closed_at": ctx.now, "state": PollState.CLOSED}
    closed = Poll(id=new_id(), number=first, motion="同意吗？", **about, **counts, **outcome)
    running = Poll(id=new_id(), number=first + 1, motion="还在投", **about)
    _add(ctx, closed, running)
    for poll in (closed, running):
        for seat in seats[:2]:
            _add(ctx, Ballot(poll_id=poll.id, seat_id=seat.id, vote=Vote.FOR, cast_at=ctx.now))
        _add(ctx, Recusal(poll_id=poll.id, seat_id=seats[2].id, because="与本人有关"))
    return closed, running


def _carry_out(ctx: Context, village: SmallVillage, matter: Matter, poll: Poll, nth: int) -> tuple[Notice, Task]:
    decision = {"title": "东渠清淤", "text": "决定", "adopted_on": date(2026, 3, 2)}
    resolution = Resolution(id=new_id(), year=2026, number=nth, matter_id=matter.id, poll_id=poll.id, **decision)
    hung = {"hung_at": ctx.now, "hangs_until": date(2026, 3, 17), "title": "决议", "text": "公告"}
    about = {"matter_id": matter.id, "about_id": resolution.id, "about_table": "resolution"}
    notice = Notice(id=new_id(), year=2026, number=nth, kind=NoticeKind.RESOLUTION, **hung, **about)
    work = {"title": "清淤", "due_on": date(2026, 4, 1), "state": TaskState.OPEN, "assigned_at": ctx.now}
    of = {"resolution_id": resolution.id, "matter_id": matter.id, "owner_id": village.people["member"]}
    task = Task(id=new_id(), number=nth, **of, **work)
    _add(ctx, resolution)
    _add(ctx, notice, task)
    _add(ctx, Result(matter_id=matter.id, text="已完成", spent_fen=8_000_000, published_at=ctx.now))
    return notice, task


def _answer(ctx: Context, village: SmallVillage, notice: Notice, task: Task, nth: int) -> None:
    said = {"text": f"我不同意，电话 {PHONE}", "raised_at": ctx.now, "reply_due": date(2026, 3, 9)}
    told = {"progress": 50, "text": "一半", "reported_at": ctx.now, "reported_by_id": village.people["villager"]}
    _add(
        ctx,
        Objection(notice_id=notice.id, number=nth, raised_by_id=village.people["villager"], **said),
        TaskReport(task_id=task.id, number=nth, **told),
    )
