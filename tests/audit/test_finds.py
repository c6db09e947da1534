"""Finding in the log: whatever is asked together, the answer is what reading the whole log would give."""

from __future__ import annotations

import dataclasses
import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, text

from webapp.audit import finds
from webapp.audit.finds import Search, Span, chain_of, first_numbers, found_in
from webapp.audit.models import BALLOTS, LogEntry
from webapp.core.context import Context

pytestmark = pytest.mark.both_databases
SIZE = 400
START = datetime(2026, 1, 1, tzinfo=UTC)
ACTORS = [f"{number:032x}" for number in range(6)]
EVENTS = [*BALLOTS[:2], "poll_opened", "poll_closed", "notice_hung", "signed_out", "matter_raised"]
MATTERS = [None, *(uuid.UUID(int=number) for number in range(1, 4))]
MEETING = uuid.UUID(int=99)


@dataclasses.dataclass
class Log:
    """A log drawn by lot, and its rows as they were put in."""

    ctx: Context
    rows: list[dict[str, Any]]

    def read(self, wanted: Search) -> list[int]:
        """What reading everything finds, newest first."""
        return [row["seq"] for row in reversed(self.rows) if _fits(row, wanted)]


@pytest.fixture
def log(acting: Any) -> Log:
    ctx, lot = acting(), random.Random(7)
    rows = [
        {
            "village_id": ctx.village_id,
            "seq": seq,
            "at": START + timedelta(hours=seq // 3),
            "event": lot.choice(EVENTS),
            "actor": lot.choice(ACTORS),
            "subject_id": MEETING if lot.random() < 0.05 else None,
            "matter_id": lot.choice(MATTERS),
            "body": b"{}",
            "hashes": b"",
        }
        for seq in range(SIZE)
    ]
    ctx.session.begin_write()
    ctx.session.connection().execute(insert(LogEntry.__table__), rows)  # type: ignore[arg-type]
    ctx.session.commit()
    return Log(ctx, rows)


def _fits(row: dict[str, Any], wanted: Search) -> bool:
    is_by = wanted.people is None or (
        row["event"] not in BALLOTS
        and any(one.actor == row["actor"] and one.low <= row["seq"] < one.high for one in wanted.people)
    )
    return (
        wanted.low <= row["seq"] < wanted.high
        and is_by
        and (wanted.events is None or row["event"] in wanted.events)
        and row["event"] not in wanted.without
        and (wanted.matter_id is None or row["matter_id"] == wanted.matter_id)
    )


def _drawn(lot: random.Random) -> Iterator[Search]:
    """Searches with every combination of filters."""
    for asked in range(16):
        low, high = sorted(lot.sample(range(SIZE + 1), 2)) if asked & 1 else (0, SIZE)
        people = tuple(Span(one, lot.randrange(200), lot.randrange(200, 500)) for one in lot.sample(ACTORS, 3))
        ballots = lot.random() < 0.3
        events = frozenset(BALLOTS) if ballots else frozenset(lot.sample(EVENTS[2:], 2))
        yield Search(
            low,
            high,
            people=people if asked & 2 else None,
            events=events if asked & 4 else None,
            matter_id=lot.choice(MATTERS[1:]) if asked & 8 else None,
            unindexed=bool(asked & 4) and ballots,
            without=frozenset({"signed_out"}) if asked & 2 else frozenset(),
        )


def test_a_search_finds_what_reading_the_whole_log_finds(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finds, "AT_ONCE", 2)
    monkeypatch.setattr(finds, "LOOKED_THROUGH", 90)
    lot = random.Random(3)
    for wanted in (one for _again in range(3) for one in _drawn(lot)):
        found: list[int] = []
        further: int | None = wanted.high
        while further is not None:
            page = found_in(log.ctx.session, dataclasses.replace(wanted, high=further), 7)
            found += page.numbers
            further = page.further
        assert found == log.read(wanted), wanted


def test_a_day_is_found_by_halving(log: Log) -> None:
    moments = [START - timedelta(days=1), START, START + timedelta(minutes=1), START + timedelta(days=900)]
    assert first_numbers(log.ctx.session, moments, SIZE) == dict(zip(moments, (0, 0, 3, SIZE), strict=True))
    assert first_numbers(log.ctx.session, moments[:1], 0) == {moments[0]: 0}


def test_a_chain_holds_what_its_meetings_did(log: Log) -> None:
    matter = uuid.UUID(int=1)
    mine = [row["seq"] for row in log.rows if row["matter_id"] == matter or row["subject_id"] == MEETING]
    first = chain_of(log.ctx.session, matter, [MEETING], -1, 20)
    rest = chain_of(log.ctx.session, matter, [MEETING], first[-1].seq, 1000)
    assert [row.seq for row in [*first, *rest]] == mine


def test_both_databases_go_by_the_indexes(log: Log) -> None:
    """The statement's words must be those of the index, or it is not seen to fit."""
    session = log.ctx.session
    everyone = Search(0, SIZE, people=(Span(ACTORS[0], 0, SIZE),))
    for wanted, index in ((everyone, "person"), (Search(0, SIZE, events=frozenset({"poll_opened"})), "kind")):
        (one,) = finds._statements(session, wanted, 8)
        asked = str(one.compile(session.get_bind(), compile_kwargs={"literal_binds": True}))
        is_sqlite = session.get_bind().dialect.name == "sqlite"
        if not is_sqlite:
            session.execute(text("set local enable_seqscan = off"))
            session.execute(text("set local enable_sort = off"))
        plan = session.execute(text(("explain query plan " if is_sqlite else "explain ") + asked)).all()
        assert f"ix_log_entry_{index}" in str(plan), plan
