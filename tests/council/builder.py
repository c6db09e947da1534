"""Matters ready for the council, and meetings at any stage, on the small village."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

import pytest
from sqlalchemy import func, select

from tests.harness.clock import OPENING, StoppedClock
from tests.harness.village import SmallVillage
from webapp.audit.models import LogEntry
from webapp.branch.matters.models import Matter, MatterVersion
from webapp.branch.matters.rules import MatterState, Source, Step
from webapp.branch.opinions.models import Opinion
from webapp.branch.opinions.rules import Place, Verdict
from webapp.branch.steps.models import StepRecord
from webapp.core.clock import at_china
from webapp.core.context import Context
from webapp.core.errors import RuleBroken
from webapp.core.events import Event
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.consultation.models import HouseholdWord
from webapp.council.consultation.rules import HouseholdSays
from webapp.council.mandates.operations import record_mandate
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.meetings.queries import agenda_of, seats_of
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import Vote
from webapp.village.register.models import Household, Resident

TITLE = "东渠清淤与护坡"
TEXT = "清淤三里，护坡两岸。\n\n- 预算按三家报价\n- 秋收前完工"
MEETING_DAY = date(2026, 3, 6)
KINDS = ["public_welfare", "village_planning", "levy"]


@dataclasses.dataclass(frozen=True)
class MatterPrepared(Event):
    """A matter was brought to the council's door for a test."""

    name: ClassVar[str] = "matter_prepared"


@operation(P.MATTER_RAISE)
def prepare_matter(
    ctx: Context,
    kind: str = "public_welfare",
    title: str = TITLE,
    concerned_id: uuid.UUID | None = None,
    studied: bool = True,
    heard_by: uuid.UUID | None = None,
) -> Matter:
    """A matter that passed the first three steps (or did not)."""
    number = len(ctx.session.query(Matter.id).all()) + 1
    matter = Matter(
        year=2026,
        number=number,
        title=title,
        kind=kind,
        source=Source.PARTY_BRANCH,
        step=Step.RESOLVE,
        state=MatterState.ACTIVE,
        raised_on=date(2026, 2, 1),
        put_forward_on=date(2026, 2, 1),
        concerned_id=concerned_id,
    )
    ctx.session.add(matter)
    ctx.session.flush()
    ctx.session.add(
        MatterVersion(matter_id=matter.id, number=1, title=title, text=TEXT, written_at=ctx.now - timedelta(days=20))
    )
    if studied:
        ctx.session.add(_study(matter.id, ctx.now))
    if heard_by:
        opinion = Opinion(place=Place.BEFORE_AGENDA, verdict=Verdict.AGREE, text="同意上会", given_at=ctx.now)
        opinion.matter_id, opinion.given_by_id = matter.id, heard_by
        ctx.session.add(opinion)
    ctx.record(MatterPrepared(), subject=matter, matter_id=matter.id)
    return matter


def _study(matter_id: uuid.UUID, now: datetime) -> StepRecord:
    return StepRecord(
        matter_id=matter_id,
        step=Step.PARTY_REVIEW,
        version=1,
        held_on=date(2026, 2, 20),
        due=20,
        present=18,
        votes_for=16,
        votes_against=1,
        votes_abstain=1,
        passed=True,
        minutes="同意",
        recorded_at=now,
    )


@operation(P.HOUSEHOLD_CONSULT)
def take_signatures(ctx: Context, item_id: uuid.UUID, areas: Sequence[uuid.UUID | None], households: int) -> None:
    """Let the first households of these constituencies sign under an item."""
    for area in areas:
        query = select(Household).where(Household.constituency_id == area).order_by(Household.position)
        homes = ctx.session.execute(query.limit(households)).scalars().all()
        asked = ctx.session.execute(select(Resident.id).where(Resident.household_id == homes[0].id)).scalars().first()
        for home in homes:
            word = HouseholdWord(agenda_item_id=item_id, household_id=home.id, asked_by_id=asked)
            word.says, word.asked_at, word.signed_at = HouseholdSays.FOR, ctx.now, ctx.now
            ctx.session.add(word)
    ctx.record(MatterPrepared())


@operation(P.MATTER_REVISE, on=Matter)
def put_back(ctx: Context, matter: Matter, step: Step) -> Matter:
    """Let a matter stand at another step, as if it had been moved."""
    matter.step = step
    ctx.record(MatterPrepared(), matter_id=matter.id)
    return matter


