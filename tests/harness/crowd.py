"""A village in which much has happened: as many notices, matters, votes, tasks and objections as one asks for.

For questions of size: does a page ask the database the same number of questions with ten rows as with a hundred, and
how long does it take with a thousand? Its rows are written at once and recorded in the log like any others.
"""

from __future__ import annotations

import dataclasses
import uuid
from datetime import date, timedelta
from typing import Any, ClassVar

from webapp.board.models import Notice, Objection
from webapp.board.rules import NoticeKind
from webapp.branch.matters.models import Matter, MatterVersion
from webapp.branch.matters.rules import MatterState, Source, Step
from webapp.branch.opinions.models import Opinion
from webapp.branch.opinions.rules import Place, Verdict
from webapp.branch.steps.models import StepRecord
from webapp.charter.matters import Body
from webapp.committee.models import Task, TaskReport
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.db import VillageScoped
from webapp.core.events import Event
from webapp.core.ids import new_id
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.mandates.models import Mandate
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.meetings.rules import CheckIn, MeetingState, SeatKind
from webapp.council.polls.models import Ballot, Poll
from webapp.council.polls.rules import PollState, Vote
from webapp.council.resolutions.models import Resolution
from webapp.village.register.models import Household, Resident, VillagersGroup
from webapp.village.register.rules import Relation, Sex

TEXT = "清淤三里，护坡两岸。\n\n- 预算按三家报价\n- 秋收前完工\n\n" + "渠水自北向南，经三个村民小组。" * 8


@dataclasses.dataclass(frozen=True)
class Crowded(Event):
    """Rows were made for a question of size."""

    name: ClassVar[str] = "village_crowded"
    table: str
    rows: int


@dataclasses.dataclass(frozen=True)
class Crowd:
    """What to ask for: numbers as people say them."""

    matter: str
    resolution: str
    meeting: str
    notice: str
    poll: int
    task: int


@operation(P.VILLAGE_CREATE)
def crowd(ctx: Context, size: int, notices: int | None = None, matters: int | None = None) -> Crowd:
    """`size` of everything about one matter, its meeting, vote, tasks and notices; more notices and matters if asked."""
    today = china_date(ctx.now)
    people = _people(ctx, size)
    every = [_matter(ctx, number, today) for number in range(1, max(size, matters or 0) + 1)]
    _write(ctx, every)
    _write(ctx, [_version(ctx, matter, 1) for matter in every])
    meeting = _meeting(ctx, 1, MeetingState.CLOSED)
    _write(ctx, [meeting, *(_meeting(ctx, number, MeetingState.CONVENED) for number in range(2, size + 1))])
    resolutions = _votes(ctx, meeting, every[:size], people)
    hung = [_notice(ctx, number, size, every[0], resolutions[0]) for number in range(1, max(size, notices or 0) + 1)]
    _write(ctx, hung)
    _deeds(ctx, every[0], resolutions[0], hung[-1], people)
    every[0].step = Step.DISCLOSE_DECISION
    ctx.record(Crowded("matter", len(every)), subject=every[0], matter_id=every[0].id)
    for number in range(size):
        ctx.record(Crowded("entry", number), subject=every[0], matter_id=every[0].id)
    about = every[0].short_number, resolutions[0].short_number, meeting.short_number, hung[-1].short_number
    return Crowd(*about, poll=1, task=1)


def _write(ctx: Context, rows: list[Any]) -> None:
    ctx.session.add_all(rows)
    ctx.session.flush()


def _people(ctx: Context, size: int) -> list[Resident]:
    group = VillagersGroup(id=new_id(), name="增补小组", position=99)
    _write(ctx, [group])
    homes = [
        Household(id=new_id(), number=f"8{place:04d}", group_id=group.id, door=f"9-{place}", position=8000 + place)
        for place in range(size)
    ]
    _write(ctx, homes)
    people = [
        Resident(
            id=new_id(),
            household_id=home.id,
            name=f"村民{place}",
            sex=Sex.FEMALE if place % 2 else Sex.MALE,
            born_on=date(1970, 1, 1),
            relation=Relation.HEAD,
        )
        for place, home in enumerate(homes)
    ]
    _write(ctx, people)
    return people


def _matter(ctx: Context, number: int, today: date) -> Matter:
    return Matter(
        id=new_id(),
        year=today.year,
        number=1000 + number,
        title=f"东渠第{number}段清淤与护坡",
        kind="public_welfare",
        source=Source.PARTY_BRANCH,
        step=Step.RESOLVE,
        state=MatterState.ACTIVE,
        budget_fen=8_600_000,
        raised_on=today,
        put_forward_on=today,
    )


def _version(ctx: Context, matter: Matter, number: int) -> MatterVersion:
    return MatterVersion(matter_id=matter.id, number=number, title=matter.title, text=TEXT, written_at=ctx.now)


def _meeting(ctx: Context, number: int, state: MeetingState) -> Meeting:
    held = ctx.now - timedelta(days=1) if state is MeetingState.CLOSED else ctx.now + timedelta(days=number)
    return Meeting(
        id=new_id(),
        body=Body.REPRESENTATIVES,
        year=held.year,
        number=1000 + number,
        title=f"第{number}次村民代表会议",
        place="村委会二楼",
        starts_at=held,
        convened_at=ctx.now - timedelta(days=12),
        state=state,
        opened_at=held if state is MeetingState.CLOSED else None,
        closed_at=held if state is MeetingState.CLOSED else None,
        door_secret=bytes(32),
    )


