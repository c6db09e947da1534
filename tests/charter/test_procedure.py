"""Six steps, their rules, and where a matter goes that was not agreed to."""

from __future__ import annotations

from datetime import date

from tests.charter.votes import law
from webapp.charter.deadlines import days_of_notice, last_day
from webapp.charter.matters import MatterKind, matter_on, matters_on
from webapp.charter.procedure import Step, StepBody, checks_for_step, step_for, steps_for
from webapp.charter.rules import apply_local

NOW = date(2026, 3, 1)
MERGED = apply_local(law(), {"sylgk.merge12": True})


def kind(code: str) -> MatterKind:
    found = matter_on(code, NOW)
    assert found is not None
    return found


def test_an_important_matter_takes_all_six_steps() -> None:
    steps = steps_for(kind("public_welfare"), law())
    assert [step.step for step in steps] == list(Step)
    assert [step.next_step for step in steps] == [*list(Step)[1:], None]
    assert [step.publicity for step in steps[4:]] == ["publish.display.days"] * 2


def test_a_matter_that_is_not_important_skips_the_party_members() -> None:
    steps = steps_for(kind("resignation"), law())
    assert Step.PARTY_REVIEW not in [step.step for step in steps]
    assert steps[1].next_step is Step.RESOLVE


def test_one_person_in_both_offices_may_merge_the_first_two_steps() -> None:
    steps = steps_for(kind("public_welfare"), MERGED)
    assert steps[0].merged
    assert steps[0].body is StepBody.TWO_COMMITTEES
    assert steps[0].next_step is Step.PARTY_REVIEW
    assert {step.on_failure for step in steps} == {Step.PROPOSE, None}


def test_every_way_leads_on_and_back_within_itself() -> None:
    for day in (NOW, date(2025, 12, 31), date(2025, 4, 30)):
        for found in matters_on(day):
            steps = steps_for(found, law(day.isoformat()))
            there = {step.step for step in steps}
            assert {step.next_step for step in steps} <= {*there, None}
            assert {step.on_failure for step in steps} <= {*there, None}
            rules = {
                rule for step in steps for rule in (step.quorum, step.consent, step.notice, step.publicity) if rule
            }
            assert all(rule in law(day.isoformat()) for rule in rules)


def test_the_collective_resolves_its_own_matters() -> None:
    step = step_for(kind("homestead"), law(), Step.RESOLVE)
    assert step is not None
    assert step.body is StepBody.MEMBERS
    assert step.meetings == kind("homestead").bodies


def test_party_members_review_by_two_thirds_present_and_half_of_all() -> None:
    step = step_for(kind("public_welfare"), law(), Step.PARTY_REVIEW)
    assert step is not None
    assert all(check.met for check in checks_for_step(step, law(), due=30, present=20, agreed=16, notice_days=3))
    unmet = [
        check.id
        for check in checks_for_step(step, law(), due=30, present=19, agreed=15, notice_days=2)
        if not check.met
    ]
    assert unmet == ["party.meeting.notice.days", "party.meeting.quorum", "party.meeting.pass"]


def test_the_first_day_does_not_count() -> None:
    assert last_day(date(2026, 3, 2), 15) == date(2026, 3, 17)
    assert days_of_notice(date(2026, 3, 1), date(2026, 3, 4)) == 3


def test_a_last_day_off_moves_to_the_next_working_day() -> None:
    saturday = last_day(date(2026, 3, 2), 5)
    assert saturday.isoweekday() == 6
    assert last_day(date(2026, 3, 2), 5, law()) == date(2026, 3, 9)
    kept = apply_local(law(), {"time.lastDay.holidayRollover": False})
    assert last_day(date(2026, 3, 2), 5, kept) == saturday


def test_a_calendar_without_working_days_does_not_hang() -> None:
    assert last_day(date(2026, 3, 2), 1, law(), lambda day: True) > date(2026, 3, 2)
