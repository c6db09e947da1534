"""Recording the sittings of the branch, of the two committees and of the Party members."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import date

from webapp.branch.matters.models import Matter
from webapp.branch.matters.operations import advance, return_matter
from webapp.branch.matters.rules import Step, because_of
from webapp.branch.steps import queries, rules
from webapp.branch.steps.events import StepRecorded
from webapp.branch.steps.models import StepAttendance, StepRecord
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, InvalidInput, RuleBroken, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.village.register.models import Resident


@operation(P.STEP_RECORD, on=Matter)
def record_step(
    ctx: Context,
    matter: Matter,
    step: Step,
    held_on: date,
    notified_on: date | None,
    place: str,
    chair_id: uuid.UUID | None,
    present_ids: Collection[uuid.UUID],
    votes_for: int,
    votes_against: int,
    votes_abstain: int,
    minutes: str,
) -> StepRecord:
    """Write down one sitting. Who was due follows from the offices of its day, the outcome from the votes.

    Passed, the matter goes to its next step; not passed, it is returned with the numbers as its reason.
    Raises RuleBroken: wrong step, impossible days or numbers, late notice, too few people.
    """
    require_none(rules.blockers_order(matter.state, matter.step, step))
    if step not in rules.SITTINGS:
        raise RuleBroken([Blocker(f"step.stands_at.{step.value}", "PRACTICE")])
    way, profile = queries.way_on(ctx.session, matter, step, held_on)
    if way is None:
        raise RuleBroken([Blocker("step.not_needed", "PRACTICE")])
    due = queries.due_at(ctx.session, way.body, held_on)
    came = set(present_ids)
    _require_due(came, due)
    sitting = rules.Sitting(
        held_on,
        notified_on,
        len(due),
        len(came),
        chair_id in came,
        votes_for,
        votes_against,
        votes_abstain,
        minutes,
        place,
    )
    not_before = queries.latest_day(ctx.session, matter)
    require_none(rules.blockers_sitting(sitting, way, profile, china_date(ctx.now), not_before))
    outcome = rules.outcome_of(sitting, way, profile)
    record = _write(ctx, matter, step, sitting, chair_id, outcome.passed)
    _write_attendance(ctx, record, due, came)
    ctx.record(_event(matter, record), subject=record, matter_id=matter.id)
    _move(ctx, matter, outcome)
    return record


def _require_due(came: set[uuid.UUID], due: Sequence[Resident]) -> None:
    if not came <= {person.id for person in due}:
        raise InvalidInput("step.not_due", "present_ids")


def _write(
    ctx: Context, matter: Matter, step: Step, sitting: rules.Sitting, chair_id: uuid.UUID | None, passed: bool
) -> StepRecord:
    record = StepRecord(
        matter_id=matter.id,
        step=step,
        attempt=queries.last_attempt(ctx.session, matter.id, step) + 1,
        version=matter.version,
        held_on=sitting.held_on,
        notified_on=sitting.notified_on,
        place=sitting.place.strip(),
        chair_id=chair_id,
        due=sitting.due,
        present=sitting.present,
        votes_for=sitting.votes_for,
        votes_against=sitting.votes_against,
        votes_abstain=sitting.votes_abstain,
        passed=passed,
        minutes=sitting.minutes.strip(),
        recorded_at=ctx.now,
        recorded_by_id=ctx.actor.resident_id,
    )
    ctx.session.add(record)
    ctx.session.flush()
    return record


def _write_attendance(ctx: Context, record: StepRecord, due: Sequence[Resident], came: set[uuid.UUID]) -> None:
    ctx.session.add_all(
        StepAttendance(record_id=record.id, resident_id=person.id, name=person.name, was_present=person.id in came)
        for person in due
    )


def _event(matter: Matter, record: StepRecord) -> StepRecorded:
    return StepRecorded(
        matter.short_number,
        record.step.value,
        record.attempt,
        record.version,
        record.held_on,
        record.notified_on,
        record.due,
        record.present,
        record.votes_for,
        record.votes_against,
        record.votes_abstain,
        record.passed,
    )


def _move(ctx: Context, matter: Matter, outcome: rules.Outcome) -> None:
    if outcome.passed:
        advance(ctx, matter.id, outcome.next_step)
        return
    missed = [check.blocker for check in outcome.checks if not check.met]
    return_matter(ctx, matter.id, outcome.next_step, because_of(missed))
