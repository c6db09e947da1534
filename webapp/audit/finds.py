"""Finding entries in a log of any length: by who acted, by kind, by matter and by time, page after page.

Every way in is a range of an index in the order of the numbers, cut to one page; a search over many people or kinds
is the union of such ranges. So the time an answer takes does not grow with what is found. Time itself needs no index:
the log's moments never go backwards, so the first number of a day is found by halving, twenty looks in a million.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    String,
    case,
    literal,
    literal_column,
    or_,
    select,
    true,
    union,
    union_all,
    values,
)
from sqlalchemy import column as sql_column

from webapp.audit.models import LogEntry, is_found_by_person
from webapp.core.database import VillageSession
from webapp.core.db import UtcDateTime

AT_ONCE = 200
"""Ranges in one statement; SQLite takes five hundred parts of a union."""
LOOKED_THROUGH = 50_000
"""Ballots are in no index of kinds: this many entries are read for them at a time."""
Word = tuple[str, int, int]
"""A person or a kind of event, and the numbers from and to between which it counts."""


@dataclass(frozen=True)
class Span:
    """The entries of one person from number `low` up to, not including, `high`."""

    actor: str
    low: int
    high: int


@dataclass(frozen=True)
class Search:
    """What is looked for among the entries from `low` up to, not including, `high`; the newest come first.

    `people` restricts to what these did while it counts (a body: while they held office in it); ballots are never found
    by person. `events` are names of events and `without` those left out; `unindexed` says that they are ballots.
    """

    low: int
    high: int
    people: tuple[Span, ...] | None = None
    events: frozenset[str] | None = None
    matter_id: uuid.UUID | None = None
    unindexed: bool = False
    without: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Found:
    """The numbers of one page, newest first; `further`: the number below which to go on, nothing at the end."""

    numbers: tuple[int, ...]
    further: int | None


def found_in(session: VillageSession, wanted: Search, limit: int) -> Found:
    """One page of what is looked for. One query (one more for every two hundred people)."""
    is_walked = wanted.unindexed and wanted.matter_id is None and wanted.people is None
    low = max(wanted.low, wanted.high - LOOKED_THROUGH) if is_walked else wanted.low
    numbers: set[int] = set()
    for statement in _statements(session, replace(wanted, low=low), limit + 1):
        numbers |= set(session.scalars(statement))
    newest = sorted(numbers, reverse=True)
    if len(newest) > limit:
        return Found(tuple(newest[:limit]), newest[limit - 1])
    return Found(tuple(newest), low if low > wanted.low else None)


def entries_numbered(session: VillageSession, numbers: Collection[int]) -> Sequence[LogEntry]:
    """The entries of these numbers, newest first. One query."""
    query = select(LogEntry).where(LogEntry.seq.in_(numbers)).order_by(LogEntry.seq.desc())
    return session.scalars(query).all() if numbers else []


def first_numbers(session: VillageSession, moments: Collection[datetime], size: int) -> dict[datetime, int]:
    """For each moment the number of the first entry made then or later (`size` if there is none yet). One query."""
    if not moments:
        return {}
    asked = union_all(*(select(literal(moment, UtcDateTime()).label("moment")) for moment in moments)).cte("asked")
    start = select(asked.c.moment, literal(0, BigInteger).label("low"), literal(size, BigInteger).label("high"))
    halved = start.cte("halved", recursive=True)
    middle = (halved.c.low + halved.c.high) // 2
    earlier = (
        select(LogEntry.at < halved.c.moment)
        .where(LogEntry.village_id == session.village_id, LogEntry.seq == middle)
        .correlate(halved)
        .scalar_subquery()
    )
    step = select(
        halved.c.moment,
        case((earlier, middle + 1), else_=halved.c.low),
        case((earlier, halved.c.high), else_=middle),
    ).where(halved.c.low < halved.c.high)
    halved = halved.union_all(step)
    last = select(halved.c.moment, halved.c.low).where(halved.c.low == halved.c.high)
    return {row.moment: row.low for row in session.execute(last)}


def _statements(session: VillageSession, wanted: Search, limit: int) -> Iterator[Select[int]]:
    """The newest numbers by the way that fits: of the matter, of each person, of each kind, or of the log itself."""
    here = [LogEntry.village_id == session.village_id]
    here += [LogEntry.event.in_(_words(wanted.events))] if wanted.events is not None else []
    here += [LogEntry.event.not_in(_words(wanted.without))] if wanted.without else []
    indexed = [*here, is_found_by_person(LogEntry.event)]
    if wanted.matter_id is not None:
        people = [_by(wanted.people)] if wanted.people is not None else []
        yield _range([*here, LogEntry.matter_id == wanted.matter_id, *people], wanted.low, wanted.high, limit)
    elif wanted.people is not None:
        spans = [(one.actor, max(one.low, wanted.low), min(one.high, wanted.high)) for one in wanted.people]
        yield from _of_each(session, LogEntry.actor, [span for span in spans if span[1] < span[2]], indexed, limit)
    elif wanted.events is not None and not wanted.unindexed:
        kinds = [(event, wanted.low, wanted.high) for event in sorted(wanted.events)]
        yield from _of_each(session, LogEntry.event, kinds, indexed[-1:], limit)
    else:
        yield _range(here, wanted.low, wanted.high, limit)


def _of_each(
    session: VillageSession, column: Any, spans: Sequence[Word], here: list[ColumnElement[bool]], limit: int
) -> Iterator[Select[int]]:
    """The newest numbers of every word between its bounds, each read from the index for itself and no further."""
    ways = _joined if session.get_bind().dialect.name == "postgresql" else _united
    for start in range(0, len(spans), AT_ONCE):
        yield ways(column, spans[start : start + AT_ONCE], [LogEntry.village_id == session.village_id, *here], limit)


def _united(column: Any, spans: Sequence[Word], here: list[ColumnElement[bool]], limit: int) -> Select[int]:
    """A union of one part a word, for SQLite."""
    ranges = [_range([*here, column == word], low, high, limit) for word, low, high in spans]
    if len(ranges) == 1:
        return ranges[0]
    every = union_all(*(select(one.subquery().c.seq) for one in ranges)).subquery()
    return select(every.c.seq).order_by(every.c.seq.desc()).limit(limit)


def _joined(column: Any, spans: Sequence[Word], here: list[ColumnElement[bool]], limit: int) -> Select[int]:
    """The words as a table and one part for each of its lines: PostgreSQL would plan a union's parts one by one."""
    words: list[Any] = [sql_column("word", String), sql_column("low", BigInteger), sql_column("high", BigInteger)]
    asked = values(*words, name="asked").data(list(spans))
    one = _range([*here, column == asked.c.word], asked.c.low, asked.c.high, limit).lateral("newest")
    return select(one.c.seq).select_from(asked.join(one, true())).order_by(one.c.seq.desc()).limit(limit)


