"""What evidence costs: a bundle checked in a slow browser, a log of a million hashed anew, one proof out of it, and the
log's share of a ballot."""

from __future__ import annotations

import io
import os
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from sqlalchemy import insert

from tests.audit.bundled import LOG, policy
from tests.audit.logs import VILLAGE as BUNDLED_VILLAGE
from tests.audit.logs import body
from tests.bench.village import VILLAGE, acting, build_hall
from tests.harness.system_packages import chromium
from webapp.audit.bundles.packing import Contents, Label, write_bundle
from webapp.audit.bundles.page import verify_page
from webapp.audit.kept import CHUNK, add_leaves, tree_problems
from webapp.audit.models import LogEntry
from webapp.audit.queries import frontier_of, head_of, prove_inclusion
from webapp.audit.verifier.canonical import canonical
from webapp.audit.verifier.checkpoint import Checkpoint
from webapp.audit.verifier.merkle import EMPTY, Frontier, append, leaf_hash, root, verify_inclusion, where
from webapp.core.clock import utc_now
from webapp.core.compiled import read
from webapp.core.context import TABLET, Context, Recorded
from webapp.core.database import Database, VillageSession
from webapp.core.upkeep import upkeep
from webapp.council.polls.operations import cast_ballot
from webapp.council.polls.rules import Channel, Vote

ENTRIES = 10_000
MILLION = 1_000_000
SLOWER = 4
PROOFS = 300
BALLOTS = 400
BATCH = 20_000
ROUNDS = 2


def measure(database: Database) -> dict[str, Any]:
    """The section of the report about one database; it is empty and afterwards holds a log of a million."""
    return {"ballot": _ballot(database), **_million(database)}


def measure_page(folder: Path) -> dict[str, float]:
    """Seconds from choosing a bundle of 10,000 entries to the verdict, in Chromium as it is and slowed down."""
    data = _bundle()
    path = folder / "verify.html"
    path.write_bytes(verify_page())
    (folder / "bundle.zip").write_bytes(data)
    seconds = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium()), args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        for rate in (1, SLOWER):
            page = browser.new_page()
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
            page.goto(path.as_uri())
            began = time.perf_counter()
            page.set_input_files("#file", folder / "bundle.zip")
            page.wait_for_selector(".verdict", timeout=120_000)
            if not page.query_selector(".verdict.good"):
                raise RuntimeError(page.inner_text(".verdict"))
            seconds[f"at_{rate}"] = time.perf_counter() - began
            page.close()
        browser.close()
    return seconds | {"megabytes": len(data) / 1e6}


def _bundle() -> bytes:
    """A period of 10,000 entries like ballots, signed and cosigned."""
    bodies = [
        canonical(body(seq, at=_moment(seq), event="notice_hung", facts={"title": f"公示 {seq}"}))
        for seq in range(ENTRIES)
    ]
    frontier, stored = EMPTY, []
    for one in bodies:
        frontier, hashes = append(frontier, one)
        stored.append(hashes)

    def read(nodes: Sequence[tuple[int, int]]) -> list[bytes]:
        return [stored[seq][at : at + 32] for seq, at in (where(*node) for node in nodes)]

    note = LOG.note(Checkpoint(LOG.key.name, ENTRIES, root(frontier)).text).format().encode()
    label = Label("period", str(BUNDLED_VILLAGE), "测速村", "2026", "everyone", 0, ENTRIES - 1)
    stream = io.BytesIO()
    quorum = policy().replace(b"quorum supervisors", b"quorum none")
    write_bundle(Contents(label, list(enumerate(bodies)), {ENTRIES: note}, quorum), read, stream)
    return stream.getvalue()


def _moment(seq: int) -> str:
    return f"2026-03-12T{seq // 3600:02}:{seq // 60 % 60:02}:{seq % 60:02}.000000Z"


class _Timed:
    """The log with a watch."""

    def __init__(self, ctx: Context) -> None:
        self.log, self.seconds = ctx.log, 0.0

    def append(self, ctx: Context, recorded: Sequence[Recorded]) -> list[int]:
        began = time.perf_counter()
        found = self.log.append(ctx, recorded)
        self.seconds += time.perf_counter() - began
        return found

    def cut_checkpoint(self, ctx: Context) -> None:
        self.log.cut_checkpoint(ctx)