@dataclasses.dataclass
class Council:
    """The small village with everything needed to hold a meeting."""

    village: SmallVillage
    clock: StoppedClock
    village_opened: datetime = OPENING

    def ctx(self, role: str) -> Context:
        """A context in which this person acts; connections of earlier contexts are given back."""
        self.rest()
        return self.village.ctx(role)

    def anyone(self) -> Context:
        """A context that may do everything."""
        self.rest()
        return self.village.acting(self.village.village_id)

    def rest(self) -> None:
        """Give back the connections of all contexts; they can go on, on fresh ones."""
        for ctx in self.village.acting.opened:
            ctx.session.close()

    def matter(self, kind: str = "public_welfare", **more: Any) -> Matter:
        """A matter ready for the agenda."""
        more.setdefault("heard_by", self.village.people["supervisor"])
        return prepare_matter(self.anyone(), kind, **more)

    def mandate(self, kinds: Sequence[str] = KINDS) -> None:
        """The assembly's mandate for these kinds."""
        record_mandate(self.ctx("clerk"), kinds, date(2026, 1, 15), date(2030, 12, 31), "2026年1月15日村民会议授权")

    def convene(self, matters: Iterable[Matter], day: date = MEETING_DAY, **more: Any) -> Meeting:
        """A meeting at nineteen o'clock of that day."""
        keys = [matter.id for matter in matters]
        return meetings.convene(self.ctx("clerk"), "三月村民代表会议", "村委会二楼", at_china(day, 19), keys, **more)

    def seats(self, meeting: Meeting) -> Sequence[Seat]:
        """Everyone due."""
        return seats_of(self.anyone().session, meeting.id)

    def seat(self, meeting: Meeting, role: str) -> Seat:
        """The seat of this role."""
        wanted = self.village.people[role]
        return next(seat for seat in self.seats(meeting) if seat.resident_id == wanted)

    def seat_name(self, role: str) -> str:
        """The name of the person in this role."""
        return self.anyone().session.get_one(Resident, (self.village.village_id, self.village.people[role])).name

    def fill(self, meeting: Meeting, roles: Iterable[str]) -> None:
        """Go to the meeting's hour and check these people in from the list."""
        self.clock.set(meeting.starts_at)
        for role in roles:
            meetings.check_in(self.ctx("clerk"), self.seat(meeting, role).id)

    def open(self, matters: Iterable[Matter], roles: Iterable[str] = ()) -> Meeting:
        """A meeting convened, attended (by all, if nobody is named) and opened."""
        meeting = self.convene(matters)
        self.fill(meeting, roles or ROLES)
        return meetings.open_meeting(self.ctx("clerk"), meeting.id)

    def poll(self, meeting: Meeting, position: int = 1, by: str = "chair", **more: Any) -> Poll:
        """A poll on one item."""
        item, _ = agenda_of(self.anyone().session, meeting.id)[position - 1]
        return polls.open_poll(self.ctx(by), item.id, f"是否同意：{item.title}？", **more)

    def sign(self, meeting: Meeting, roles: Iterable[str], households: int = 6, position: int = 1) -> None:
        """The signatures of so many households of each of these people under an item."""
        item, _ = agenda_of(self.anyone().session, meeting.id)[position - 1]
        areas = [self.seat(meeting, role).constituency_id for role in roles]
        take_signatures(self.anyone(), item.id, areas, households)

    def vote(self, poll: Poll, roles: Iterable[str], vote: Vote = Vote.FOR) -> None:
        """Let these people vote alike."""
        for role in roles:
            polls.cast_ballot(self.ctx(role), poll.id, vote)


REPS = [f"rep_{n}" for n in range(1, 13)]
COMMITTEE = ["chair", "member", "member_2"]
ROLES = [*COMMITTEE, *REPS]


def refused(act: Callable[[], Any]) -> dict[str, str]:
    """The codes and articles a refusal carries."""
    with pytest.raises(RuleBroken) as error:
        act()
    return {blocker.code: blocker.article for blocker in error.value.blockers}


def size_of_log(council: Council) -> int:
    return council.anyone().session.execute(select(func.count()).select_from(LogEntry)).scalar_one()
