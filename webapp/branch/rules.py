"""What a matter must have behind it before it may stand on an agenda."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.branch.matters.rules import CLOSED, MatterState, Step, is_after
from webapp.charter.decide import party_study_article
from webapp.charter.matters import MatterKind
from webapp.charter.rules import Profile
from webapp.core.errors import Blocker


@dataclass(frozen=True)
class AgendaFacts:
    """What is known of a matter on the day: `studied` and `heard` are about the text as it stands now."""

    state: MatterState
    step: Step
    studied: bool
    heard: bool


def blockers_agenda(facts: AgendaFacts, kind: MatterKind | None, profile: Profile) -> list[Blocker]:
    """Why a matter cannot be put before the villagers yet, each reason with its article; empty when it can."""
    if facts.state in CLOSED:
        return [Blocker(f"matter.{facts.state.value}")]
    if kind is None:
        return [Blocker("law.profile", profile.article("law.profile"), {"reason": "matter.notYet"})]
    if facts.state is MatterState.GATHERING:
        return [Blocker("matter.gathering", "HENAN:54")]
    if is_after(facts.step, Step.RESOLVE):
        return [Blocker("matter.decided")]
    blockers = []
    if facts.state is MatterState.RETURNED:
        blockers.append(Blocker("agenda.returned", "PRACTICE"))
    study = party_study_article(kind, profile)
    if study and not facts.studied:
        blockers.append(Blocker("proposal.party.review", study))
    if is_after(Step.RESOLVE, facts.step):
        blockers.append(Blocker(f"step.stands_at.{facts.step.value}", "PRACTICE"))
    if profile.flag("proposal.vsc.review") and not facts.heard and not kind.by_duty:
        blockers.append(Blocker("agenda.supervision", profile.article("proposal.vsc.review")))
    return blockers
