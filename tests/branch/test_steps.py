"""The sittings of steps 1 to 3: who is due, what is refused, how they end."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests.branch.matters import branch_matter, bring_to_resolve, hold, reload, villagers_matter
from tests.harness.clock import StoppedClock
from tests.harness.village import SmallVillage
from webapp.branch.matters import operations
from webapp.branch.matters.rules import MatterState, Step, blockers_in
from webapp.branch.steps.models import StepAttendance, StepRecord
from webapp.branch.steps.operations import record_step
from webapp.branch.steps.queries import due_at, records_of
from webapp.charter.operations import adopt_local_rule
from webapp.charter.procedure import StepBody
from webapp.core.errors import InvalidInput, NotPermitted, RuleBroken

pytestmark = pytest.mark.both_databases
TODAY = date(2026, 3, 2)


def refused(act: Callable[[], Any]) -> list[tuple[str, str]]:
    with pytest.raises(RuleBroken) as caught:
        act()
    return [(blocker.code, blocker.article) for blocker in caught.value.blockers]


def party_members(village: SmallVillage) -> list[uuid.UUID]:
    return [person.id for person in due_at(village.ctx("clerk").session, Step.PARTY_REVIEW, TODAY)]


def at_party_review(village: SmallVillage) -> uuid.UUID:
    matter = branch_matter(village)
    hold(village, matter.id, Step.PROPOSE)
    hold(village, matter.id, Step.CONSULT)
    return matter.id


def test_who_is_due_follows_from_the_offices_of_the_day(village: SmallVillage) -> None:
    session = village.ctx("clerk").session
    assert {person.id for person in due_at(session, Step.PROPOSE, TODAY)} == {
        village.people[role] for role in ("secretary", "branch_member", "branch_member_2")
    }
    assert len(due_at(session, Step.CONSULT, TODAY)) == 6
    assert len(due_at(session, Step.PARTY_REVIEW, TODAY)) == 36
    assert due_at(session, Step.PROPOSE, date(2025, 12, 1)) == []


def test_three_sittings_bring_a_matter_to_the_meeting(village: SmallVillage) -> None:
    matter = branch_matter(village)
    bring_to_resolve(village, matter.id)
    assert (reload(village, matter.id).step, reload(village, matter.id).state) == (Step.RESOLVE, MatterState.ACTIVE)
    rows = records_of(village.ctx("clerk").session, matter.id)
    assert [(row.record.step, row.record.due, row.record.passed) for row in rows] == [
        (Step.PROPOSE, 3, True), (Step.CONSULT, 6, True), (Step.PARTY_REVIEW, 36, True)
    ]  # fmt: skip
    assert len(rows[2].present) == 36
    assert rows[2].absent == []
    assert rows[0].chair is not None


def test_steps_keep_their_order(village: SmallVillage) -> None:
    matter = branch_matter(village)
    assert refused(lambda: hold(village, matter.id, Step.CONSULT)) == [("step.stands_at.propose", "PRACTICE")]
    hold(village, matter.id, Step.PROPOSE)
    assert refused(lambda: hold(village, matter.id, Step.PROPOSE)) == [("step.stands_at.consult", "PRACTICE")]
    bring_rest = at_party_review(village)
    hold(village, bring_rest, Step.PARTY_REVIEW)
    assert refused(lambda: hold(village, bring_rest, Step.RESOLVE, body=Step.PROPOSE)) == [
        ("step.stands_at.resolve", "PRACTICE")
    ]


def test_a_matter_that_gathers_names_has_no_sitting(village: SmallVillage) -> None:
    matter = villagers_matter(village)
    assert refused(lambda: hold(village, matter.id, Step.PROPOSE)) == [("matter.gathering", "HENAN:54")]


def test_a_withdrawn_matter_has_no_sitting(village: SmallVillage) -> None:
    matter = branch_matter(village)
    operations.withdraw_matter(village.ctx("secretary"), matter.id, "重复")
    assert refused(lambda: hold(village, matter.id, Step.PROPOSE)) == [("matter.withdrawn", "")]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"held_on": date(2026, 3, 3)}, "step.future"),
        ({"votes_for": 4}, "step.votes"),
        ({"votes_for": -1}, "step.votes_negative"),
        ({"chair_id": None}, "step.chair"),
        ({"minutes": "  "}, "step.minutes"),
        ({"minutes": "字" * 20_001}, "step.minutes"),
        ({"place": "x" * 121}, "step.place"),
        ({"notified_on": date(2026, 3, 5)}, "step.notice_after"),
    ],
)
def test_impossible_sittings_are_refused_and_change_nothing(village: SmallVillage, changed: dict, code: str) -> None:
    matter = branch_matter(village)
    assert code in [found for found, _article in refused(lambda: hold(village, matter.id, Step.PROPOSE, **changed))]
    assert records_of(village.ctx("clerk").session, matter.id) == []
    assert reload(village, matter.id).step is Step.PROPOSE


def test_a_day_without_anyone_in_office_is_refused(village: SmallVillage) -> None:
    matter = branch_matter(village)
    found = refused(lambda: hold(village, matter.id, Step.PROPOSE, held_on=date(2026, 1, 5)))
    assert ("step.nobody_due", "") in found


def test_somebody_not_due_cannot_have_come(village: SmallVillage) -> None:
    matter = branch_matter(village)
    with pytest.raises(InvalidInput, match=r"step\.not_due"):
        hold(village, matter.id, Step.PROPOSE, present_ids=[village.people["villager"]], chair_id=None)


def test_a_sitting_cannot_be_before_the_step_before(village: SmallVillage) -> None:
    matter = branch_matter(village)
    hold(village, matter.id, Step.PROPOSE)
    found = refused(lambda: hold(village, matter.id, Step.CONSULT, held_on=date(2026, 3, 1)))
    assert found == [("step.before_previous", "PRACTICE")]


def test_half_of_six_is_no_quorum_of_the_two_committees(village: SmallVillage) -> None:
    matter = branch_matter(village)
    hold(village, matter.id, Step.PROPOSE)
    due = [person.id for person in due_at(village.ctx("clerk").session, Step.CONSULT, TODAY)]
    found = refused(lambda: hold(village, matter.id, Step.CONSULT, present_ids=due[:3]))
    assert found == [("sylgk.meeting.quorum", "SYLGK")]
    assert hold(village, matter.id, Step.CONSULT, present_ids=due[:4], votes_for=3).passed


def test_a_tie_fails_and_the_matter_goes_back_with_its_numbers(village: SmallVillage) -> None:
    matter = branch_matter(village)
    hold(village, matter.id, Step.PROPOSE)
    record = hold(village, matter.id, Step.CONSULT, votes_for=3, votes_against=3)
    after = reload(village, matter.id)
    assert (record.passed, after.state, after.step) == (False, MatterState.RETURNED, Step.PROPOSE)
    (reason,) = blockers_in(after.returned_because)
    assert (reason.code, reason.params["got"], reason.params["needed"], reason.params["base"]) == (
        "sylgk.meeting.pass", 3, 4, 6
    )  # fmt: skip


def test_two_thirds_of_the_party_members_must_come(village: SmallVillage) -> None:
    matter_id, members = at_party_review(village), party_members(village)
    found = refused(lambda: hold(village, matter_id, Step.PARTY_REVIEW, present_ids=members[:23]))
    assert found == [("party.meeting.quorum", "PRACTICE")]
    assert hold(village, matter_id, Step.PARTY_REVIEW, present_ids=members[:24]).passed


def test_party_members_count_against_all_who_are_due(village: SmallVillage) -> None:
    matter_id, members = at_party_review(village), party_members(village)
    record = hold(village, matter_id, Step.PARTY_REVIEW, present_ids=members[:30], votes_for=18, votes_against=0)
    after = reload(village, matter_id)
    assert not record.passed
    assert (after.state, after.step) == (MatterState.RETURNED, Step.CONSULT)
    (reason,) = blockers_in(after.returned_because)
    assert (reason.article, reason.params["needed"]) == ("PARTY-BRANCH:11", 19)


@pytest.mark.parametrize(("notified_on", "code"), [(None, "step.notice_unknown"),
                                                   (date(2026, 2, 28), "party.meeting.notice.days")])  # fmt: skip
def test_party_members_are_told_three_days_before(village: SmallVillage, notified_on: date | None, code: str) -> None:
    matter_id = at_party_review(village)
    found = refused(lambda: hold(village, matter_id, Step.PARTY_REVIEW, notified_on=notified_on))
    assert [blocker for blocker, _article in found] == [code]
    assert hold(village, matter_id, Step.PARTY_REVIEW, notified_on=date(2026, 2, 27)).passed


def test_a_returned_matter_is_changed_before_it_is_taken_up_again(village: SmallVillage) -> None:
    matter = branch_matter(village)
    hold(village, matter.id, Step.PROPOSE, votes_for=1, votes_against=2)
    assert refused(lambda: hold(village, matter.id, Step.PROPOSE)) == [("step.returned", "PRACTICE")]
    operations.revise_matter(village.ctx("secretary"), matter.id, "新", "新", "按意见改")
    record = hold(village, matter.id, Step.PROPOSE)
    assert (record.attempt, record.version, record.passed) == (2, 2, True)


def test_a_village_may_merge_the_first_two_steps(village: SmallVillage) -> None:
    adopt_local_rule(village.acting(village.village_id), "sylgk.merge12", True, "书记、主任一肩挑", TODAY)
    matter = branch_matter(village)
    record = hold(village, matter.id, Step.PROPOSE, body=StepBody.TWO_COMMITTEES)
    assert (record.due, reload(village, matter.id).step) == (6, Step.PARTY_REVIEW)


def test_a_matter_on_its_way_keeps_a_step_that_was_merged_since(village: SmallVillage, clock: StoppedClock) -> None:
    matter = branch_matter(village)
    hold(village, matter.id, Step.PROPOSE)
    adopt_local_rule(village.acting(village.village_id), "sylgk.merge12", True, "书记、主任一肩挑", TODAY)
    assert hold(village, matter.id, Step.CONSULT).passed
    assert reload(village, matter.id).step is Step.PARTY_REVIEW


def test_a_kind_that_needs_no_party_study_skips_it(village: SmallVillage) -> None:
    matter = branch_matter(village, kind="annual_report")
    hold(village, matter.id, Step.PROPOSE)
    hold(village, matter.id, Step.CONSULT)
    assert reload(village, matter.id).step is Step.RESOLVE


@pytest.mark.parametrize("role", ["villager", "chair", "branch_member", "supervisor"])
def test_only_secretary_and_clerk_record(village: SmallVillage, role: str) -> None:
    matter = branch_matter(village)
    with pytest.raises(NotPermitted):
        record_step(village.ctx(role), matter.id, Step.PROPOSE, TODAY, None, "", None, [], 0, 0, 0, "x")


def test_who_was_due_stays_on_record(village: SmallVillage) -> None:
    matter = branch_matter(village)
    record = hold(village, matter.id, Step.PROPOSE)
    session = village.ctx("clerk").session
    people = session.scalars(select(StepAttendance).where(StepAttendance.record_id == record.id)).all()
    assert len(people) == 3
    assert all(person.was_present and person.name for person in people)
    assert session.scalars(select(StepRecord.recorded_by_id)).all() == [village.people["secretary"]]
