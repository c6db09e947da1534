"""How long after its commit a ballot stands on 200 hall screens and 500 phones, with everything on the same two cores.

Screens ask for the hall screen's piece, phones for the piece of the vote, each as `static/js/live.js` does: one request,
then a pause of `ASK_AGAIN`, with the tag of what they show. Meanwhile people vote. Each answer with new content is read
for "voted k of n"; a ballot's delay on a place is the time from the answer that acknowledged it to the first answer there
that counts it.
"""

from __future__ import annotations

import bisect
import contextlib
import heapq
import math
import os
import random
import re
import selectors
import socket
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.ballots import WORKERS
from tests.bench.load import Request, _end_of_answer, request_bytes
from tests.bench.village import VILLAGE, VOTERS, build_hall
from tests.bench.voters import Voter
from tests.harness.schema import build_schema
from tests.harness.server import start_server
from webapp.core.database import Database
from webapp.kit.live import ASK_AGAIN

SCREENS, PHONES, BALLOTS = 200, 500, 60
BALLOT_EVERY = 0.4
SETTLE = 3.0
LONGEST = 180.0
VOTED = re.compile(rb"(\d+)<span class=\"of\"> / 64")
TAG = re.compile(rb"etag: ([^\r]+)", re.IGNORECASE)


@dataclass
class Place:
    """One open page: its connection, the tag of what it shows, and when it showed how many ballots."""

    path: str
    kind: str
    socket: socket.socket
    tag: str = ""
    buffer: bytes = b""
    asked_at: float = 0.0
    shown: list[tuple[int, float]] = field(default_factory=list)

    def ask(self) -> None:
        """Send the request of `live.js`."""
        headers = f"If-None-Match: {self.tag}\r\n" if self.tag else ""
        self.buffer, self.asked_at = b"", time.perf_counter()
        self.socket.sendall(request_bytes("GET", self.path, headers=headers))

    def take(self) -> int:
        """Read what came; the status when the answer is whole, else 0."""
        piece = self.socket.recv(262_144)
        if not piece:
            raise ConnectionError("the server closed a page's connection")
        self.buffer += piece
        end = _end_of_answer(self.buffer)
        if not 0 <= end <= len(self.buffer):
            return 0
        status = int(self.buffer[9:12])
        if status == 200:
            tag = TAG.search(self.buffer)
            self.tag = tag.group(1).decode() if tag else ""
            found = VOTED.findall(self.buffer)
            self.shown.append((int(found[-1]) if found else 0, time.perf_counter()))
        return status


@dataclass
class Watch:
    """What was measured. Times in seconds."""

    places: list[Place]
    committed: list[float] = field(default_factory=list)
    casts: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0
    client_seconds: float = 0.0
    server_seconds: float = 0.0


def measure(url: str, folder: Path) -> dict[str, Any]:
    """The section of the report about screens and phones."""
    build_schema(url)
    database = Database(url)
    hall = build_hall(database, motions=1)
    database.engine.dispose()
    base = f"/v/{VILLAGE:012d}/meetings/{hall.meeting}"
    with contextlib.ExitStack() as stack:
        server = start_server(url, folder, **WORKERS)
        stack.callback(server.stop)
        voters = [Voter(server.port, hall, name) for name in list(hall.seats)[: min(BALLOTS, VOTERS)]]
        paths = [("screen", f"{base}/screen/live")] * SCREENS + [("phone", f"{base}/polls/1/live")] * PHONES
        places = [Place(path, kind, stack.enter_context(_connect(server.port))) for kind, path in paths]
        voting = stack.enter_context(_connect(server.port))
        ballots = [voter.ballot(1, "for") for voter in voters]
        before = _processor_seconds(server.port)
        watch = _watch(places, voting, ballots)
        watch.server_seconds = _processor_seconds(server.port) - before
        return _report(watch)


def _watch(places: list[Place], voting: socket.socket, ballots: Sequence[Request]) -> Watch:
    """Let all pages ask, and people vote one after the other, until every ballot had its time."""
    watch, waiting = Watch(places), selectors.DefaultSelector()
    for place in places:
        waiting.register(place.socket, selectors.EVENT_READ, place)
    began, cpu = time.perf_counter(), time.process_time()
    due = [(began + random.random() * ASK_AGAIN, number) for number in range(len(places))]
    heapq.heapify(due)
    numbers = {id(place): number for number, place in enumerate(places)}
    waiting.register(voting, selectors.EVENT_READ, None)
    cast_at, ballot, answer = began + SETTLE, iter(ballots), b""
    until = began + LONGEST
    while (now := time.perf_counter()) < until:
        if cast_at is not None and now >= cast_at and (asked := next(ballot, None)) is not None:
            voting.sendall(asked.data)
            sent_at, cast_at, answer = now, None, b""
        while due and due[0][0] <= now:
            places[heapq.heappop(due)[1]].ask()
        soonest = min([due[0][0] if due else until, cast_at or until])
        for key, _ in waiting.select(max(0.0, soonest - time.perf_counter())):
            if key.data is None:
                answer += voting.recv(65_536)
                if 0 <= _end_of_answer(answer) <= len(answer):
                    watch.statuses[int(answer[9:12])] += 1
                    watch.committed.append(time.perf_counter())
                    watch.casts.append(watch.committed[-1] - sent_at)
                    cast_at = sent_at + BALLOT_EVERY if len(watch.committed) < len(ballots) else None
                    until = until if cast_at else min(until, time.perf_counter() + SETTLE)
            elif status := key.data.take():
                watch.statuses[status] += 1
                watch.answers.append(time.perf_counter() - key.data.asked_at)
                heapq.heappush(due, (time.perf_counter() + ASK_AGAIN, numbers[id(key.data)]))
    watch.seconds, watch.client_seconds = time.perf_counter() - began, time.process_time() - cpu
    return watch


def _report(watch: Watch) -> dict[str, Any]:
    delays: dict[str, list[float]] = {"screen": [], "phone": []}
    missing = 0
    for place in watch.places:
        counts = [count for count, _ in place.shown]
        for number, committed in enumerate(watch.committed, 1):
            first = bisect.bisect_left(counts, number)
            if first == len(counts):
                missing += 1
            else:
                delays[place.kind].append(max(0.0, place.shown[first][1] - committed))
    return {
        "screens": SCREENS,
        "phones": PHONES,
        "ask_again_seconds": ASK_AGAIN,
        "ballots": len(watch.committed),
        "answers_per_second": len(watch.answers) / watch.seconds,
        "server_share": watch.server_seconds / watch.seconds,
        "client_share": watch.client_seconds / watch.seconds,
        "missing": missing,
        "statuses": {str(status): count for status, count in sorted(watch.statuses.items())},
        "answer": _summary(watch.answers),
        "cast": _summary(watch.casts),
        **{kind: _summary(found) for kind, found in delays.items()},
    }


def _summary(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)

    def at(share: float) -> float:
        return 1000 * ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0

    return {"p50_ms": at(0.5), "p99_ms": at(0.99), "worst_ms": at(1.0)}


def _processor_seconds(port: int) -> float:
    """The processor time that the server's processes have had so far: what does not depend on who else is busy."""
    ticks = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"PORT={port}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _connect(port: int) -> socket.socket:
    opened = socket.create_connection(("127.0.0.1", port), timeout=30)
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return opened
