"""What the log costs: its share of a ballot, walking it from the first entry, and a proof out of 100,000."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from tests.bench.village import acting, note
from webapp.audit.check import problems_of_village
from webapp.audit.models import LogEntry
from webapp.audit.queries import entries_before, head_of, prove_inclusion, root_of
from webapp.audit.verifier.merkle import Frontier, append, verify_inclusion
from webapp.core.context import Context, Recorded
from webapp.core.database import Database

APPENDS = 200
PROOFS = 200
HASHED = 100_000


class _Timed:
    """The log with a watch: seconds spent in `append`."""

    def __init__(self, ctx: Context) -> None:
        self.log = ctx.log
        self.seconds = 0.0

    def append(self, ctx: Context, recorded: Sequence[Recorded]) -> list[int]:
        began = time.perf_counter()
        found = self.log.append(ctx, recorded)
        self.seconds += time.perf_counter() - began
        return found

    def cut_checkpoint(self, ctx: Context) -> None:
        self.log.cut_checkpoint(ctx)


def measure(database: Database) -> dict[str, Any]:
    """The section of the report about the log of one village, as long as it has become."""
    ctx = acting(database)
    with ctx.session:
        operations, appends = _appending(ctx)
        size = head_of(ctx.session).size
        bodies = [bytes(row.body) for row in entries_before(ctx.session, size, 2000)]
        ctx.session.expunge_all()
        proof = _proofs(ctx, size)
        began = time.perf_counter()
        problems = sum(1 for _ in problems_of_village(ctx.session))
        walked = size / (time.perf_counter() - began)
    hashed = _bare_hashing(bodies)
    return {
        "entries": size,
        "problems": problems,
        "append_us": appends,
        "operation_with_nothing_but_an_entry_us": operations,
        "verify_entries_per_second": walked,
        "bare_hashing_entries_per_second": hashed,
        "verify_ratio": walked / hashed,
        "tree_appends_per_second": _tree(bodies),
        "inclusion_proof_ms": proof,
    }


def _appending(ctx: Context) -> tuple[float, float]:
    """Microseconds of an operation that only says something, and of the append within it (without the commit)."""
    timed = _Timed(ctx)
    ctx.log = timed
    note(ctx, 1)
    timed.seconds, began = 0.0, time.perf_counter()
    for _ in range(APPENDS):
        note(ctx, 1)
    whole = time.perf_counter() - began
    ctx.log = timed.log
    return 1e6 * whole / APPENDS, 1e6 * timed.seconds / APPENDS


def _proofs(ctx: Context, size: int) -> dict[str, float]:
    """Milliseconds to prove that an entry stands in the log, from the database; each proof is then checked."""
    whole, chosen = root_of(ctx.session, size), random.Random(1)
    times = []
    for seq in (chosen.randrange(size) for _ in range(PROOFS)):
        began = time.perf_counter()
        proof = prove_inclusion(ctx.session, seq, size)
        times.append(time.perf_counter() - began)
        leaf = ctx.session.get_one(LogEntry, (ctx.village_id, seq)).hashes[:32]
        verify_inclusion(bytes(leaf), seq, size, proof, whole)
    times.sort()
    return {"p50_ms": 1000 * times[len(times) // 2], "p99_ms": 1000 * times[int(len(times) * 0.99)]}


def _bare_hashing(bodies: list[bytes]) -> float:
    """Two SHA-256 an entry (the entry, and on average one node above it) and nothing else, entries a second."""
    began = time.perf_counter()
    for number in range(HASHED):
        leaf = sha256(b"\0" + bodies[number % len(bodies)]).digest()
        sha256(b"\1" + leaf + leaf).digest()
    return HASHED / (time.perf_counter() - began)


def _tree(bodies: list[bytes]) -> float:
    """The tree alone, in memory: entries appended a second."""
    frontier = Frontier()
    began = time.perf_counter()
    for body in bodies:
        frontier, _ = append(frontier, body)
    return len(bodies) / (time.perf_counter() - began)
