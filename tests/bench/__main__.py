"""`make bench`, or `python -m tests.bench [--only screens] [--databases sqlite] [--json FILE]`."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench import ballots, evidence, finds, log_costs, pages, register, report, screens, soak
from tests.harness.databases import KINDS
from tests.harness.postgres import PostgresServer
from tests.harness.schema import build_schema
from webapp.core.database import Database

DURABLE = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "wal_level": "replica",
    "autovacuum": "on",
}
SECTIONS = ("ballots", "screens", "pages", "register", "evidence", "finds", "soak")
USUAL = SECTIONS[:-2]
SIZES = (1_000, 100_000)


def main() -> int:
    """Measure what was asked for, print the table, write the JSON; 1 when something asked of the system is missed."""
    asked = _arguments()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="yishi-bench-") as name:
        folder = Path(name)
        found: dict[str, Any] = {"machine": report.machine(folder)}
        if "ballots" in asked.only:
            for kind in asked.databases:
                _ballots(kind, folder, found, asked.flat)
        if "soak" in asked.only:
            for kind in asked.databases:
                _say(f"{asked.minutes:g} minutes of voting and reading on {kind}")
                with _database(kind, folder, "soak") as url, ballots.open_place(url, folder) as place:
                    found.setdefault("soak", {})[kind] = soak.measure(place, asked.minutes)
        if "screens" in asked.only:
            for kind in asked.databases:
                with _database(kind, folder, "screens") as url:
                    _say(f"screens on {kind}")
                    found.setdefault("screens", {})[kind] = screens.measure(url, folder)
        if "finds" in asked.only:
            for kind in asked.databases:
                with _database(kind, folder, "finds") as url:
                    _say(f"finding in {asked.entries:,} entries on {kind}")
                    found.setdefault("finds", {})[kind] = finds.measure(url, asked.entries)
        if "pages" in asked.only:
            _say("pages")
            found["pages"] = pages.measure(_sqlite(folder, "pages"), folder)
        if "register" in asked.only:
            _say("register")
            found["register"] = register.measure(_sqlite(folder, "register"), folder)
        if "evidence" in asked.only:
            _say("evidence")
            found["evidence"] = {"page": evidence.measure_page(folder), "logs": {}}
            for kind in asked.databases:
                _say(f"a log of a million on {kind}")
                with _database(kind, folder, "evidence") as url:
                    build_schema(url)
                    found["evidence"]["logs"][kind] = evidence.measure(Database(url))
    found["seconds"] = time.monotonic() - began
    print(report.table(found))
    asked.json.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(f"\n{found['seconds']:.0f} s; all of it in {asked.json}")
    return 0 if report.all_met(found) else 1


def _ballots(kind: str, folder: Path, found: dict[str, Any], flat: bool) -> None:
    """Ballots on one database, with a short log and a long one; the long one is then looked at by itself."""
    with _database(kind, folder, "ballots") as url, ballots.open_place(url, folder) as place:
        _say(f"ballots on {kind}")
        measured = ballots.measure(place)
        if flat:
            _say(f"ballots on {kind} with a long log")
            measured["flat"] = ballots.flatness(place, SIZES)
            measured["count"] = ballots.count(place)
            if "log" not in found:
                _say("the log")
                found["log"] = log_costs.measure(place.database)
        found.setdefault("ballots", {})[kind] = measured


@contextlib.contextmanager
def _database(kind: str, folder: Path, name: str) -> Iterator[str]:
    if kind == "sqlite":
        yield _sqlite(folder, name)
        return
    server = PostgresServer(DURABLE)
    try:
        with server.database() as url:
            yield url
    finally:
        server.stop()


def _sqlite(folder: Path, name: str) -> str:
    return f"sqlite:///{folder}/{name}.sqlite3"


def _say(what: str) -> None:
    print(f"measuring: {what} …", file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--only", nargs="+", choices=SECTIONS, default=USUAL, help="these; finds and soak only if named"
    )
    parser.add_argument("--databases", nargs="+", choices=KINDS, default=KINDS, help="on these")
    parser.add_argument("--no-flat", dest="flat", action="store_false", help="without the long log (saves a minute)")
    parser.add_argument("--minutes", type=float, default=20, help="how long the soak lasts on each database")
    parser.add_argument("--entries", type=int, default=finds.ENTRIES, help="how long the log is for finds")
    parser.add_argument("--json", type=Path, default=Path("bench.json"), help="where to write all figures")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
