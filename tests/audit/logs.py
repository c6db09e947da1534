"""Honest logs to forge, and what the walk says of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from webapp.audit.problems import Problem, ProblemKind
from webapp.audit.verifier import merkle
from webapp.audit.verifier.canonical import canonical
from webapp.audit.verifier.merkle import EMPTY, Frontier
from webapp.audit.verify import StoredEntry, walk

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
