"""Finding in a log of a million entries, as whole pages, and what the indexes for it cost whoever appends."""

from __future__ import annotations

import dataclasses
import random
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from flask.testing import FlaskClient
from sqlalchemy import insert, select, text, update

import webapp
from tests.bench.village import VILLAGE, acting, build_hall
from tests.harness.schema import build_schema
from tests.harness.web import settings_for
from webapp.audit.models import BALLOTS, LogEntry, LogHead
from webapp.audit.queries import frontier_of, head_of
from webapp.audit.verifier.canonical import canonical
from webapp.audit.verifier.merkle import append
from webapp.branch.matters.models import Matter
from webapp.core.context import Context, Recorded
from webapp.core.database import Database
from webapp.core.events import Event, plain
from webapp.core.ids import new_id
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.site.kinds_of_entries import every_event
from webapp.site.matter_chain import TURNS
from webapp.village.accounts.models import Account

ENTRIES = 1_000_000
PORTION = 20_000
STEP = timedelta(seconds=80)
VILLAGERS = 3_000
LOOKS = 15
APPENDS = 400
MILLISECONDS = {"sqlite": 500, "postgresql": 300}
INDEXES = ("ix_log_entry_person", "ix_log_entry_kind")


@dataclasses.dataclass(frozen=True)
class Ordinary(Event):
    """An entry that both indexes take."""

    name: ClassVar[str] = "bench_ordinary"
    poll: uuid.UUID
    seat: uuid.UUID
    vote: str


@dataclasses.dataclass(frozen=True)
class LikeABallot(Event):
    """An entry that neither takes."""

    name: ClassVar[str] = "ballot_cast"
    poll: uuid.UUID
    seat: uuid.UUID
    vote: str


def measure(url: str, entries: int = ENTRIES) -> dict[str, Any]:
    """The section of the report about finding, on one database."""
    build_schema(url)
    database = Database(url)
    build_hall(database, motions=3)
    began = time.monotonic()
    filters = _fill(database, entries)
    filled = time.monotonic() - began
    _tidy(database)
    app = webapp.create_app(settings_for(url))
    client = app.test_client()
    pages = {name: _look(client, address) for name, address in _addresses(filters).items()}
    appends = _appends(database)
    database.engine.dispose()
    app.extensions["yishi_database"].engine.dispose()
    return {
        "entries": entries,
        "fill_seconds": filled,
        "pages": pages,
        "append_us": appends,
        "asked_ms": MILLISECONDS[database.kind],
    }


