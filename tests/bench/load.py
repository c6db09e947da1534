"""Many people at once, each on a connection of their own that stays open, as cheaply as Python can.

Requests are ready-made bytes; one loop sends the next one as soon as an answer is complete. Two cores carry the server,
the database and this, so its own time is measured and reported beside every result.
"""

from __future__ import annotations

import contextlib
import math
import selectors
import socket
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

ANSWER_SECONDS = 30
END_OF_HEAD = b"\r\n\r\n"
LENGTH = b"content-length:"
CHUNKED = b"transfer-encoding: chunked"


@dataclass(frozen=True, slots=True)
class Request:
    """The exact bytes to send, and what they mean to whoever counts the answers."""

    data: bytes
    meaning: object = None


@dataclass
class Load:
    """What came back. Times in seconds; `answered` in the order of the answers."""

    seconds: float = 0.0
    in_time: int = 0
    client_seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    answered: list[tuple[object, int]] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers a second while everybody was sending."""
        return self.in_time / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """The time within which this share of the answers came, in milliseconds."""
        ordered = sorted(self.times)
        return 1000 * ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0

    def __iadd__(self, other: Load) -> Load:
        self.seconds += other.seconds
        self.in_time += other.in_time
        self.client_seconds += other.client_seconds
        self.times += other.times
        self.statuses += other.statuses
        self.answered += other.answered
        return self


def request_bytes(method: str, path: str, *, cookie: str = "", body: bytes = b"", headers: str = "") -> bytes:
    """An HTTP/1.1 request as a browser sends it, without what does not matter here."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: text/html", "Accept-Language: zh-CN"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n" + headers + "\r\n").encode() + body


class _Person:
    """One connection, its script, and the answer that is coming in."""

    __slots__ = ("asked", "buffer", "end", "script", "sent_at", "socket")

    def __init__(self, port: int, script: Iterator[Request]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=ANSWER_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.script = script
        self.buffer = b""
        self.end = -1
        self.sent_at = 0.0
        self.asked: Request | None = None

    def send_next(self) -> bool:
        """Send the next request of the script; False when there is none."""
        self.asked = next(self.script, None)
        if self.asked is None:
            return False
        self.buffer, self.end = b"", -1
        self.sent_at = time.perf_counter()
        self.socket.sendall(self.asked.data)
        return True

    def receive(self) -> int:
        """Take in what has come; the status once the answer is complete, else 0."""
        piece = self.socket.recv(262_144)
        if not piece:
            raise ConnectionError("the server closed a connection in the middle of an answer")
        self.buffer = self.buffer + piece if self.buffer else piece
        if self.end < 0:
            self.end = _end_of_answer(self.buffer)
        return int(self.buffer[9:12]) if 0 <= self.end <= len(self.buffer) else 0


def _end_of_answer(data: bytes) -> int:
    head = data.find(END_OF_HEAD)
    if head < 0:
        return -1
    fields = data[:head].lower()
    start = fields.find(LENGTH)
    if start >= 0:
        return head + 4 + int(fields[start + len(LENGTH) :].split(b"\r\n", 1)[0])
    if CHUNKED in fields:
        return len(data) if data.endswith(b"0\r\n\r\n") else -1
    return head + 4


def drive(port: int, scripts: Sequence[Iterator[Request]], seconds: float) -> Load:
    """Let everybody send for so long, each waiting for the answer before the next request; then wait for the last.

    Raises TimeoutError when an answer does not come within half a minute.
    """
    load = Load()
    with contextlib.ExitStack() as open_sockets:
        people = [_Person(port, script) for script in scripts]
        waiting = open_sockets.enter_context(selectors.DefaultSelector())
        for person in people:
            open_sockets.enter_context(person.socket)
            waiting.register(person.socket, selectors.EVENT_READ, person)
        began, cpu = time.perf_counter(), time.process_time()
        until = began + seconds
        busy = sum(person.send_next() for person in people)
        while busy:
            ready = waiting.select(ANSWER_SECONDS)
            if not ready:
                raise TimeoutError(f"{busy} requests got no answer within {ANSWER_SECONDS} seconds")
            for key, _ in ready:
                busy -= _take(key.data, load, until)
        load.seconds = min(seconds, time.perf_counter() - began)
        load.client_seconds = time.process_time() - cpu
    return load


def _take(person: _Person, load: Load, until: float) -> int:
    """Note what came for one person and let them go on; 1 when they are done."""
    status = person.receive()
    if not status or person.asked is None:
        return 0
    now = time.perf_counter()
    load.times.append(now - person.sent_at)
    load.statuses[status] += 1
    load.answered.append((person.asked.meaning, status))
    if now >= until:
        return 1
    load.in_time += 1
    return 0 if person.send_next() else 1
