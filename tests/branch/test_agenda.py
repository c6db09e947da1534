"""The gates before a meeting: each with its article, all for the text as it stands."""

from __future__ import annotations

from datetime import date

import pytest

from tests.branch.matters import branch_matter, bring_to_resolve, hold, reload, villagers_matter
from tests.harness.clock import StoppedClock
from tests.harness.village import SmallVillage
from webapp.branch.matters import operations
from webapp.branch.matters.rules import MatterState, Step
from webapp.branch.opinions.models import Opinion
from webapp.branch.opinions.rules import Place, Verdict
from webapp.branch.queries import agenda_blockers
from webapp.branch.rules import AgendaFacts, blockers_agenda
from webapp.charter.rules import matter_on, profile_on
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P

TODAY = date(2026, 3, 2)


@operation(P.OPINION_GIVE)
def speak(ctx, matter_id, event) -> None:  # type: ignore[no-untyped-def]
    """The supervisors agree, as their own room would record it."""
    ctx.session.add(
        Opinion(
            matter_id=matter_id,
            place=Place.BEFORE_AGENDA,
            verdict=Verdict.AGREE,
            text="预算有三家报价。",
            given_at=ctx.now,
            given_by_id=ctx.actor.resident_id,
        )
    )
    ctx.record(event)


def blockers(village: SmallVillage, matter_id) -> list[tuple[str, str]]:  # type: ignore[no-untyped-def]
    session = village.ctx("clerk").session
    return [(one.code, one.article) for one in agenda_blockers(session, reload(village, matter_id), TODAY)]


def heard(village: SmallVillage, matter_id) -> None:  # type: ignore[no-untyped-def]
    from_branch = operations.events.MatterFinished("x")
    speak(village.ctx("supervisor"), matter_id, from_branch)


@pytest.mark.both_databases
def test_a_new_matter_lacks_everything(village: SmallVillage) -> None:
    matter = branch_matter(village)
    assert blockers(village, matter.id) == [
        ("proposal.party.review", "VCOL-2025:28(3)"), ("step.stands_at.propose", "PRACTICE"),
        ("agenda.supervision", "HENAN:57"),
    ]  # fmt: skip


@pytest.mark.both_databases
def test_studied_and_heard_it_may_stand_on_the_agenda(village: SmallVillage) -> None:
    matter = branch_matter(village)
    bring_to_resolve(village, matter.id)
    assert blockers(village, matter.id) == [("agenda.supervision", "HENAN:57")]
    heard(village, matter.id)
    assert blockers(village, matter.id) == []


def test_a_changed_text_is_studied_and_heard_anew(village: SmallVillage, clock: StoppedClock) -> None:
    matter = branch_matter(village)
    bring_to_resolve(village, matter.id)
    heard(village, matter.id)
    clock.advance(hours=1)
    operations.revise_matter(village.ctx("secretary"), matter.id, "新", "新", "改")
    assert [code for code, _article in blockers(village, matter.id)] == [
        "proposal.party.review", "step.stands_at.party_review", "agenda.supervision",
    ]  # fmt: skip
    hold(village, matter.id, Step.PARTY_REVIEW)
    heard(village, matter.id)
    assert blockers(village, matter.id) == []


def test_a_returned_matter_waits_for_its_new_text(village: SmallVillage) -> None:
    matter = branch_matter(village)
    bring_to_resolve(village, matter.id)
    heard(village, matter.id)
    operations.return_matter(village.acting(village.village_id), matter.id, Step.CONSULT, "不够票")
    assert [code for code, _article in blockers(village, matter.id)] == ["agenda.returned", "step.stands_at.consult"]


def test_gathering_withdrawn_and_decided_matters_have_one_reason(village: SmallVillage) -> None:
    gathering = villagers_matter(village)
    assert blockers(village, gathering.id) == [("matter.gathering", "HENAN:54")]
    operations.withdraw_matter(village.ctx("villager"), gathering.id, "算了")
    assert blockers(village, gathering.id) == [("matter.withdrawn", "")]
    decided = branch_matter(village)
    operations.advance(village.acting(village.village_id), decided.id, Step.DISCLOSE_DECISION)
    assert blockers(village, decided.id) == [("matter.decided", "")]


def test_the_collective_s_matter_is_studied_by_its_own_law() -> None:
    facts = AgendaFacts(MatterState.ACTIVE, Step.RESOLVE, studied=False, heard=True)
    kind = matter_on("land_contracting", TODAY)
    assert [(one.code, one.article) for one in blockers_agenda(facts, kind, profile_on(TODAY))] == [
        ("proposal.party.review", "RCEO:26(2)")
    ]


def test_before_2026_no_article_asked_for_party_study() -> None:
    day = date(2025, 6, 1)
    facts = AgendaFacts(MatterState.ACTIVE, Step.RESOLVE, studied=False, heard=True)
    assert blockers_agenda(facts, matter_on("public_welfare", day), profile_on(day)) == []


def test_an_annual_report_needs_no_party_study() -> None:
    facts = AgendaFacts(MatterState.ACTIVE, Step.RESOLVE, studied=False, heard=True)
    assert blockers_agenda(facts, matter_on("annual_report", TODAY), profile_on(TODAY)) == []
