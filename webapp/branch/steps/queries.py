"""Reading the sittings of steps 1 to 3, and who is due at the next."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import NAMES_NEEDED, Step
from webapp.branch.steps.models import StepAttendance, StepRecord
from webapp.branch.steps.rules import DUE_OFFICES, way_standing_at
from webapp.charter.matters import matter_on
from webapp.charter.procedure import StepBody, StepRules
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import Profile
from webapp.core.database import prepared
from webapp.village.offices.models import OfficeTerm
from webapp.village.register.models import Resident
from webapp.village.register.queries import is_here

STEP_BODIES = {
    Step.PROPOSE: StepBody.PARTY_ORGANIZATION,
    Step.CONSULT: StepBody.TWO_COMMITTEES,
    Step.PARTY_REVIEW: StepBody.PARTY_MEMBERS,
}


@dataclasses.dataclass(frozen=True)
class StepRow:
    """One recorded sitting with the names of those due."""

    record: StepRecord
    chair: str | None
    recorded_by: str | None
    attendance: Sequence[StepAttendance]

    @property
    def present(self) -> Sequence[StepAttendance]:
        """Those who came."""
        return [person for person in self.attendance if person.was_present]

    @property
    def absent(self) -> Sequence[StepAttendance]:
        """Those who were due and did not come."""
        return [person for person in self.attendance if not person.was_present]


def due_at(session: Session, step: Step | StepBody, on: date) -> Sequence[Resident]:
    """Who is due at a sitting on a day: holders of office of that day, or all Party members of the register."""
    body = step if isinstance(step, StepBody) else STEP_BODIES[step]
    query = select(Resident).order_by(Resident.name, Resident.id)
    if body is StepBody.PARTY_MEMBERS:
        return session.scalars(query.where(Resident.party_member.is_(True), is_here(on))).all()
    serving = select(OfficeTerm.resident_id).where(
        OfficeTerm.village_id == Resident.village_id,
        OfficeTerm.office.in_(sorted(DUE_OFFICES[body])),
        OfficeTerm.since <= on,
        OfficeTerm.until > on,
    )
    return session.scalars(query.where(Resident.id.in_(serving))).all()


def way_on(session: Session, matter: Matter, step: Step, on: date) -> tuple[StepRules | None, Profile]:
    """The rules of a step of this matter on a day (nothing when its kind has no such step), and the law of the day."""
    profile = rules_in_force(session, on)
    kind = matter_on(matter.kind, on)
    return (way_standing_at(kind, profile, step, on) if kind else None), profile


def latest_day(session: Session, matter: Matter) -> date | None:
    """The day before which the next sitting cannot have been: the last one's, or that of putting forward.

    A body that raises a matter may have sat before the clerk entered it, so its first sitting has no such day.
    """
    last = session.execute(select(func.max(StepRecord.held_on)).where(StepRecord.matter_id == matter.id)).scalar_one()
    forward = matter.put_forward_on if matter.source in NAMES_NEEDED else None
    return max((day for day in (last, forward) if day is not None), default=None)


def last_attempt(session: Session, matter_id: uuid.UUID, step: Step) -> int:
    """How often this step was tried already."""
    query = select(func.coalesce(func.max(StepRecord.attempt), 0))
    return int(session.execute(query.where(StepRecord.matter_id == matter_id, StepRecord.step == step)).scalar_one())


def passed_version(session: Session, matter_id: uuid.UUID, step: Step) -> int:
    """The newest version of the text that passed this step; 0 when none did."""
    query = select(func.coalesce(func.max(StepRecord.version), 0)).where(
        StepRecord.matter_id == matter_id, StepRecord.step == step, StepRecord.passed.is_(True)
    )
    return int(session.execute(query).scalar_one())


_Chair, _Recorder = aliased(Resident), aliased(Resident)
RECORDS = prepared(
    select(StepRecord, _Chair.name, _Recorder.name)
    .outerjoin(_Chair, (_Chair.village_id == StepRecord.village_id) & (_Chair.id == StepRecord.chair_id))
    .outerjoin(_Recorder, (_Recorder.village_id == StepRecord.village_id) & (_Recorder.id == StepRecord.recorded_by_id))
    .where(StepRecord.matter_id == bindparam("matter_id"))
    .order_by(StepRecord.recorded_at, StepRecord.id)
)
ATTENDANCE = prepared(
    select(StepAttendance)
    .join(
        StepRecord,
        (StepRecord.village_id == StepAttendance.village_id) & (StepRecord.id == StepAttendance.record_id),
    )
    .where(StepRecord.matter_id == bindparam("matter_id"))
    .order_by(StepAttendance.name, StepAttendance.id)
)


def records_of(session: Session, matter_id: uuid.UUID) -> Sequence[StepRow]:
    """Every sitting on a matter in the order they were held, with who was due: two queries."""
    rows = session.execute(RECORDS, {"matter_id": matter_id}).all()
    people: dict[uuid.UUID, list[StepAttendance]] = {}
    for person in session.scalars(ATTENDANCE, {"matter_id": matter_id}):
        people.setdefault(person.record_id, []).append(person)
    return [StepRow(record, led, wrote, people.get(record.id, ())) for record, led, wrote in rows]