def _words(names: frozenset[str]) -> list[ColumnElement[str]]:
    """Names of events as words of the statement: a body's two hundred ranges would need thousands of parameters."""
    if not all(name.isidentifier() for name in names):
        raise ValueError("these are no names of events")
    return [literal_column(f"'{name}'") for name in sorted(names)]


def _by(people: tuple[Span, ...]) -> ColumnElement[bool]:
    """Done by one of these while it counts."""
    each = [(LogEntry.actor == one.actor) & LogEntry.seq.between(one.low, one.high - 1) for one in people]
    return or_(literal(False), *each) & is_found_by_person(LogEntry.event)


def _range(here: Sequence[Any], low: Any, high: Any, limit: int) -> Select[int]:
    bounds = [LogEntry.seq >= low, LogEntry.seq < high]
    return select(LogEntry.seq).where(*here, *bounds).order_by(LogEntry.seq.desc()).limit(limit)


def chain_of(
    session: VillageSession, matter_id: uuid.UUID, subjects: Collection[uuid.UUID], after: int, limit: int
) -> Sequence[LogEntry]:
    """A matter's chain after number `after`, oldest first: its own entries, and those about these rows (its meetings).

    One query.
    """
    here = [LogEntry.village_id == session.village_id, LogEntry.seq > after]
    ways = [LogEntry.matter_id == matter_id, *(LogEntry.subject_id == key for key in subjects)]
    ranges = [select(LogEntry.seq).where(*here, way).order_by(LogEntry.seq).limit(limit) for way in ways]
    every = union(*(select(one.subquery().c.seq) for one in ranges)).subquery()
    numbers = select(every.c.seq).order_by(every.c.seq).limit(limit).subquery()
    return session.scalars(select(LogEntry).where(LogEntry.seq.in_(select(numbers.c.seq))).order_by(LogEntry.seq)).all()


def entries_about(session: VillageSession, key: uuid.UUID, after: int, limit: int) -> Sequence[LogEntry]:
    """The entries about one row after number `after`, oldest first: everything ever done to a voucher, a contract."""
    query = select(LogEntry).where(LogEntry.subject_id == key, LogEntry.seq > after).order_by(LogEntry.seq)
    return session.scalars(query.limit(limit)).all()


def entries_of_kinds(session: VillageSession, matter_id: uuid.UUID, events: Collection[str]) -> Sequence[LogEntry]:
    """The entries of a matter that are of these kinds, oldest first: few, such as the turns of its way."""
    query = select(LogEntry).where(LogEntry.matter_id == matter_id, LogEntry.event.in_(events)).order_by(LogEntry.seq)
    return session.scalars(query).all()
