"""The whole log of a village against its tables, both ways."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit.models import LogEntry, LogPreimage
from webapp.audit.problems import Problem
from webapp.audit.queries import checkpoints_of, frontier_of, head_of
from webapp.audit.reconcile import Reconciler
from webapp.audit.signatures import signature_problems
from webapp.audit.verifier.entry import Change
from webapp.audit.verifier.merkle import EMPTY, Frontier, root
from webapp.audit.verify import Preimage, StoredEntry, walk
from webapp.core.db import Base, VillageScoped
from webapp.core.digest import row_digest
from webapp.core.events import plain

BATCH = 1000


def audited_models() -> list[type[VillageScoped]]:
    """Every table whose rows the log commits to, by name."""
    classes = (mapper.class_ for mapper in Base.registry.mappers)
    models = [model for model in classes if issubclass(model, VillageScoped) and model.audited]
    return sorted(models, key=lambda model: str(model.__tablename__))  # type: ignore[attr-defined]


def problems_of_village(session: Session) -> Iterator[Problem]:
    """Every disagreement between the log, its tree and the tables of this session's village; none if all is well.

    The log is read in its order, in batches; then every row of every audited table is held against the last entry
    that touched it.
    """
    reconciler = Reconciler()
    cut = {row.size: row.root for row in checkpoints_of(session)}
    yield from walk(_stored_entries(session), _believable_head(session), reconciler, cut)
    yield from signature_problems(session)
    for model in audited_models():
        yield from reconciler.compare(_changes(session, model))
    yield from reconciler.missing()


def state_of_village(session: Session) -> tuple[int, str]:
    """How many entries the log holds and its root, in hexadecimal."""
    return head_of(session).size, root(_believable_head(session)).hex()


def _believable_head(session: Session) -> Frontier:
    """The head, or an empty one where size and peaks contradict each other: then the walk finds that it differs."""
    try:
        return frontier_of(head_of(session))
    except ValueError:
        return EMPTY


def _stored_entries(session: Session) -> Iterator[StoredEntry]:
    start = 0
    while True:
        query = select(LogEntry).where(LogEntry.seq >= start).order_by(LogEntry.seq).limit(BATCH)
        rows = session.execute(query).scalars().all()
        if not rows:
            return
        beside = _preimages(session, rows[0].seq, rows[-1].seq)
        for row in rows:
            yield StoredEntry(row.village_id, row.seq, row.body, row.hashes, _columns(row), beside.get(row.seq, {}))
        start = rows[-1].seq + 1
        session.expunge_all()


def _preimages(session: Session, first: int, last: int) -> dict[int, dict[str, Preimage]]:
    found: dict[int, dict[str, Preimage]] = {}
    query = select(LogPreimage).where(LogPreimage.seq.between(first, last))
    for row in session.execute(query).scalars():
        found.setdefault(row.seq, {})[row.name] = Preimage(row.salt, row.body)
    return found


def _columns(row: LogEntry) -> dict[str, str | None]:
    at: datetime = row.at
    return {
        "at": plain(at),
        "event": row.event,
        "actor": row.actor,
        "subject": row.subject_id.hex if row.subject_id else None,
        "matter": row.matter_id.hex if row.matter_id else None,
    }


def _changes(session: Session, model: type[VillageScoped]) -> Iterator[Change]:
    table = str(model.__tablename__)  # type: ignore[attr-defined]
    for row in session.execute(select(model).execution_options(yield_per=BATCH)).scalars():
        yield Change(table, row.id.hex, row_digest(row))
    session.expunge_all()
