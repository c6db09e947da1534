"""Rules of execution, edge by edge."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from webapp.branch.matters.rules import MatterState, Step
from webapp.branch.opinions.rules import Place
from webapp.charter.rules import apply_local, profile_on
from webapp.committee import rules
from webapp.committee.rules import ResultFacts, TaskState
from webapp.core.errors import InvalidInput

TODAY = date(2026, 4, 1)
LAW = profile_on(TODAY)
READY = ResultFacts(
    state=MatterState.ACTIVE,
    step=Step.DISCLOSE_DECISION,
    display_until=date(2026, 3, 31),
    unanswered=0,
    tasks=2,
    open_tasks=0,
    heard=frozenset(Place),
    budget_fen=12_800_000,
)


def codes(spent: int | None = 100, **changed: object) -> list[str]:
    """What stands in the way when these facts are otherwise."""
    facts = dataclasses.replace(READY, **changed)  # type: ignore[arg-type]
    return [blocker.code for blocker in rules.blockers_publish(facts, spent, TODAY, LAW)]


def test_everything_ready() -> None:
    assert codes() == []
    assert codes(spent=0) == []


def test_the_last_day_of_display_still_counts() -> None:
    assert codes(display_until=TODAY) == ["result.display_not_over"]
    assert codes(display_until=None) == ["result.not_displayed"]


def test_every_gate_at_once_with_its_article() -> None:
    facts = dataclasses.replace(READY, display_until=date(2026, 4, 9), unanswered=1, open_tasks=1, heard=frozenset())
    found = {blocker.code: blocker.article for blocker in rules.blockers_publish(facts, None, TODAY, LAW)}
    assert found == {
        "result.display_not_over": "VCOL-2025:35",
        "result.objections_open": "SHANDONG:16",
        "result.tasks_open": "HENAN:54",
        "result.opinion.before_agenda": "HENAN:57",
        "result.opinion.during_execution": "HENAN:57",
        "result.opinion.before_result": "HENAN:57",
        "result.spent_missing": "VCOL-2025:35",
    }


def test_a_matter_without_a_task_was_not_carried_out() -> None:
    assert codes(tasks=0, open_tasks=0) == ["result.no_tasks"]


def test_money_is_asked_for_only_where_money_was_decided() -> None:
    assert codes(spent=None) == ["result.spent_missing"]
    assert codes(spent=None, budget_fen=None) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"state": MatterState.DONE}, "matter.done"),
        ({"state": MatterState.WITHDRAWN}, "matter.withdrawn"),
        ({"state": MatterState.RETURNED}, "result.not_decided"),
        ({"step": Step.RESOLVE}, "result.not_decided"),
    ],
)
def test_what_is_not_being_carried_out_has_no_result(changed: dict[str, object], code: str) -> None:
    assert codes(tasks=0, **changed) == [code]


def test_a_village_that_asks_for_no_opinion_waits_for_none() -> None:
    local = apply_local(LAW, {"proposal.vsc.review": False})
    facts = dataclasses.replace(READY, heard=frozenset())
    assert rules.blockers_publish(facts, 1, TODAY, local) == []


@pytest.mark.parametrize(("due", "late"), [(date(2026, 3, 31), True), (TODAY, False), (date(2026, 4, 2), False)])
def test_a_task_is_late_the_day_after(due: date, late: bool) -> None:
    assert rules.is_late(TaskState.OPEN, due, TODAY) is late
    assert rules.is_late(TaskState.COMPLETED, due, TODAY) is False
    assert rules.days_late(due, TODAY) == int(late)


def test_the_day_of_a_task() -> None:
    def found(due: date, tasks: int = 0) -> list[str]:
        step = Step.DISCLOSE_DECISION
        return [b.code for b in rules.blockers_assign(MatterState.ACTIVE, step, due, TODAY, tasks, LAW)]

    assert found(TODAY) == []
    assert found(date(2026, 3, 31)) == ["task.due_past"]
    assert found(date(2031, 3, 31)) == []
    assert found(date(2031, 4, 1)) == ["task.due_far"]
    assert found(TODAY, tasks=100) == ["task.too_many"]


@pytest.mark.parametrize("progress", [-1, 101])
def test_progress_is_a_percentage(progress: int) -> None:
    with pytest.raises(InvalidInput):
        rules.require_progress(progress)


@pytest.mark.parametrize("spent", [-1, 10**12 + 1])
def test_money_is_no_slip_of_the_pen(spent: int) -> None:
    with pytest.raises(InvalidInput):
        rules.require_spent(spent)
