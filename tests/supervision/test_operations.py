"""Who of the supervisors may speak, where and when: on both databases."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest

from tests.committee.decided import decide, decided, raised, speak
from tests.harness.village import SmallVillage, small_village
from webapp.branch.matters.models import Matter
from webapp.branch.matters.operations import raise_matter, revise_matter
from webapp.branch.matters.rules import Source
from webapp.branch.opinions.queries import opinions_of
from webapp.branch.opinions.rules import Place, Verdict
from webapp.committee.operations import assign_task, complete_task
from webapp.core.context import Context
from webapp.core.errors import InvalidInput, NotPermitted, RuleBroken
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.supervision import operations, queries
from webapp.village.accounts.events import SignedOut
from webapp.village.kinship.models import Kinship
from webapp.village.kinship.rules import KinKind

pytestmark = pytest.mark.both_databases
DUE = date(2026, 3, 20)


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    """A village with people in every office."""
    return small_village(acting)


@operation(P.KINSHIP_RECORD)
def tie(ctx: Context, person: uuid.UUID, kin: KinKind, relative: uuid.UUID) -> None:
    """Record that one is the other's near relative."""
    ctx.session.add(Kinship(person_id=person, kin=kin, relative_id=relative))
    ctx.record(SignedOut())


def refused(village: SmallVillage, matter: Matter, place: Place, role: str = "supervisor") -> list[str]:
    """Why this person's opinion is refused."""
    with pytest.raises(RuleBroken) as error:
        speak(village, matter.id, place, role)
    return [blocker.code for blocker in error.value.blockers]


def test_an_opinion_stands_with_the_matter(village: SmallVillage) -> None:
    matter = raised(village)
    ctx = village.ctx("supervisor")
    operations.give_opinion(ctx, matter.id, Place.BEFORE_AGENDA, Verdict.MEND, " 缺一家报价。 ")
    row = opinions_of(ctx.session, matter.id)[0]
    assert (row.opinion.verdict, row.opinion.text, row.opinion.place) == (
        Verdict.MEND,
        "缺一家报价。",
        Place.BEFORE_AGENDA,
    )


def test_who_may_not_speak(village: SmallVillage) -> None:
    matter = raised(village)
    for role in ("chair", "secretary", "villager"):
        with pytest.raises(NotPermitted):
            speak(village, matter.id, Place.BEFORE_AGENDA, role)
    with pytest.raises(NotPermitted):
        operations.give_opinion(
            village.acting(village.village_id), matter.id, Place.BEFORE_AGENDA, Verdict.AGREE, "好。"
        )
    with pytest.raises(InvalidInput):
        operations.give_opinion(village.ctx("supervisor"), matter.id, Place.BEFORE_AGENDA, Verdict.AGREE, "  ")
    with pytest.raises(RuleBroken):
        operations.give_opinion(
            village.ctx("supervisor"), matter.id, Place.BEFORE_AGENDA, Verdict.AGREE, "李某 411381199003071234"
        )


def test_the_person_concerned_and_near_relatives_keep_silent(village: SmallVillage) -> None:
    people = village.people
    matter = raised(village, concerned_id=people["villager"])
    own = raised(village, concerned_id=people["supervisor"])
    tie(village.acting(village.village_id), people["villager"], KinKind.SIBLING, people["supervisor"])
    assert refused(village, matter, Place.BEFORE_AGENDA) == ["opinion.kin_of_concerned"]
    assert refused(village, own, Place.BEFORE_AGENDA) == ["opinion.concerned"]
    speak(village, matter.id, Place.BEFORE_AGENDA, "supervisor_2")


def test_a_relative_through_a_third_person_keeps_silent(village: SmallVillage) -> None:
    people, ctx = village.people, village.acting(village.village_id)
    matter = raised(village, concerned_id=people["villager"])
    tie(ctx, people["rep_1"], KinKind.PARENT, people["supervisor"])
    tie(ctx, people["rep_1"], KinKind.PARENT, people["villager"])
    assert refused(village, matter, Place.BEFORE_AGENDA) == ["opinion.kin_of_concerned"]


def test_nobody_oversees_their_own_act_or_a_relatives(village: SmallVillage) -> None:
    own = raise_matter(village.ctx("supervisor"), Source.SUPERVISION, "public_welfare", "清账", "把账清一清。")
    assert refused(village, own, Place.BEFORE_AGENDA) == ["opinion.own_act"]
    speak(village, own.id, Place.BEFORE_AGENDA, "supervision_chair")
    tie(village.acting(village.village_id), village.people["supervisor"], KinKind.SPOUSE, village.people["chair"])
    assert refused(village, raised(village), Place.BEFORE_AGENDA) == ["opinion.kin_of_raiser"]


