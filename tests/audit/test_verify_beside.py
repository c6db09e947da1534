"""What stands beside an entry: columns that repeat it, personal facts, long lists of changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from tests.audit.logs import DIGEST, POLL, SALT, body, honest, only_problem, stored
from webapp.audit.problems import ProblemKind
from webapp.audit.reconcile import Reconciler
from webapp.audit.verifier.canonical import canonical, commitment
from webapp.audit.verifier.entry import Change
from webapp.audit.verify import Preimage, walk

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
