"""A matter that was decided, without the meetings that lead there: for tests of what comes after."""

from __future__ import annotations

import dataclasses
import uuid
from typing import Any, ClassVar

from tests.harness.village import SmallVillage
from webapp.board.operations import hang_notice
from webapp.board.rules import NoticeKind
from webapp.branch.matters.models import Matter
from webapp.branch.matters.operations import advance, raise_matter
from webapp.branch.matters.rules import Source, Step
from webapp.branch.opinions.rules import Place, Verdict
from webapp.charter.matters import Body
from webapp.committee.models import Task
from webapp.committee.operations import assign_task, complete_task
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.events import Event
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import AgendaItem, Meeting
from webapp.council.polls.models import Poll
from webapp.council.resolutions.models import Resolution
from webapp.supervision.operations import give_opinion


@dataclasses.dataclass(frozen=True)
class Decided(Event):
    """A test decided a matter."""

    name: ClassVar[str] = "decided_by_a_test"


@operation(P.MATTER_RAISE, on=Matter)
def decide(ctx: Context, matter: Matter, number: int) -> Resolution:
    """Put the rows of a decision there, hang the resolution and let the matter go on."""
    meeting = Meeting(
        body=Body.REPRESENTATIVES, year=2026, number=number, title="会", place="村部", starts_at=ctx.now,
        convened_at=ctx.now, door_secret=bytes(32),
    )  # fmt: skip
    ctx.session.add(meeting)
    ctx.session.flush()
    item = AgendaItem(meeting_id=meeting.id, position=1, matter_id=matter.id, version=1, title=matter.title)
    ctx.session.add(item)
    ctx.session.flush()
    poll = Poll(
        meeting_id=meeting.id, agenda_item_id=item.id, matter_id=matter.id, number=1, motion="同意", opened_at=ctx.now
    )
    ctx.session.add(poll)
    ctx.session.flush()
    resolution = Resolution(
        year=2026, number=number, matter_id=matter.id, poll_id=poll.id, title=matter.title, text="清淤两公里。",
        adopted_on=china_date(ctx.now),
    )  # fmt: skip
    ctx.session.add(resolution)
    ctx.record(Decided(), subject=resolution, matter_id=matter.id)
    hang_notice(ctx, NoticeKind.RESOLUTION, matter.title, "清淤两公里。", ("resolution", resolution.id), matter.id)
    advance(ctx, matter.id, Step.DISCLOSE_DECISION)
    return resolution


def raised(village: SmallVillage, **more: Any) -> Matter:
    """A matter of the committee's chair."""
    values: dict[str, Any] = {"title": "东渠清淤", "text": "清淤两公里。", "budget_fen": 12_800_000, **more}
    return raise_matter(village.ctx("chair"), Source.COMMITTEE, "public_welfare", **values)


def decided(village: SmallVillage, number: int = 1, **more: Any) -> tuple[Matter, Resolution]:
    """A matter on which the supervisors spoke before the agenda and which was then decided."""
    matter = raised(village, **more)
    speak(village, matter.id, Place.BEFORE_AGENDA)
    ctx = village.acting(village.village_id)
    return ctx.session.get_one(Matter, (village.village_id, matter.id)), decide(ctx, matter.id, number)


def speak(village: SmallVillage, matter_id: uuid.UUID, place: Place, role: str = "supervisor") -> None:
    """A supervisor agrees."""
    give_opinion(village.ctx(role), matter_id, place, Verdict.AGREE, "看过了。")


def carried_out(village: SmallVillage, matter: Matter, resolution: Resolution, clock: Any) -> Task:
    """One task given out and completed, with the supervisors' opinions, after the display is over."""
    task = assign_task(village.ctx("chair"), resolution.id, "挖渠", village.people["member"], china_date(clock()))
    speak(village, matter.id, Place.DURING_EXECUTION)
    complete_task(village.ctx("member"), task.id, "挖完了。")
    speak(village, matter.id, Place.BEFORE_RESULT)
    clock.advance(days=16)
    return task
