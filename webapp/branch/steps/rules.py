"""Rules of the sittings of steps 1 to 3: which is next, when it may be held, whether it could decide, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from webapp.branch.matters.rules import CLOSED, MatterState, Step
from webapp.charter.deadlines import days_of_notice
from webapp.charter.decide import Check
from webapp.charter.matters import MatterKind
from webapp.charter.procedure import StepBody, StepRules, checks_for_step, step_for
from webapp.charter.rules import Profile, profile_on
from webapp.core.errors import Blocker
from webapp.village.offices.rules import Body, offices_of

SITTINGS = (Step.PROPOSE, Step.CONSULT, Step.PARTY_REVIEW)
"""The steps that are recorded as sittings; the later ones have rooms of their own."""
LONGEST_MINUTES = 20_000
LONGEST_PLACE = 120
DUE_OFFICES = {
    StepBody.PARTY_ORGANIZATION: offices_of(Body.BRANCH),
    StepBody.TWO_COMMITTEES: offices_of(Body.BRANCH) | offices_of(Body.COMMITTEE),
}


@dataclass(frozen=True)
class Sitting:
    """One sitting as it was written down. `due` and `present` are heads; `chair_came`: whether the chair was there."""

    held_on: date
    notified_on: date | None
    due: int
    present: int
    chair_came: bool
    votes_for: int
    votes_against: int
    votes_abstain: int
    minutes: str = "-"
    place: str = ""

    @property
    def votes(self) -> int:
        """How many votes were given; who was present and gave none stays in the base."""
        return self.votes_for + self.votes_against + self.votes_abstain


@dataclass(frozen=True)
class Outcome:
    """How a sitting ended: every rule it was held against, and where the matter goes."""

    checks: tuple[Check, ...]
    next_step: Step
    passed: bool


def way_standing_at(kind: MatterKind, profile: Profile, step: Step, held_on: date) -> StepRules | None:
    """The rules of the step a matter stands at: a matter already on its way keeps a step that was merged since."""
    return step_for(kind, profile, step) or step_for(kind, profile_on(held_on), step)


def blockers_order(state: MatterState, stands_at: Step, step: Step) -> list[Blocker]:
    """Why no sitting of this step can be recorded: the matter stands elsewhere, or is not under way."""
    if state in CLOSED:
        return [Blocker(f"matter.{state.value}")]
    if state is MatterState.GATHERING:
        return [Blocker("matter.gathering", "HENAN:54")]
    if state is MatterState.RETURNED:
        return [Blocker("step.returned", "PRACTICE")]
    if step is not stands_at:
        return [Blocker(f"step.stands_at.{stands_at.value}", "PRACTICE")]
    return []


def blockers_sitting(
    sitting: Sitting, way: StepRules, profile: Profile, today: date, not_before: date | None
) -> list[Blocker]:
    """Why this sitting cannot be recorded as it is: impossible days or numbers, late notice, too few people.

    `not_before` is the day of the step before. A vote that misses its majority is no blocker: it is an outcome.
    """
    blockers = _days(sitting, way, today, not_before) + _numbers(sitting)
    if sitting.due and not blockers:
        blockers += [
            check.blocker for check in _checks(sitting, way, profile) if not check.met and not check.is_consent
        ]
    return blockers


def _days(sitting: Sitting, way: StepRules, today: date, not_before: date | None) -> list[Blocker]:
    blockers = []
    if sitting.held_on > today:
        blockers.append(Blocker("step.future", "", {"day": sitting.held_on.isoformat()}))
    if not_before is not None and sitting.held_on < not_before:
        blockers.append(Blocker("step.before_previous", "PRACTICE", {"day": not_before.isoformat()}))
    if way.notice and sitting.notified_on is None:
        blockers.append(Blocker("step.notice_unknown", "PRACTICE"))
    if sitting.notified_on is not None and sitting.notified_on > sitting.held_on:
        blockers.append(Blocker("step.notice_after", "PRACTICE"))
    return blockers


def _numbers(sitting: Sitting) -> list[Blocker]:
    blockers = []
    counts = {"votes": sitting.votes, "present": sitting.present, "due": sitting.due}
    if sitting.due == 0:
        blockers.append(Blocker("step.nobody_due"))
    if min(sitting.votes_for, sitting.votes_against, sitting.votes_abstain) < 0:
        blockers.append(Blocker("step.votes_negative"))
    if sitting.votes > sitting.present:
        blockers.append(Blocker("step.votes", "", counts))
    if not sitting.chair_came:
        blockers.append(Blocker("step.chair"))
    if not 0 < len(sitting.minutes.strip()) <= LONGEST_MINUTES or "\x00" in sitting.minutes:
        blockers.append(Blocker("step.minutes", "PRACTICE", {"most": LONGEST_MINUTES}))
    if len(sitting.place) > LONGEST_PLACE or "\x00" in sitting.place:
        blockers.append(Blocker("step.place", "", {"most": LONGEST_PLACE}))
    return blockers


def outcome_of(sitting: Sitting, way: StepRules, profile: Profile) -> Outcome:
    """How the sitting ended, computed from heads and votes: nobody types a result. A tie fails."""
    checks = _checks(sitting, way, profile)
    passed = all(check.met for check in checks)
    goes_to = way.next_step if passed else way.on_failure
    return Outcome(checks, goes_to or way.step, passed)


def _checks(sitting: Sitting, way: StepRules, profile: Profile) -> tuple[Check, ...]:
    notice = days_of_notice(sitting.notified_on, sitting.held_on) if sitting.notified_on else None
    return checks_for_step(way, profile, sitting.due, sitting.present, sitting.votes_for, notice)