def _fill(database: Database, entries: int) -> dict[str, Any]:
    """A log with its real tree: three fifths ballots, the rest of all kinds, by people in office and villagers."""
    ctx, lot = acting(database), random.Random(5)
    with ctx.session as session:
        officers = [key.hex for key in session.scalars(select(Account.id).order_by(Account.shown_name))]
        matters = list(session.scalars(select(Matter).order_by(Matter.number)))
        drawn = _Drawn(lot, officers, [matter.id for matter in matters])
        head = head_of(session)
        frontier, at = frontier_of(head), head.last_at or ctx.now
        while frontier.size < entries:
            rows = []
            for _one in range(min(PORTION, entries - frontier.size)):
                at += STEP
                row, body = drawn.entry(frontier.size, at)
                frontier, hashes = append(frontier, body)
                rows.append(row | {"body": body, "hashes": hashes})
            session.begin_write()
            session.connection().execute(insert(LogEntry.__table__), rows)  # type: ignore[arg-type]
            moved = {"size": frontier.size, "frontier": frontier.to_bytes(), "last_at": at}
            session.connection().execute(update(LogHead.__table__).values(**moved))  # type: ignore[arg-type]
            session.commit()
        return {"matter": matters[0].short_number, "clerk": officers[0], "day": at - STEP * (entries // 2)}


class _Drawn:
    """Entries drawn by lot: the first officer is a clerk who does much; notices are rare and old."""

    def __init__(self, lot: random.Random, officers: Sequence[str], matters: Sequence[uuid.UUID]) -> None:
        self.lot, self.officers = lot, officers
        self.villagers = [uuid.UUID(int=lot.getrandbits(128)).hex for _one in range(VILLAGERS)]
        rest = [uuid.UUID(int=lot.getrandbits(128)) for _one in range(400)]
        self.matters = [*matters, *rest]
        skipped = {*BALLOTS, *TURNS, "local_rule_adopted", "local_rule_withdrawn", "mandate_recorded"}
        self.events = sorted({event.name for event in every_event()} - skipped)

    def entry(self, seq: int, at: datetime) -> tuple[dict[str, Any], bytes]:
        """The columns and the bytes of one entry."""
        lot = self.lot
        event = "ballot_cast" if lot.random() < 0.6 else lot.choice(self.events)
        if seq < 1_000 and event != "ballot_cast":
            event = "local_rule_adopted"
        actor = lot.choice(self.villagers if event == "ballot_cast" else self.officers)
        actor = self.officers[0] if lot.random() < 0.15 else actor
        matter, subject = lot.choice(self.matters), uuid.UUID(int=lot.getrandbits(128))
        body = {
            "v": 1,
            "village": str(VILLAGE),
            "seq": seq,
            "at": plain(at),
            "event": event,
            "ev": 1,
            "actor": actor,
            "subject": ["ballot", subject.hex],
            "matter": matter.hex,
            "facts": {"poll": matter.hex, "seat": subject.hex, "vote": "for"},
            "changes": [["ballot", subject.hex, f"{lot.getrandbits(256):064x}"]],
        }
        row = {"village_id": VILLAGE, "seq": seq, "at": at, "event": event, "actor": actor}
        return row | {"subject_id": subject, "matter_id": matter}, canonical(body)


def _tidy(database: Database) -> None:
    """What PostgreSQL does by itself in a quiet minute."""
    if database.kind == "postgresql":
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("vacuum analyze log_entry"))


def _addresses(found: dict[str, Any]) -> dict[str, str]:
    """What is looked for, each with its filters; what finds nothing is the hardest."""
    base, matter = f"/v/{VILLAGE:012d}/log/find?", found["matter"]
    early = datetime(2001, 1, 1, tzinfo=UTC).date()
    day, next_day = found["day"].date(), (found["day"] + timedelta(days=1)).date()
    clerk = f"person={found['clerk']}"
    return {
        "newest": base,
        "a person": f"{base}{clerk}",
        "a person, a kind that is rare": f"{base}{clerk}&kind=rules",
        "a person, a kind never done": f"{base}person=operator&kind=looks",
        "a body": f"{base}body=council",
        "a body, a rare kind": f"{base}body=council&kind=rules",
        "a body, a kind, a day": f"{base}body=council&kind=votes&since={day}&until={next_day}",
        "a kind": f"{base}kind=votes",
        "a kind that is old": f"{base}kind=rules",
        "ballots": f"{base}kind=ballots",
        "ballots of long ago": f"{base}kind=ballots&until={day}",
        "a matter": f"{base}matter={matter}",
        "a matter, a body, a rare kind": f"{base}matter={matter}&body=council&kind=rules",
        "a day": f"{base}since={day}&until={next_day}",
        "before everything": f"{base}until={early}",
        "a matter's chain": f"/v/{VILLAGE:012d}/matters/{matter}/log",
    }


def _look(client: FlaskClient, address: str) -> dict[str, float]:
    times = []
    for _again in range(LOOKS):
        began = time.perf_counter()
        answer = client.get(address)
        times.append(1000 * (time.perf_counter() - began))
        if answer.status_code != 200:
            raise RuntimeError(f"GET {address}: status {answer.status_code}")
    first, *warm = times
    return {"first_ms": first, "p50_ms": sorted(warm)[len(warm) // 2], "worst_ms": max(times)}


def _appends(database: Database) -> dict[str, float]:
    """Microseconds of one append in a log of this length, with the two indexes and then without them."""
    ctx = acting(database)
    with ctx.session:
        found = {}
        _one_by_one(ctx, Ordinary)
        for indexed in ("with", "without"):
            if indexed == "without":
                _drop(database)
            found[f"ballot {indexed}"] = _one_by_one(ctx, LikeABallot)
            found[f"other entry {indexed}"] = _one_by_one(ctx, Ordinary)
    return found


def _drop(database: Database) -> None:
    with database.engine.begin() as connection:
        for name in INDEXES:
            connection.execute(text(f"drop index {name}"))


def _one_by_one(ctx: Context, event: Callable[..., Event]) -> float:
    timed = _Timed(ctx)
    ctx.log, before = timed, ctx.log
    for _again in range(APPENDS):
        say(ctx, event(new_id(), new_id(), "for"))
    ctx.log = before
    return 1e6 * sorted(timed.seconds)[APPENDS // 2]


@operation(P.VILLAGE_CREATE)
def say(ctx: Context, event: Event) -> None:
    """Say one thing in the log."""
    ctx.record(event)


class _Timed:
    """The log with a watch: the seconds of every append."""

    def __init__(self, ctx: Context) -> None:
        self.log = ctx.log
        self.seconds: list[float] = []

    def append(self, ctx: Context, recorded: Sequence[Recorded]) -> list[int]:
        began = time.perf_counter()
        found = self.log.append(ctx, recorded)
        self.seconds.append(time.perf_counter() - began)
        return found

    def cut_checkpoint(self, ctx: Context) -> None:
        self.log.cut_checkpoint(ctx)


def lines_of(kind: str, found: dict[str, Any]) -> Iterator[tuple[str, float, str, float | None]]:
    """What was measured, the figure, its form, and the most that is asked."""
    slowest = max(found["pages"].values(), key=lambda page: page["worst_ms"])
    what = f"{kind}: slowest find of all in {found['entries']:,} entries, ms"
    yield what, slowest["worst_ms"], "{:.0f}", found["asked_ms"]
    for name, page in found["pages"].items():
        yield f"{kind}: find {name}, median ms", page["p50_ms"], "{:.1f}", None
    for name, microseconds in found["append_us"].items():
        yield f"{kind}: append of a {name} the indexes of finding, µs", microseconds, "{:.0f}", None
