"""The six-step rail says where a matter stands, and where it failed."""

from __future__ import annotations

import types
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask

from webapp.branch.matters.rules import MatterState, Step
from webapp.site.rail import Way, rail_of

ALL = frozenset(Step)


def matter(step: Step, state: MatterState = MatterState.ACTIVE) -> Any:
    return types.SimpleNamespace(step=step, state=state)


def sitting(step: Step, passed: bool, day: int) -> Any:
    record = types.SimpleNamespace(
        step=step,
        passed=passed,
        present=3,
        due=3,
        held_on=date(2026, 3, day),
        recorded_at=datetime(2026, 3, day, tzinfo=UTC),
    )
    return types.SimpleNamespace(record=record)


def poll(carried: bool, day: int) -> Any:
    return types.SimpleNamespace(
        carried=carried,
        closed_at=datetime(2026, 3, day, tzinfo=UTC),
        present=9,
        due=9,
        decision={},
        is_choice=False,
        hides_numbers=False,
        votes_for=4,
        votes_against=4,
        votes_abstain=1,
    )


def states(app: Flask, way: Way) -> list[str]:
    with app.test_request_context("/"):
        return [step.state for step in rail_of(way)]


@pytest.mark.parametrize(
    ("step", "state", "expected"),
    [
        (Step.PROPOSE, MatterState.ACTIVE, ["now", "todo", "todo", "todo", "todo", "todo"]),
        (Step.RESOLVE, MatterState.ACTIVE, ["done", "done", "done", "now", "todo", "todo"]),
        (Step.DISCLOSE_RESULT, MatterState.DONE, ["done"] * 6),
        (Step.CONSULT, MatterState.WITHDRAWN, ["done", "failed", "todo", "todo", "todo", "todo"]),
    ],
)
def test_before_is_done_after_is_to_do(app: Flask, step: Step, state: MatterState, expected: list[str]) -> None:
    assert states(app, Way(matter(step, state), ALL, [], None, [])) == expected


def test_a_failed_vote_shows_at_the_vote_and_where_it_went_back(app: Flask) -> None:
    way = Way(matter(Step.CONSULT, MatterState.RETURNED), ALL, [sitting(Step.CONSULT, True, 1)], poll(False, 9), [])
    assert states(app, way) == ["done", "now", "todo", "failed", "todo", "todo"]


def test_a_failed_sitting_shows_at_the_sitting(app: Flask) -> None:
    way = Way(matter(Step.CONSULT, MatterState.RETURNED), ALL, [sitting(Step.PARTY_REVIEW, False, 9)], None, [])
    assert states(app, way) == ["done", "now", "failed", "todo", "todo", "todo"]


def test_a_step_this_kind_of_matter_leaves_out_is_not_needed(app: Flask) -> None:
    way = Way(matter(Step.RESOLVE), ALL - {Step.PARTY_REVIEW}, [], None, [])
    assert states(app, way) == ["done", "done", "skipped", "now", "todo", "todo"]
