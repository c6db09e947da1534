"""Small rules of the branch room: differences, amounts, sources, reasons kept."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.branch.matters.rules import (
    MatterState,
    Source,
    Standing,
    Step,
    because_of,
    blockers_in,
    blockers_raise,
    blockers_revise,
    sources_open_to,
)
from webapp.branch.versions.rules import Change, difference
from webapp.charter.rules import apply_local, matter_on, profile_on
from webapp.core.errors import Blocker

TODAY = date(2026, 3, 2)
LAW = profile_on(TODAY)
WORDS = st.text(alphabet="路灯修桥。\n ab1,", max_size=60)


@given(WORDS, WORDS)
def test_a_difference_tells_both_texts(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.change is not Change.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.change is not Change.REMOVED) == after
    assert any(piece.change is not Change.SAME for piece in pieces) == (before != after)


def test_chinese_is_compared_sign_by_sign_and_numbers_as_a_whole() -> None:
    pieces = difference("路宽 4 米,长 800 米。", "路宽 5 米,长 1800 米。")
    assert [piece.text for piece in pieces if piece.change is Change.REMOVED] == ["4", "800"]
    assert [piece.text for piece in pieces if piece.change is Change.ADDED] == ["5", "1800"]


@pytest.mark.parametrize(
    ("before", "after"),
    [("。" * 20_000, "。" * 19_999), ("的" * 20_000, "的路" * 10_000), ("a b " * 5000, "b a " * 5000)],
)
def test_hostile_texts_are_compared_in_good_time(before: str, after: str) -> None:
    started = time.perf_counter()
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.change is not Change.REMOVED) == after
    assert time.perf_counter() - started < 3


def test_offices_open_sources() -> None:
    assert sources_open_to({"branch_secretary", "representative"}, True, LAW) == (
        Source.PARTY_BRANCH, Source.VILLAGERS, Source.REPRESENTATIVES
    )  # fmt: skip
    assert sources_open_to(set(), False, LAW) == ()


def test_a_village_may_close_a_source() -> None:
    narrow = apply_local(LAW, {"proposal.initiators": ["PARTY_ORGANIZATION"]})
    assert sources_open_to({"committee_chair"}, True, narrow) == ()
    kind = matter_on("public_welfare", TODAY)
    blockers = blockers_raise(Source.COMMITTEE, "public_welfare", kind, {"committee_chair"}, True, narrow)
    assert [blocker.code for blocker in blockers] == ["matter.source_closed"]


def test_every_reason_is_told_at_once() -> None:
    blockers = blockers_raise(Source.COMMITTEE, "nonsense", None, (), False, LAW)
    assert [blocker.code for blocker in blockers] == ["matter.source.committee", "law.profile"]


@pytest.mark.parametrize(
    ("standing", "codes"),
    [
        (Standing(MatterState.ACTIVE, Step.PROPOSE), []),
        (Standing(MatterState.GATHERING, Step.PROPOSE), []),
        (Standing(MatterState.GATHERING, Step.PROPOSE, others_signed=1), ["matter.signed"]),
        (Standing(MatterState.ACTIVE, Step.RESOLVE), []),
        (Standing(MatterState.ACTIVE, Step.RESOLVE, TODAY), ["matter.announced"]),
        (Standing(MatterState.ACTIVE, Step.DISCLOSE_DECISION, TODAY), ["matter.decided"]),
        (Standing(MatterState.RETURNED, Step.CONSULT), []),
        (Standing(MatterState.DONE, Step.DISCLOSE_RESULT), ["matter.done"]),
        (Standing(MatterState.WITHDRAWN, Step.PROPOSE), ["matter.withdrawn"]),
    ],
)
def test_when_a_text_may_change(standing: Standing, codes: list[str]) -> None:
    assert [blocker.code for blocker in blockers_revise(standing)] == codes


def test_reasons_are_kept_and_read_again() -> None:
    blockers = [Blocker("rep.pass", "VCOL-2025:30", {"got": 19, "needed": 20, "base": 39})]
    assert blockers_in(because_of(blockers)) == blockers
    assert [dict(blocker.params) for blocker in blockers_in(because_of(blockers))] == [
        {"got": 19, "needed": 20, "base": 39}
    ]
    assert blockers_in("大家觉得太贵") == []
    assert blockers_in("[[1") == []
    assert blockers_in('[["a"]]') == []
