"""The walk through the whole log: an honest log has no problem, every forgery has one, at its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.audit import merkle
from webapp.audit.canonical import canonical, commitment
from webapp.audit.entry import MAX_ENTRY, Change
from webapp.audit.merkle import EMPTY, Frontier
from webapp.audit.problems import Problem, ProblemKind
from webapp.audit.reconcile import Reconciler
from webapp.audit.verify import Preimage, StoredEntry, walk

VILLAGE = 411381998201
SALT = bytes(range(32))
POLL = "0" * 31 + "1"
DIGEST = "ab" * 32


def body(seq: int, /, **parts: Any) -> dict[str, Any]:
    return {
        "v": 1,
        "village": str(VILLAGE),
        "seq": seq,
        "at": f"2026-03-12T11:{seq // 60 % 60:02}:{seq % 60:02}.000000Z",
        "event": "poll_closed",
        "ev": 1,
        "actor": "0123456789abcdef" * 2,
        "subject": ["poll", POLL],
        "facts": {"number": "2026-14", "in_favour": 31},
        "changes": [["poll", POLL, DIGEST]],
    } | parts


def stored(bodies: list[Any]) -> tuple[list[StoredEntry], Frontier]:
    """A log as the database would hold it, with a true tree over whatever the bodies are."""
    frontier = EMPTY
    entries = []
    for seq, value in enumerate(bodies):
        leaf = value if isinstance(value, bytes) else canonical(value)
        frontier, hashes = merkle.append(frontier, leaf)
        entries.append(StoredEntry(VILLAGE, seq, leaf, hashes))
    return entries, frontier


def honest(size: int) -> tuple[list[StoredEntry], Frontier]:
    return stored([body(seq) for seq in range(size)])


def kinds(problems: list[Problem]) -> set[ProblemKind]:
    return {problem.kind for problem in problems}


def only_problem(value: Any, **beside: Any) -> Problem:
    """The one problem of a log whose second of three entries is this one."""
    entries, head = stored([body(0), value, body(2)])
    entries[1] = replace(entries[1], **beside)
    (problem,) = walk(entries, head)
    assert problem.seq == 1
    return problem


def flip(value: bytes, bit: int) -> bytes:
    changed = bytearray(value)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


sizes = st.integers(1, 70)


@given(st.integers(0, 70))
def test_an_honest_log_has_no_problem(size: int) -> None:
    entries, head = honest(size)
    assert list(walk(entries, head)) == []


@given(sizes, st.data())
def test_an_altered_entry_is_named(size: int, data: st.DataObject) -> None:
    entries, head = honest(size)
    seq = data.draw(st.integers(0, size - 1))
    bit = data.draw(st.integers(0, len(entries[seq].body) * 8 - 1))
    entries[seq] = replace(entries[seq], body=flip(entries[seq].body, bit))
    problems = list(walk(entries, head))
    assert Problem(ProblemKind.ENTRY_ALTERED, seq, problems[0].detail) == problems[0]
    # An altered date may also make the next entry seem too early; nothing else is reported elsewhere.
    assert all(problem.seq == seq or problem.kind is ProblemKind.TIME_BACKWARDS for problem in problems)


@given(sizes, st.data())
def test_an_altered_hash_is_named(size: int, data: st.DataObject) -> None:
    entries, head = honest(size)
    seq = data.draw(st.integers(0, size - 1))
    bit = data.draw(st.integers(0, len(entries[seq].hashes) * 8 - 1))
    entries[seq] = replace(entries[seq], hashes=flip(entries[seq].hashes, bit))
    problems = list(walk(entries, head))
    expected = ProblemKind.ENTRY_ALTERED if bit < 256 else ProblemKind.TREE_DIFFERS
    assert (problems[0].kind, problems[0].seq) == (expected, seq)
    assert len(problems) == 2  # at its place, and where the hash above it was built upon the true one
    assert kinds(problems[1:]) <= {ProblemKind.TREE_DIFFERS, ProblemKind.HEAD_DIFFERS}


@given(sizes, st.data())
def test_an_altered_entry_with_its_own_hash_made_to_fit_shows_one_level_up(size: int, data: st.DataObject) -> None:
    entries, head = honest(size)
    seq = data.draw(st.integers(0, size - 1))
    forged = canonical(body(seq, facts={"in_favour": 99}))
    hashes = merkle.leaf_hash(forged) + entries[seq].hashes[32:]
    entries[seq] = replace(entries[seq], body=forged, hashes=hashes)
    (problem,) = walk(entries, head)
    assert problem.kind in {ProblemKind.TREE_DIFFERS, ProblemKind.HEAD_DIFFERS}


@given(sizes, st.data())
def test_missing_entries_are_named_and_the_rest_is_still_checked(size: int, data: st.DataObject) -> None:
    entries, head = honest(size + 1)
    first = data.draw(st.integers(0, size - 1))
    after = data.draw(st.integers(first + 1, size))
    altered = data.draw(st.integers(after, size))
    entries[altered] = replace(entries[altered], hashes=flip(entries[altered].hashes, 0))
    problems = list(walk(entries[:first] + entries[after:], head))
    assert (problems[0].kind, problems[0].seq) == (ProblemKind.SEQUENCE_BROKEN, first)
    assert ProblemKind.ENTRY_ALTERED in kinds(problems[1:])
    assert len(problems) <= 3


@given(sizes, st.data())
def test_missing_entries_alone_are_one_problem(size: int, data: st.DataObject) -> None:
    entries, head = honest(size + 1)
    first = data.draw(st.integers(0, size - 1))
    after = data.draw(st.integers(first + 1, size))
    (problem,) = walk(entries[:first] + entries[after:], head)
    assert (problem.kind, problem.seq) == (ProblemKind.SEQUENCE_BROKEN, first)
    expected = f"Entry {first} is missing." if after == first + 1 else f"Entries {first} to {after - 1} are missing."
    assert problem.detail == expected


def test_what_stood_before_a_hole_still_vouches_for_the_tree_above_it() -> None:
    entries, head = honest(9)
    top = entries[7].hashes[:-32] + flip(entries[7].hashes[-32:], 0)  # over entries 0 to 7
    entries[7] = replace(entries[7], hashes=top)
    del entries[4]
    problems = list(walk(entries, head))
    assert [(problem.kind, problem.seq) for problem in problems] == [
        (ProblemKind.SEQUENCE_BROKEN, 4),
        (ProblemKind.TREE_DIFFERS, 7),
        (ProblemKind.HEAD_DIFFERS, None),
    ]


@given(sizes, st.data())
def test_a_shortened_log_does_not_fit_its_head(size: int, data: st.DataObject) -> None:
    entries, head = honest(size)
    kept = data.draw(st.integers(0, size - 1))
    (problem,) = walk(entries[:kept], head)
    assert (problem.kind, problem.seq) == (ProblemKind.HEAD_DIFFERS, kept)
    (problem,) = walk(entries, honest(kept)[1])
    assert (problem.kind, problem.seq) == (ProblemKind.HEAD_DIFFERS, kept)


@given(sizes, st.data())
def test_an_altered_head_is_named(size: int, data: st.DataObject) -> None:
    entries, head = honest(size)
    bit = data.draw(st.integers(0, len(head.to_bytes()) * 8 - 1))
    (problem,) = walk(entries, Frontier.from_bytes(size, flip(head.to_bytes(), bit)))
    assert problem.kind is ProblemKind.HEAD_DIFFERS


@given(st.integers(2, 70), st.data())
def test_two_entries_exchanged_are_noticed(size: int, data: st.DataObject) -> None:
    entries, head = honest(size)
    one = data.draw(st.integers(0, size - 2))
    other = data.draw(st.integers(one + 1, size - 1))
    entries[one], entries[other] = entries[other], entries[one]
    assert ProblemKind.SEQUENCE_BROKEN in kinds(list(walk(entries, head)))
    renumbered = [replace(entry, seq=seq) for seq, entry in enumerate(entries)]
    assert ProblemKind.OTHER_NUMBER in kinds(list(walk(renumbered, head)))


@given(sizes, st.data())
def test_an_entry_that_stands_twice_is_noticed(size: int, data: st.DataObject) -> None:
    entries, head = honest(size)
    seq = data.draw(st.integers(0, size - 1))
    entries.insert(seq, entries[seq])
    (problem,) = walk(entries, head)
    assert (problem.kind, problem.seq) == (ProblemKind.SEQUENCE_BROKEN, seq)


def test_a_hole_as_large_as_the_log_may_ever_be_takes_no_time() -> None:
    entries, head = honest(3)
    far = replace(entries[2], seq=2**63 - 1)
    problems = list(walk([*entries[:2], far], head))
    assert kinds(problems) >= {ProblemKind.SEQUENCE_BROKEN, ProblemKind.HEAD_DIFFERS}
    assert kinds(list(walk([replace(entries[0], seq=-1)], EMPTY))) == {ProblemKind.SEQUENCE_BROKEN}


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


TRUE_COLUMNS = {
    "at": body(1)["at"],
    "event": "poll_closed",
    "actor": body(1)["actor"],
    "subject": POLL,
    "matter": None,
}


@pytest.mark.parametrize("name", TRUE_COLUMNS)
def test_a_column_that_says_something_else_is_named(name: str) -> None:
    columns = TRUE_COLUMNS | {name: "something else"}
    problem = only_problem(body(1), columns=columns)
    assert problem.kind is ProblemKind.COLUMN_DIFFERS
    assert name in problem.detail


def test_columns_that_agree_are_no_problem() -> None:
    entries, head = honest(2)
    entries[1] = replace(entries[1], columns=TRUE_COLUMNS)
    assert list(walk(entries, head)) == []


def sealed(name: str) -> dict[str, str]:
    return {"sha256": commitment(SALT, name).hex()}


def test_a_personal_fact_beside_its_entry_is_checked_and_may_be_erased() -> None:
    value = body(1, facts={"name": sealed("王秀英")})
    entries, head = stored([body(0), value])
    assert list(walk(entries, head)) == []
    entries[1] = replace(entries[1], preimages={"name": Preimage(SALT, canonical("王秀英"))})
    assert list(walk(entries, head)) == []


@pytest.mark.parametrize(
    "preimages",
    [
        {"name": Preimage(SALT, canonical("李秀英"))},
        {"name": Preimage(SALT[::-1], canonical("王秀英"))},
        {"name": Preimage(SALT + b'"', canonical("王秀英")[1:])},
        {"phone": Preimage(SALT, canonical("王秀英"))},
        {"changes": Preimage(b"", canonical([]))},
    ],
)
def test_a_personal_fact_that_the_entry_does_not_commit_to_is_named(preimages: dict[str, Preimage]) -> None:
    value = body(1, facts={"name": sealed("王秀英")})
    assert only_problem(value, preimages=preimages).kind is ProblemKind.PREIMAGE_ALTERED


def long_list(count: int) -> tuple[dict[str, Any], bytes]:
    kept = canonical([["ballot", f"{number:032x}", DIGEST] for number in range(count)])
    return {"count": count, "sha256": sha256(kept).hexdigest()}, kept


def test_a_long_list_of_changes_is_read_from_beside_its_entry() -> None:
    claim, kept = long_list(70)
    entries, head = stored([body(0, changes=claim)])
    entries[0] = replace(entries[0], preimages={"changes": Preimage(b"", kept)})
    reconciler = Reconciler()
    assert list(walk(entries, head, reconciler)) == []
    assert list(reconciler.compare(Change("ballot", f"{number:032x}", DIGEST) for number in range(70))) == []
    assert list(reconciler.missing()) == []


def test_a_long_list_of_changes_that_is_gone_is_named() -> None:
    assert only_problem(body(1, changes=long_list(70)[0])).kind is ProblemKind.CHANGES_MISSING


@pytest.mark.parametrize(
    "spoil",
    [
        lambda claim, kept: (claim, kept + b" "),
        lambda claim, kept: (claim, kept.replace(b"ab" * 32, b"cd" * 32)),
        lambda claim, kept: (claim | {"count": 71}, kept),
        lambda claim, kept: (claim | {"sha256": sha256(b"[").hexdigest()}, b"["),
        lambda claim, kept: (claim | {"sha256": sha256(b"{}").hexdigest()}, b"{}"),
        lambda claim, kept: (claim | {"sha256": sha256(b"[1]").hexdigest()}, b"[1]"),
    ],
)
def test_a_long_list_of_changes_that_is_not_the_right_one_is_named(
    spoil: Callable[[dict[str, Any], bytes], tuple[dict[str, Any], bytes]],
) -> None:
    claim, kept = spoil(*long_list(70))
    problem = only_problem(body(1, changes=claim), preimages={"changes": Preimage(b"", kept)})
    assert problem.kind is ProblemKind.PREIMAGE_ALTERED


def test_the_walk_feeds_the_reconciler() -> None:
    other = "0" * 31 + "2"
    entries, head = stored(
        [body(0), body(1, changes=[["poll", other, DIGEST]]), body(2, changes=[["poll", POLL, None]])]
    )
    reconciler = Reconciler()
    assert list(walk(entries, head, reconciler)) == []
    assert list(reconciler.compare([Change("poll", other, DIGEST)])) == []
    assert list(reconciler.missing()) == []
