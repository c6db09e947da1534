"""Appending to the village's log, in the transaction of the change it records."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Connection

from webapp.audit.keyring import KeyRing
from webapp.audit.models import LogEntry, LogHead, LogPreimage
from webapp.audit.signing import put_checkpoint
from webapp.audit.verifier.canonical import canonical, commitment
from webapp.audit.verifier.entry import FORM, MAX_ENTRY, MAX_LISTED_CHANGES
from webapp.audit.verifier.merkle import Frontier, append, root
from webapp.core.compiled import run, tell
from webapp.core.context import Context, Recorded
from webapp.core.database import VillageSession
from webapp.core.events import plain
from webapp.core.ids import new_salt


class EntryTooLarge(RuntimeError):
    """An event with more facts than an entry may hold: a mistake in the program."""


HEADS, ENTRIES, PREIMAGES = (cast(Table, model.__table__) for model in (LogHead, LogEntry, LogPreimage))
# The hottest statements of all: made once, with the village named in each (the session's guard does not see them).
LOCK_HEAD = (
    select(HEADS.c.size, HEADS.c.frontier, HEADS.c.last_at)
    .where(HEADS.c.village_id == bindparam("village"))
    .with_for_update()
)
ADD_ENTRY = insert(ENTRIES).values({column.name: bindparam(column.name) for column in ENTRIES.c})
MOVE_HEAD = (
    update(HEADS)
    .where(HEADS.c.village_id == bindparam("village"))
    .values(size=bindparam("new_size"), frontier=bindparam("new_frontier"), last_at=bindparam("new_last_at"))
)


class MerkleLog:
    """The append-only log of the installation's villages, one tree each (RFC 9162).

    Its checkpoints are signed with the keys of the ring; without one they are put down unsigned.
    """

    def __init__(self, ring: KeyRing | None = None) -> None:
        self.ring = ring

    def append(self, ctx: Context, recorded: Sequence[Recorded]) -> list[int]:
        """Write the entries under the lock of the village's head and return their numbers, counted from 0."""
        connection = ctx.session.own_connection()
        head = _lock_head(connection, ctx.village_id)
        frontier = Frontier.from_bytes(head.size, head.frontier)
        at = max(ctx.now, head.last_at) if head.last_at else ctx.now
        entries: list[dict[str, Any]] = []
        preimages: list[dict[str, Any]] = []
        for item in recorded:
            leaf = _leaf(ctx, frontier.size, at, item, preimages)
            seq = frontier.size
            frontier, hashes = append(frontier, leaf)
            entries.append(_row(ctx, seq, at, item) | {"body": leaf, "hashes": hashes})
        if preimages:
            connection.execute(insert(PREIMAGES), preimages)
        _write(connection, ctx.village_id, entries, frontier, at)
        return [entry["seq"] for entry in entries]

    def cut_checkpoint(self, ctx: Context) -> None:
        """Put down and sign how long the log is now and its root, the entries of this very act included."""
        self.cut(ctx.session)

    def cut(self, session: VillageSession) -> int:
        """Sign how long the log is now, unless that is signed already or the log is empty; its size."""
        connection = session.connection()
        head = _lock_head(connection, session.village_id)
        if head.size:
            found = root(Frontier.from_bytes(head.size, head.frontier))
            put_checkpoint(connection, session.village_id, self.ring, head.size, found, head.last_at)
        return int(head.size)


def _write(
    connection: Connection, village_id: int, entries: list[dict[str, Any]], frontier: Frontier, at: datetime
) -> None:
    """The entries, and the head that counts them."""
    moved = {
        "village": village_id,
        "new_size": frontier.size,
        "new_frontier": frontier.to_bytes(),
        "new_last_at": at,
    }
    if len(entries) > 1:
        connection.execute(insert(ENTRIES), entries)
    else:
        tell(connection, ADD_ENTRY, entries[0])
    tell(connection, MOVE_HEAD, moved)


def _lock_head(connection: Connection, village_id: int) -> Any:
    found = run(connection, LOCK_HEAD, {"village": village_id})
    if not found:
        insert_if_absent = postgresql_insert if connection.dialect.name == "postgresql" else sqlite_insert
        first = insert_if_absent(HEADS).values(village_id=village_id, size=0, frontier=b"")
        connection.execute(first.on_conflict_do_nothing())
        found = run(connection, LOCK_HEAD, {"village": village_id})
    return found[0]


def _leaf(ctx: Context, seq: int, at: datetime, item: Recorded, preimages: list[dict[str, Any]]) -> bytes:
    """The bytes of an entry (shape: `verifier.entry`); what they only commit to goes to `preimages`."""
    body = {
        "v": FORM,
        "village": str(ctx.village_id),
        "seq": seq,
        "at": plain(at),
        "event": item.event.name,
        "ev": item.event.version,
        "actor": _who(ctx, item),
        "facts": _public_facts(ctx, seq, item, preimages),
        "changes": _listed_changes(ctx, seq, item, preimages),
    }
    if item.subject:
        body["subject"] = [item.subject[0], item.subject[1].hex]
    if item.matter_id:
        body["matter"] = item.matter_id.hex
    leaf = canonical(body)
    if len(leaf) > MAX_ENTRY:
        raise EntryTooLarge(item.event.name)
    return leaf


def _row(ctx: Context, seq: int, at: datetime, item: Recorded) -> dict[str, Any]:
    """The columns by which an entry is found again."""
    return {
        "village_id": ctx.village_id,
        "seq": seq,
        "at": at,
        "event": item.event.name,
        "actor": _who(ctx, item),
        "subject_id": item.subject[1] if item.subject else None,
        "matter_id": item.matter_id,
    }


def _who(ctx: Context, item: Recorded) -> str:
    return ctx.actor.kind.value if item.event.unnamed else ctx.actor.pseudonym


def _public_facts(ctx: Context, seq: int, item: Recorded, preimages: list[dict[str, Any]]) -> dict[str, Any]:
    facts = item.event.facts()
    for name in item.event.personal:
        if facts[name] is None:
            continue
        salt = new_salt()
        preimages.append(
            {"village_id": ctx.village_id, "seq": seq, "name": name, "salt": salt, "body": canonical(facts[name])}
        )
        facts[name] = {"sha256": commitment(salt, facts[name]).hex()}
    return facts


def _listed_changes(ctx: Context, seq: int, item: Recorded, preimages: list[dict[str, Any]]) -> Any:
    if len(item.changes) <= MAX_LISTED_CHANGES:
        return item.changes
    body = canonical(item.changes)
    preimages.append({"village_id": ctx.village_id, "seq": seq, "name": "changes", "salt": b"", "body": body})
    return {"count": len(item.changes), "sha256": hashlib.sha256(body).hexdigest()}
