"""Public pages with 1,000 notices and 200 matters: time on the real server, statements, and what "unchanged" costs."""

from __future__ import annotations

import contextlib
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import webapp
from tests.bench.ballots import WORKERS, summary
from tests.bench.load import Load, drive
from tests.bench.village import VILLAGE, acting
from tests.bench.voters import same
from tests.harness.crowd import Crowd, crowd
from tests.harness.schema import build_schema
from tests.harness.server import start_server
from tests.harness.statements import statements
from tests.harness.web import settings_for
from webapp.core.database import Database
from webapp.village.operations import create_village
from webapp.village.rules import Place

NOTICES, MATTERS, LINES = 1000, 200, 12
PAGES = {
    "home": "",
    "board": "board",
    "matters": "matters",
    "matter": "matters/{matter}",
    "council": "council",
    "resolution": "resolutions/{resolution}",
    "log": "log",
}
LOOKS = 120


def measure(url: str, folder: Path) -> dict[str, Any]:
    """The section of the report about pages."""
    build_schema(url)
    database = Database(url)
    made = _fill(database)
    database.engine.dispose()
    addresses = {name: f"/v/{VILLAGE:012d}/{page.format(**vars(made))}" for name, page in PAGES.items()}
    asked = _statements(url, addresses)
    with contextlib.ExitStack() as stack:
        server = start_server(url, folder, **WORKERS)
        stack.callback(server.stop)
        found = {name: _look(server.port, path) | {"statements": asked[name]} for name, path in addresses.items()}
        unchanged = _unchanged(server.port, f"{server.url}{addresses['board']}", addresses["board"])
    return {"notices": NOTICES, "matters": MATTERS, "pages": found, "unchanged": unchanged}


def _fill(database: Database) -> Crowd:
    ctx = acting(database)
    with ctx.session:
        create_village(ctx, Place(f"{VILLAGE:012d}", "测速村", "测试镇", "测试县"))
        return crowd(ctx, LINES, NOTICES, MATTERS)


def _statements(url: str, addresses: dict[str, str]) -> dict[str, int]:
    """How many statements each page takes, counted inside the process."""
    app = webapp.create_app(settings_for(url))
    database: Database = app.extensions["yishi_database"]
    client, found = app.test_client(), {}
    for name, path in addresses.items():
        with statements(database.engine) as sent:
            answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"GET {path}: status {answer.status_code}")
        found[name] = len(sent)
    database.engine.dispose()
    return found


def _look(port: int, path: str) -> dict[str, Any]:
    """One reader, page after page: the time includes the way to the server and back, so the server took less."""
    drive(port, [_few(path, 20)], 10)
    load: Load = drive(port, [_few(path, LOOKS)], 30)
    if set(load.statuses) != {200}:
        raise RuntimeError(f"GET {path}: {dict(load.statuses)}")
    return {"p50_ms": load.percentile(0.5), "p95_ms": load.percentile(0.95)}


def _few(path: str, count: int) -> Iterator[Any]:
    return (request for request, _ in zip(same("GET", path), range(count), strict=False))


def _unchanged(port: int, address: str, path: str) -> dict[str, Any]:
    """Sixty-four readers whose page is still the newest, and sixty-four who see it for the first time."""
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept-Language": "zh-CN"})) as answer:
        etag = answer.headers["ETag"]
    again = drive(port, [same("GET", path, f"If-None-Match: {etag}\r\n") for _ in range(64)], 2.0)
    drawn = drive(port, [same("GET", path) for _ in range(64)], 2.0)
    if set(again.statuses) != {304}:
        raise RuntimeError(f"GET {path} with {etag}: {dict(again.statuses)}")
    return {"ratio": again.rate / drawn.rate, "not_modified": summary(again), "drawn": summary(drawn)}


def slowest(pages: dict[str, Any]) -> float:
    """The highest median, in milliseconds."""
    return max(float(page["p50_ms"]) for page in pages["pages"].values())