def _votes(ctx: Context, meeting: Meeting, matters: list[Matter], people: list[Resident]) -> list[Resolution]:
    """Everyone has a seat; every matter an item, a closed vote and a resolution; everyone voted on the first."""
    seats = [_seat(meeting, position, person) for position, person in enumerate(people, 1)]
    items = [
        AgendaItem(
            id=new_id(), meeting_id=meeting.id, position=place, matter_id=matter.id, version=1, title=matter.title
        )
        for place, matter in enumerate(matters, 1)
    ]
    _write(ctx, [*seats, *items])
    polls = [_poll(ctx, item, len(people)) for item in items]
    _write(ctx, polls)
    cast = [
        Ballot(poll_id=polls[0].id, seat_id=seat.id, vote=list(Vote)[seat.position % 3], cast_at=ctx.now)
        for seat in seats
    ]
    found = [
        Resolution(
            id=new_id(),
            year=ctx.now.year,
            number=1000 + poll.number,
            matter_id=poll.matter_id,
            poll_id=poll.id,
            title=matter.title,
            text=TEXT,
            adopted_on=china_date(ctx.now),
        )
        for poll, matter in zip(polls, matters, strict=True)
    ]
    mandates = [
        Mandate(kinds=["public_welfare"], since=date(2026, 1, 1), until=date(2099, 1, 1), decision="授权")
        for _ in matters
    ]
    _write(ctx, [*cast, *found, *mandates])
    return found


def _seat(meeting: Meeting, position: int, person: Resident) -> Seat:
    return Seat(
        id=new_id(),
        meeting_id=meeting.id,
        resident_id=person.id,
        position=position,
        kind=SeatKind.REPRESENTATIVE,
        name=person.name,
        is_woman=person.sex is Sex.FEMALE,
        households=6,
        checked_in_at=meeting.starts_at,
        checked_in_how=CheckIn.LIST,
    )


def _poll(ctx: Context, item: AgendaItem, due: int) -> Poll:
    met = {"article": "VCOL-2025:30", "is_consent": False, "reason": "", "params": {}, "met": True}
    quorum = {"id": "rep.quorum", "needed": due * 2 // 3, "base": due, "got": due} | met
    consent = {"id": "rep.pass", "needed": due // 2 + 1, "base": due, "got": due} | met | {"is_consent": True}
    return Poll(
        id=new_id(),
        meeting_id=item.meeting_id,
        agenda_item_id=item.id,
        matter_id=item.matter_id,
        number=item.position,
        motion=f"是否同意：{item.title}？",
        state=PollState.CLOSED,
        opened_at=ctx.now,
        closed_at=ctx.now,
        due=due,
        present=due,
        votes_for=due,
        votes_against=0,
        votes_abstain=0,
        valid=True,
        carried=True,
        decision={"rules": [quorum, consent], "facts": {"count_by": "persons"}, "present_seats": []},
    )


def _notice(ctx: Context, number: int, size: int, matter: Matter, resolution: Resolution) -> Notice:
    """A sheet on the board; as many as asked are about the matter."""
    return Notice(
        id=new_id(),
        year=ctx.now.year,
        number=1000 + number,
        kind=list(NoticeKind)[number % len(NoticeKind)],
        title=f"公告第{number}号：东渠清淤",
        text=TEXT,
        about_table="resolution" if number == 1 else "",
        about_id=resolution.id if number == 1 else None,
        matter_id=matter.id if number <= size else None,
        hung_at=ctx.now - timedelta(minutes=number),
        hangs_until=china_date(ctx.now) + timedelta(days=15),
    )


def _deeds(ctx: Context, matter: Matter, resolution: Resolution, notice: Notice, people: list[Resident]) -> None:
    """What was done about one matter: texts, sittings, opinions, tasks with their reports, objections to a notice."""
    someone, today = people[0].id, china_date(ctx.now)
    sitting = {"step": Step.PARTY_REVIEW, "version": 1, "held_on": today, "due": 20, "present": 18, "passed": True}
    votes = {"votes_for": 16, "votes_against": 1, "votes_abstain": 1, "minutes": "同意", "recorded_at": ctx.now}
    saying = {"verdict": Verdict.AGREE, "text": "同意", "given_at": ctx.now, "given_by_id": someone}
    work = {"resolution_id": resolution.id, "owner_id": someone, "due_on": today, "assigned_at": ctx.now}
    said = {"text": "工期是否太长？", "raised_at": ctx.now, "reply_due": today, "raised_by_id": someone}
    rows: list[VillageScoped] = []
    for number, _ in enumerate(people, 1):
        rows.append(Task(id=new_id(), matter_id=matter.id, number=number, title=f"第{number}段", **work))
        rows.append(StepRecord(matter_id=matter.id, attempt=number, **sitting, **votes))
        rows.append(Opinion(matter_id=matter.id, place=list(Place)[number % 3], **saying))
        rows.append(Objection(notice_id=notice.id, number=number, **said))
        rows.append(_version(ctx, matter, number + 1))
    _write(ctx, rows)
    first = next(row for row in rows if isinstance(row, Task))
    _write(ctx, [_report(ctx, first.id, number, someone) for number in range(1, len(people) + 1)])


def _report(ctx: Context, task_id: uuid.UUID, number: int, who: uuid.UUID) -> TaskReport:
    return TaskReport(
        task_id=task_id, number=number, progress=number % 100, text="进展顺利", reported_at=ctx.now, reported_by_id=who
    )
