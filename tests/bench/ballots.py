"""Ballots through the whole stack against a bare view that inserts one row: same server, same database, same minute."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from tests.bench import bare
from tests.bench.load import Load, drive
from tests.bench.village import VILLAGE, Hall, acting, build_hall, fill_log
from tests.bench.voters import Ballot, Voter, bare_ballots, same
from tests.harness.schema import build_schema
from tests.harness.server import ROOT, clean_environment, start_server
from webapp.audit.models import LogEntry
from webapp.core.database import Database
from webapp.council.polls.models import Ballot as BallotRow

BARE = ("tests.bench.bare",)
WORKERS = {"YISHI_WORKERS": "2"}
TAKEN = 302
ROUND_SECONDS = 2.5
ROUNDS = 3


@dataclass
class Place:
    """A database with the hall in it, the application's server and the bare one beside it, and the voters signed in."""

    url: str
    folder: Path
    database: Database
    hall: Hall
    port: int
    bare_port: int
    voters: list[Voter]
    server_pid: int

    def __post_init__(self) -> None:
        self.scripts = [voter.ballots() for voter in self.voters]
        self.answered: list[tuple[Any, int]] = []

    def cast(self, seconds: float) -> Load:
        """Everybody votes for so long; what each said last is remembered."""
        load = drive(self.port, self.scripts, seconds)
        self.answered += load.answered
        return load

    def cast_twice_at_once(self) -> Load:
        """Everybody votes on one motion from two browsers in the same moment."""
        poll = max(self.hall.polls)
        one_each = [iter([voter.ballot(poll, "for")]) for voter in self.voters for _ in range(2)]
        load = drive(self.port, one_each, 1.0)
        self.answered += load.answered
        return load

    def insert(self, seconds: float) -> Load:
        """The bare view, just as many people, just as long."""
        return drive(self.bare_port, [bare_ballots(number) for number, _ in enumerate(self.voters)], seconds)

    def ask_for_nothing(self, seconds: float) -> Load:
        """The same server answering without thinking: what the measuring itself can do."""
        return drive(self.bare_port, [same("GET", "/healthz") for _ in self.voters], seconds)


@contextlib.contextmanager
def open_place(url: str, folder: Path) -> Any:
    """Everything that a measurement on one database needs, gone afterwards."""
    build_schema(url)
    database = Database(url)
    bare.make_table(database)
    hall = build_hall(database)
    with contextlib.ExitStack() as stack:
        stack.callback(database.engine.dispose)
        server = start_server(url, folder, **WORKERS)
        stack.callback(server.stop)
        beside = start_server(url, folder, BARE, **WORKERS)
        stack.callback(beside.stop)
        voters = [Voter(server.port, hall, name) for name in hall.seats]
        yield Place(url, folder, database, hall, server.port, beside.port, voters, server.pid)


def measure(place: Place) -> dict[str, Any]:
    """The section of the report about one database: alternating rounds, then the count."""
    place.insert(0.5)
    place.cast(0.5)
    ballots, inserts, nothing = Load(), Load(), place.ask_for_nothing(1.0)
    ratios = []
    for _ in range(ROUNDS):
        inserted, cast = place.insert(ROUND_SECONDS), place.cast(ROUND_SECONDS)
        ratios.append(cast.rate / inserted.rate)
        inserts += inserted
        ballots += cast
    twice = place.cast_twice_at_once()
    return {
        "ratio": ballots.rate / inserts.rate,
        "ratio_of_rounds": sorted(ratios),
        "ballots": summary(ballots),
        "bare_inserts": summary(inserts),
        "client": {
            "static_answers_per_second": nothing.rate,
            "static_microseconds_per_request": 1e6 * nothing.client_seconds / max(1, len(nothing.times)),
            "share_of_one_core_during_ballots": ballots.client_seconds / ballots.seconds,
            "share_of_one_core_during_inserts": inserts.client_seconds / inserts.seconds,
        },
        "twice_at_once": dict(twice.statuses),
        "count": count(place),
    }


def flatness(place: Place, sizes: tuple[int, ...]) -> dict[str, Any]:
    """The rate of ballots with ever longer logs, against the bare view's in the same minute."""
    found: dict[str, Any] = {}
    for size in sizes:
        seconds_an_entry = fill_log(place.database, size)
        inserts, ballots = Load(), Load()
        for _ in range(2):
            inserts += place.insert(ROUND_SECONDS / 2)
            ballots += place.cast(ROUND_SECONDS)
        found[str(size)] = summary(ballots) | {
            "ratio": ballots.rate / inserts.rate,
            "filled_entries_per_second": 1 / seconds_an_entry if seconds_an_entry else None,
        }
    return found


def count(place: Place) -> dict[str, Any]:
    """Whether every ballot that was taken is there once, as it was last said, in the table and in the log."""
    taken = [asked for asked, status in place.answered if status == TAKEN]
    last: dict[tuple[Any, Any], set[str]] = {}
    for ballot in taken:
        assert isinstance(ballot, Ballot)
        last[ballot.poll, ballot.seat] = {ballot.vote}
    ctx = acting(place.database)
    with ctx.session as session:
        rows = session.execute(select(BallotRow.poll_id, BallotRow.seat_id, BallotRow.vote)).all()
        entries = select(func.count()).select_from(LogEntry).where(LogEntry.event == "ballot_cast")
        logged = session.execute(entries).scalar_one()
    stored = {(row.poll_id, row.seat_id): row.vote.value for row in rows}
    return {
        "taken": len(taken),
        "refused": len(place.answered) - len(taken),
        "expected_rows": len(last),
        "rows": len(rows),
        "entries": logged,
        "lost": sum(1 for key in last if key not in stored),
        "doubled": len(rows) - len(stored),
        "otherwise": sum(1 for key, votes in last.items() if key in stored and stored[key] not in votes),
        "audit_verify": verify(place),
    }


def verify(place: Place) -> bool:
    """What `flask audit verify` says about the village."""
    return verify_village(place.url, place.folder)


def verify_village(url: str, folder: Path) -> bool:
    """The same for any database with the measured village in it."""
    command = [
        sys.executable,
        "-m",
        "flask",
        "--app",
        "webapp",
        "audit",
        "verify",
        "--village",
        f"{VILLAGE:012d}",
        "--json",
    ]
    done = subprocess.run(
        command, cwd=ROOT, env=clean_environment(url, folder), capture_output=True, text=True, check=False
    )
    return bool(json.loads(done.stdout)["ok"]) if done.stdout else False


def summary(load: Load) -> dict[str, Any]:
    """A load in numbers: a second, and milliseconds."""
    return {
        "per_second": load.rate,
        "answers": len(load.times),
        "p50_ms": load.percentile(0.50),
        "p95_ms": load.percentile(0.95),
        "p99_ms": load.percentile(0.99),
        "worst_ms": load.percentile(1.0),
        "statuses": {str(status): number for status, number in sorted(load.statuses.items())},
    }
