"""Reading what waits for the supervisors, and what ties one of them to a matter."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Exists, ScalarSelect, Select, exists, func, select
from sqlalchemy.orm import Session

from webapp.board.queries import Objected, overdue_replies
from webapp.branch.matters.models import Matter, MatterVersion
from webapp.branch.matters.rules import MatterState, Step
from webapp.branch.opinions.models import Opinion
from webapp.branch.opinions.rules import Place
from webapp.charter.matters import BY_DUTY
from webapp.charter.rules import Profile
from webapp.committee.models import Task
from webapp.committee.queries import TaskRow, late_tasks, tasks_of_matter
from webapp.committee.rules import TaskState
from webapp.core.errors import Blocker
from webapp.core.pages import Page, page_of
from webapp.supervision import rules
from webapp.supervision.rules import Progress, Ties
from webapp.village.kinship.queries import near_relatives_of
from webapp.village.register.models import Resident

BEFORE_DECISION = (Step.PROPOSE, Step.CONSULT, Step.PARTY_REVIEW, Step.RESOLVE)


class Waiting(NamedTuple):
    """A matter that waits for an opinion at a place."""

    matter: Matter
    place: Place


class GivenOpinion(NamedTuple):
    """An opinion, its matter, and the name of who gave it."""

    opinion: Opinion
    matter: Matter
    name: str


@dataclasses.dataclass(frozen=True)
class SupervisionWaits:
    """What waits for the supervisors: opinions to give, answers overdue, tasks late."""

    opinions: Sequence[Waiting]
    overdue: Sequence[Objected]
    late: Sequence[TaskRow]

    @property
    def count(self) -> int:
        """How many things wait."""
        return len(self.opinions) + len(self.overdue) + len(self.late)


def waits_for_supervision(session: Session, today: date) -> SupervisionWaits:
    """What waits for the supervision committee: five queries."""
    return SupervisionWaits(waiting_opinions(session), overdue_replies(session, today), late_tasks(session, today))


def waiting_opinions(session: Session) -> list[Waiting]:
    """Matters that wait for an opinion, at each of the three places, the oldest first: three queries.

    Before the agenda an opinion on an earlier text does not count; before the result only one given after the last
    task was completed.
    """
    found: list[Waiting] = []
    for place, query in (
        (Place.BEFORE_AGENDA, _before_agenda()),
        (Place.DURING_EXECUTION, _during_execution()),
        (Place.BEFORE_RESULT, _before_result()),
    ):
        found += [Waiting(matter, place) for matter in session.scalars(query.order_by(Matter.year, Matter.number))]
    return found


def opinions_page(session: Session, number: int) -> Page:
    """A page of all opinions, the newest first: two queries."""
    statement = (
        select(Opinion, Matter, Resident.name)
        .join(Matter, (Matter.village_id == Opinion.village_id) & (Matter.id == Opinion.matter_id))
        .join(Resident, (Resident.village_id == Opinion.village_id) & (Resident.id == Opinion.given_by_id))
        .order_by(Opinion.given_at.desc(), Opinion.id.desc())
    )
    page = page_of(session, statement, number)
    return dataclasses.replace(page, rows=[GivenOpinion(*row) for row in page.rows])


def opinion_blockers(
    session: Session, matter: Matter, place: Place, supervisor_id: uuid.UUID, profile: Profile
) -> list[Blocker]:
    """Why this supervisor cannot give an opinion on this matter at this place now; empty when they can."""
    tasks = [row.task for row in tasks_of_matter(session, matter)]
    progress = _progress(matter, tasks)
    ties = _ties(session, matter, supervisor_id, {task.owner_id for task in tasks})
    return rules.blockers_place(place, progress) + rules.blockers_person(place, ties, profile)


def place_now(session: Session, matter: Matter) -> Place | None:
    """The place at which an opinion on this matter can be given now."""
    return rules.next_place(_progress(matter, [row.task for row in tasks_of_matter(session, matter)]))


def _progress(matter: Matter, tasks: Sequence[Task]) -> Progress:
    still = sum(task.state is TaskState.OPEN for task in tasks)
    return Progress(matter.state, matter.step, len(tasks), still)


def _ties(session: Session, matter: Matter, person: uuid.UUID, owners: set[uuid.UUID]) -> Ties:
    kin = near_relatives_of(session, [person]).get(person, {})
    return Ties(
        is_concerned=matter.concerned_id == person,
        kin_of_concerned=matter.concerned_id in kin,
        is_raiser=matter.raised_by_id == person,
        kin_of_raiser=matter.raised_by_id in kin,
        is_owner=person in owners,
        kin_of_owner=not owners.isdisjoint(kin),
    )


def _before_agenda() -> Select[Matter]:
    written = (
        select(MatterVersion.written_at)
        .where(
            MatterVersion.village_id == Matter.village_id,
            MatterVersion.matter_id == Matter.id,
            MatterVersion.number == Matter.version,
        )
        .correlate(Matter)
        .scalar_subquery()
    )
    return select(Matter).where(
        Matter.state == MatterState.ACTIVE,
        Matter.step.in_(BEFORE_DECISION),
        Matter.kind.not_in(BY_DUTY),
        ~_heard(Place.BEFORE_AGENDA, written),
    )


def _during_execution() -> Select[Matter]:
    return _executed().where(~_heard(Place.DURING_EXECUTION))


def _before_result() -> Select[Matter]:
    still = _task().where(Task.state == TaskState.OPEN)
    finished = (
        select(func.max(Task.completed_at))
        .where(Task.village_id == Matter.village_id, Task.matter_id == Matter.id)
        .correlate(Matter)
        .scalar_subquery()
    )
    return _executed().where(~still, ~_heard(Place.BEFORE_RESULT, finished))


def _executed() -> Select[Matter]:
    return select(Matter).where(Matter.state == MatterState.ACTIVE, Matter.step == Step.DISCLOSE_DECISION, _task())


def _task() -> Exists:
    return exists().where(Task.village_id == Matter.village_id, Task.matter_id == Matter.id)


def _heard(place: Place, since: ScalarSelect[Any] | None = None) -> Exists:
    found = exists().where(
        Opinion.village_id == Matter.village_id, Opinion.matter_id == Matter.id, Opinion.place == place
    )
    return found if since is None else found.where(Opinion.given_at >= since)