def test_who_carries_it_out_does_not_oversee_it(village: SmallVillage) -> None:
    matter, resolution = decided(village)
    assign_task(village.ctx("chair"), resolution.id, "挖渠", village.people["supervisor"], DUE)
    assert refused(village, matter, Place.DURING_EXECUTION) == ["opinion.own_task"]
    tie(village.acting(village.village_id), village.people["supervisor"], KinKind.CHILD, village.people["supervisor_2"])
    assert refused(village, matter, Place.DURING_EXECUTION, "supervisor_2") == ["opinion.kin_of_owner"]
    speak(village, matter.id, Place.DURING_EXECUTION, "supervision_chair")


def test_each_place_has_its_time(village: SmallVillage) -> None:
    matter = raised(village)
    assert refused(village, matter, Place.DURING_EXECUTION) == ["opinion.not_decided"]
    assert refused(village, matter, Place.BEFORE_RESULT) == ["opinion.not_decided"]
    resolution = decide(village.acting(village.village_id), matter.id, 1)
    assert refused(village, matter, Place.BEFORE_AGENDA) == ["opinion.already_decided"]
    assert refused(village, matter, Place.DURING_EXECUTION) == ["opinion.nothing_begun"]
    task = assign_task(village.ctx("chair"), resolution.id, "挖渠", village.people["member"], DUE)
    assert refused(village, matter, Place.BEFORE_RESULT) == ["opinion.tasks_open"]
    complete_task(village.ctx("member"), task.id, "挖完了。")
    speak(village, matter.id, Place.BEFORE_RESULT)


def test_what_waits_moves_through_the_three_places(village: SmallVillage, clock: Any) -> None:
    matter = raised(village)
    session = village.ctx("supervisor").session

    def waiting() -> list[Place]:
        session.rollback()
        return [row.place for row in queries.waiting_opinions(session) if row.matter.id == matter.id]

    assert waiting() == [Place.BEFORE_AGENDA]
    speak(village, matter.id, Place.BEFORE_AGENDA)
    assert waiting() == []
    clock.advance(minutes=1)
    revise_matter(village.ctx("chair"), matter.id, "东渠清淤", "清淤三公里。", "加一公里")
    assert waiting() == [Place.BEFORE_AGENDA]
    speak(village, matter.id, Place.BEFORE_AGENDA)
    resolution = decide(village.acting(village.village_id), matter.id, 1)
    assert waiting() == []
    task = assign_task(village.ctx("chair"), resolution.id, "挖渠", village.people["member"], DUE)
    assert waiting() == [Place.DURING_EXECUTION]
    complete_task(village.ctx("member"), task.id, "挖完了。")
    assert waiting() == [Place.DURING_EXECUTION, Place.BEFORE_RESULT]
    speak(village, matter.id, Place.DURING_EXECUTION)
    speak(village, matter.id, Place.BEFORE_RESULT)
    assert waiting() == []


def test_each_matter_waits_by_its_own_text_and_its_own_tasks(village: SmallVillage, clock: Any) -> None:
    session = village.ctx("supervisor").session
    first = raised(village)
    speak(village, first.id, Place.BEFORE_AGENDA)
    clock.advance(minutes=1)
    second = raised(village)
    third = raised(village)
    speak(village, third.id, Place.BEFORE_AGENDA)
    assert [row.matter.id for row in queries.waiting_opinions(session)] == [second.id]
    clock.advance(minutes=1)
    revise_matter(village.ctx("chair"), first.id, "东渠清淤", "清淤三公里。", "加一公里")
    session.rollback()
    assert {row.matter.id for row in queries.waiting_opinions(session)} == {first.id, second.id}


def test_overdue_answers_and_late_tasks_wait_too(village: SmallVillage) -> None:
    _, resolution = decided(village)
    assign_task(village.ctx("chair"), resolution.id, "挖渠", village.people["member"], date(2026, 3, 2))
    waits = queries.waits_for_supervision(village.ctx("supervisor").session, date(2026, 3, 3))
    assert ([row.place for row in waits.opinions], len(waits.late)) == ([Place.DURING_EXECUTION], 1)
    assert waits.count == 2