def _ballot(database: Database) -> dict[str, float]:
    """Microseconds of casting a ballot (the operation with its commit, without pages), and of the append within."""
    hall = build_hall(database, motions=10)
    ctx = acting(database)
    ctx.actor = TABLET
    timed = _Timed(ctx)
    ctx.log = timed
    seats, keys = list(hall.seats.values()), list(hall.polls.values())
    wholes, appends = [], []
    with ctx.session:
        for number in range(BALLOTS):
            poll, seat = keys[number % len(keys)], seats[number // len(keys) % len(seats)]
            timed.seconds, began = 0.0, time.perf_counter()
            cast_ballot(ctx, poll, Vote.FOR, Channel.BROWSER, seat)
            wholes.append(time.perf_counter() - began)
            appends.append(timed.seconds)
    return {"operation_us": 1e6 * statistics.median(wholes), "append_us": 1e6 * statistics.median(appends)}


def _million(database: Database) -> dict[str, Any]:
    """Hashing a log of a million anew against bare hashing of the same bytes, and one inclusion proof out of it."""
    ctx = acting(database)
    with ctx.session as session:
        first = head_of(session)
        start = frontier_of(first)
        session.rollback()
        with upkeep(session):
            for rows, frontier in _grown(start):  # noqa: B007 - the last frontier is the head's
                session.connection().execute(insert(LogEntry.__table__), rows)  # type: ignore[arg-type]
            head = head_of(session)
            head.size, head.frontier = frontier.size, frontier.to_bytes()
        session.expunge_all()
        problems, seconds = 0, []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            problems += sum(1 for _ in tree_problems(session, {}))
            seconds.append(time.perf_counter() - began)
        million = {
            "from_database_s": min(seconds),
            "read_and_hashed_s": min(_read_and_hashed(session) for _ in range(ROUNDS)),
            "problems": problems,
        }
        proofs = _proofs(ctx, frontier)
    return {"million": _hashing() | million, "proof": proofs}


def _read_and_hashed(session: VillageSession) -> float:
    """Seconds for the least that is possible: the same rows read, and two bare SHA-256 each."""
    start, began = 0, time.perf_counter()
    while rows := read(session.connection(), CHUNK, {"village": session.village_id, "start": start}):
        for _, said in rows:
            leaf = sha256(b"\0" + said).digest()
            sha256(b"\1" + leaf + leaf).digest()
        start = rows[-1][0] + 1
    return time.perf_counter() - began


def _grown(frontier: Frontier) -> Iterator[tuple[list[dict[str, Any]], Frontier]]:
    """Rows of the log up to a million, in batches, with the frontier after each."""
    at = utc_now()
    while frontier.size < MILLION:
        rows = []
        for _ in range(min(BATCH, MILLION - frontier.size)):
            seq, leaf = frontier.size, _leaf(frontier.size)
            frontier, hashes = append(frontier, leaf)
            row = {"village_id": VILLAGE, "seq": seq, "at": at, "event": "bench_noted", "actor": "operator"}
            rows.append(row | {"subject_id": None, "matter_id": None, "body": leaf, "hashes": hashes})
        yield rows, frontier


def _leaf(seq: int) -> bytes:
    """Bytes as long as a ballot's entry."""
    return b'{"seq":%d,"said":"%s"}' % (seq, b"x" * 420)


def _hashing() -> dict[str, float]:
    """A million entries in memory: two bare SHA-256 each, and the tree over them; the better of two rounds."""
    leaves = [_leaf(seq) for seq in range(1000)]
    return {
        "bare_hashing_s": min(_bare(leaves) for _ in range(ROUNDS)),
        "tree_s": min(_tree(leaves) for _ in range(ROUNDS)),
    }


def _bare(leaves: list[bytes]) -> float:
    began = time.perf_counter()
    for number in range(MILLION):
        leaf = sha256(b"\0" + leaves[number % 1000]).digest()
        sha256(b"\1" + leaf + leaf).digest()
    return time.perf_counter() - began


def _tree(leaves: list[bytes]) -> float:
    peaks: list[bytes] = []
    began = time.perf_counter()
    for number in range(0, MILLION, len(leaves)):
        add_leaves(peaks, number, leaves)
    return time.perf_counter() - began


def _proofs(ctx: Context, frontier: Frontier) -> dict[str, float]:
    chosen, times = random.Random(1), []
    whole = root(frontier)
    for seq in (chosen.randrange(1000, frontier.size) for _ in range(PROOFS)):
        began = time.perf_counter()
        proof = prove_inclusion(ctx.session, seq, frontier.size)
        times.append(1000 * (time.perf_counter() - began))
        verify_inclusion(leaf_hash(_leaf(seq)), seq, frontier.size, proof, whole)
        ctx.session.expunge_all()
    times.sort()
    return {"p50_ms": times[len(times) // 2], "p99_ms": times[int(len(times) * 0.99)]}
