"""Appending to the village's log, in the transaction of the change it records."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from webapp.audit.canonical import canonical, commitment
from webapp.audit.entry import MAX_ENTRY, MAX_LISTED_CHANGES
from webapp.audit.merkle import Frontier, append
from webapp.audit.models import LogEntry, LogHead, LogPreimage
from webapp.core.context import Context, Recorded
from webapp.core.events import plain
from webapp.core.ids import new_salt


class EntryTooLarge(RuntimeError):
    """An event with more facts than an entry may hold: a mistake in the program."""


class MerkleLog:
    """The append-only log of the installation's villages, one tree each (RFC 9162)."""

    def append(self, ctx: Context, recorded: Sequence[Recorded]) -> list[int]:
        """Write the entries under the lock of the village's head and return their numbers, counted from 0."""
        head = _lock_head(ctx)
        frontier = Frontier.from_bytes(head.size, head.frontier)
        at = max(ctx.now, head.last_at) if head.last_at else ctx.now
        entries: list[dict[str, Any]] = []
        preimages: list[dict[str, Any]] = []
        for item in recorded:
            seq = frontier.size
            body = {
                "v": 1,
                "village": str(ctx.village_id),
                "seq": seq,
                "at": plain(at),
                "event": item.event.name,
                "ev": item.event.version,
                "actor": ctx.actor.pseudonym,
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
            frontier, hashes = append(frontier, leaf)
            entries.append(
                {
                    "village_id": ctx.village_id,
                    "seq": seq,
                    "at": at,
                    "event": item.event.name,
                    "actor": ctx.actor.pseudonym,
                    "subject_id": item.subject[1] if item.subject else None,
                    "matter_id": item.matter_id,
                    "body": leaf,
                    "hashes": hashes,
                }
            )
        ctx.session.execute(insert(LogEntry), entries)
        if preimages:
            ctx.session.execute(insert(LogPreimage), preimages)
        ctx.session.execute(
            update(LogHead)
            .where(LogHead.village_id == ctx.village_id)
            .values(size=frontier.size, frontier=frontier.to_bytes(), last_at=at)
            .execution_options(synchronize_session=False)
        )
        return [entry["seq"] for entry in entries]


def _lock_head(ctx: Context) -> Any:
    query = select(LogHead.size, LogHead.frontier, LogHead.last_at).where(LogHead.village_id == ctx.village_id)
    head = ctx.session.execute(query.with_for_update()).one_or_none()
    if head is None:
        insert_if_absent = postgresql_insert if ctx.session.get_bind().dialect.name == "postgresql" else sqlite_insert
        first = insert_if_absent(LogHead).values(village_id=ctx.village_id, size=0, frontier=b"")
        ctx.session.execute(first.on_conflict_do_nothing())
        head = ctx.session.execute(query.with_for_update()).one()
    return head


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
