"""Four deliberations and two disclosures as a table: who, by which rules, how long on the board, what next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from webapp.charter.decide import Check, floor_check, threshold_check
from webapp.charter.matters import Body, MatterKind, Track
from webapp.charter.rulebook.profile import Profile
from webapp.charter.rulebook.values import Base


class Step(StrEnum):
    """The six steps of a matter, in their order."""

    PROPOSE = "propose"
    CONSULT = "consult"
    PARTY_REVIEW = "party_review"
    RESOLVE = "resolve"
    DISCLOSE_DECISION = "disclose_decision"
    DISCLOSE_RESULT = "disclose_result"


class StepBody(StrEnum):
    """Who takes a step."""

    PARTY_ORGANIZATION = "PARTY_ORGANIZATION"
    TWO_COMMITTEES = "TWO_COMMITTEES"
    PARTY_MEMBERS = "PARTY_MEMBERS"
    VILLAGERS = "VILLAGERS"
    MEMBERS = "MEMBERS"
    VILLAGERS_COMMITTEE = "VILLAGERS_COMMITTEE"


@dataclass(frozen=True)
class StepRules:
    """One step of one kind of matter; rule ids are empty where the step has no such rule.

    ``meetings`` are the bodies that may take the decision at RESOLVE, whose rules ``decide`` applies.
    ``opinion`` says that the supervision committee gives its opinion before this step (an opinion, not a veto).
    ``merged`` says that this step takes the next one with it. ``next_step`` is empty after the last step;
    ``on_failure`` is where a matter goes that was not agreed to.
    """

    step: Step
    body: StepBody
    article: str
    quorum: str = ""
    consent: str = ""
    notice: str = ""
    publicity: str = ""
    meetings: tuple[Body, ...] = ()
    opinion: bool = False
    merged: bool = False
    next_step: Step | None = None
    on_failure: Step | None = None


def steps_for(kind: MatterKind, profile: Profile) -> tuple[StepRules, ...]:
    """The way of one kind of matter under the law of the day and the village's own rules.

    The Party members' review is left out where the Party organization need not study the matter first; proposing and
    consulting become one step where the village merges them (``sylgk.merge12``). What the law itself calls for goes
    straight before the villagers, and is done when its outcome hangs.
    """
    steps = list(_steps(kind, profile))
    if not kind.needs_party_study:
        steps = [step for step in steps if step.step is not Step.PARTY_REVIEW]
    if kind.by_duty:
        steps = [replace(step, opinion=False) for step in steps if step.step in _BY_DUTY]
    elif profile.flag("sylgk.merge12"):
        steps[0] = replace(steps[0], body=StepBody.TWO_COMMITTEES, merged=True)
        steps = [step for step in steps if step.step is not Step.CONSULT]
    present = [step.step for step in steps]
    following = [*present[1:], None]
    return tuple(
        replace(
            step,
            next_step=after,
            on_failure=present[0] if step.on_failure not in (None, *present) else step.on_failure,
        )
        for step, after in zip(steps, following, strict=True)
    )


_BY_DUTY = (Step.RESOLVE, Step.DISCLOSE_DECISION)


def step_for(kind: MatterKind, profile: Profile, step: Step) -> StepRules | None:
    """One step of the way; nothing when this kind of matter leaves it out."""
    return next((found for found in steps_for(kind, profile) if found.step is step), None)


def _steps(kind: MatterKind, profile: Profile) -> Iterator[StepRules]:
    quorum, consent = "sylgk.meeting.quorum", "sylgk.meeting.pass"
    yield StepRules(Step.PROPOSE, StepBody.PARTY_ORGANIZATION, "SYLGK", quorum, consent, on_failure=Step.PROPOSE)
    yield StepRules(Step.CONSULT, StepBody.TWO_COMMITTEES, "SYLGK", quorum, consent, on_failure=Step.PROPOSE)
    yield StepRules(
        Step.PARTY_REVIEW,
        StepBody.PARTY_MEMBERS,
        profile.article("party.meeting.pass"),
        "party.meeting.quorum",
        "party.meeting.pass",
        "party.meeting.notice.days",
        on_failure=Step.CONSULT,
    )
    collective = kind.track is Track.COLLECTIVE_ECONOMY and profile.rceo
    yield StepRules(
        Step.RESOLVE,
        StepBody.MEMBERS if collective else StepBody.VILLAGERS,
        kind.article,
        meetings=kind.bodies,
        opinion=profile.flag("proposal.vsc.review"),
        on_failure=Step.CONSULT,
    )
    yield _disclosure(Step.DISCLOSE_DECISION, profile)
    yield _disclosure(Step.DISCLOSE_RESULT, profile)


def _disclosure(step: Step, profile: Profile) -> StepRules:
    opinion = step is Step.DISCLOSE_RESULT and profile.flag("proposal.vsc.review")
    days = "publish.display.days"
    return StepRules(step, StepBody.VILLAGERS_COMMITTEE, profile.article(days), publicity=days, opinion=opinion)


def checks_for_step(
    step: StepRules, profile: Profile, due: int, present: int, agreed: int, notice_days: int | None = None
) -> tuple[Check, ...]:
    """What a meeting of one of the first three steps amounts to: notice, attendance, consent.

    The step is passed when every check is met. Numbers are people; ``notice_days`` is not judged when unknown.
    """
    checks = []
    if step.notice and notice_days is not None:
        checks.append(floor_check(profile, step.notice, notice_days))
    if step.quorum:
        checks.append(threshold_check(profile, step.quorum, present, due))
    if step.consent:
        base = due if profile.rule(step.consent).base is Base.DUE else present
        checks.append(threshold_check(profile, step.consent, agreed, base, is_consent=True))
    return tuple(checks)
