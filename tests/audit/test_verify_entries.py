"""The walk looks into every entry: its bytes, its form, its village, number and time."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.audit.logs import DIGEST, POLL, VILLAGE, body, only_problem, stored
from webapp.audit.problems import ProblemKind
from webapp.audit.verifier.canonical import canonical
from webapp.audit.verifier.entry import MAX_ENTRY
from webapp.audit.verify import walk


@pytest.mark.parametrize("hashes", [b"", b"\0" * 31, b"\0" * 96])
def test_hashes_of_the_wrong_length_are_named_and_the_rest_is_still_checked(hashes: bytes) -> None:
    problem = only_problem(body(1), hashes=hashes)
    assert problem.kind is ProblemKind.TREE_DIFFERS


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        json.dumps(body(1)).encode(),
        b'{"v":1.0}',
        canonical(body(1)) + b" ",
        canonical(body(1)).replace(b'"in_favour":31', b'"in_favour":31,"in_favour":31'),
    ],
)
def test_bytes_that_are_not_canonical_are_named(data: bytes) -> None:
    assert only_problem(data).kind is ProblemKind.NOT_CANONICAL


@pytest.mark.parametrize(
    "value",
    [
        [],
        None,
        {},
        {"v": 1},
        body(1, v=2),
        body(1, v=True),
        body(1, v="1"),
        body(1, extra=1),
        body(1, village=VILLAGE),
        body(1, village="41138199820"),
        body(1, village="４11381998201"),
        body(1, seq="1"),
        body(1, seq=True),
        body(1, seq=-1),
        body(1, at="2026-03-12T11:30:00Z"),
        body(1, at="2026-02-30T11:30:00.000000Z"),
        body(1, at="2026-03-12T24:30:00.000000Z"),
        body(1, at=20260312),
        body(1, event=""),
        body(1, event="Poll closed"),
        body(1, ev=0),
        body(1, ev=None),
        body(1, actor=None),
        body(1, actor="王秀英"),
        body(1, subject=None),
        body(1, subject=["poll"]),
        body(1, subject=["poll", POLL.upper() + "G"]),
        body(1, matter=None),
        body(1, matter="14"),
        body(1, facts=[]),
        body(1, changes=None),
        body(1, changes=[["poll", POLL]]),
        body(1, changes=[["poll", POLL, DIGEST[:-1]]]),
        body(1, changes=[["poll", POLL, 5]]),
        body(1, changes=[[None, POLL, DIGEST]]),
        body(1, changes=[["poll", POLL, DIGEST]] * 65),
        body(1, changes={"count": 64, "sha256": DIGEST}),
        body(1, changes={"count": 65, "sha256": DIGEST, "more": 1}),
        body(1, changes={"count": 65, "sha256": DIGEST[1:]}),
        body(1, facts={"text": "x" * 65_536}),
    ],
)
def test_bytes_that_are_not_an_entry_are_named(value: Any) -> None:
    assert only_problem(value).kind is ProblemKind.NOT_AN_ENTRY


@pytest.mark.parametrize("value", [body(1, matter=POLL), body(1, changes=[]), body(1, actor="operator")])
def test_what_may_vary_in_an_entry_is_no_problem(value: dict[str, Any]) -> None:
    value.pop("subject")
    entries, head = stored([body(0), value])
    assert list(walk(entries, head)) == []


def test_an_entry_may_be_as_large_as_is_said_and_no_larger() -> None:
    room = MAX_ENTRY - len(canonical(body(1, facts={"text": ""})))
    entries, head = stored([body(0), body(1, facts={"text": "x" * room})])
    assert len(entries[1].body) == MAX_ENTRY == 65_535
    assert list(walk(entries, head)) == []
    assert only_problem(body(1, facts={"text": "x" * (room + 1)})).kind is ProblemKind.NOT_AN_ENTRY


def test_sixty_four_changes_are_listed() -> None:
    entries, head = stored([body(0, changes=[["poll", POLL, DIGEST]] * 64)])
    assert list(walk(entries, head)) == []


def test_an_entry_of_another_village_is_named() -> None:
    assert only_problem(body(1, village="411381998202")).kind is ProblemKind.OTHER_VILLAGE
    assert only_problem(body(1), village_id=411381998202).kind is ProblemKind.OTHER_VILLAGE


def test_an_entry_with_another_number_is_named() -> None:
    assert only_problem(body(5, at=body(1)["at"])).kind is ProblemKind.OTHER_NUMBER


def test_time_may_stand_still_but_not_run_backwards() -> None:
    assert only_problem(body(1, at="2026-03-12T10:59:59.999999Z")).kind is ProblemKind.TIME_BACKWARDS
    entries, head = stored([body(0), body(1, at=body(0)["at"])])
    assert list(walk(entries, head)) == []
