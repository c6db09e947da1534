"""Putting down how long the log is and its root, signed with the key of the village's log."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, insert, select, update
from sqlalchemy.engine import Connection

from webapp.audit.keyring import KeyRing
from webapp.audit.models import LogCheckpoint, LogKey
from webapp.audit.verifier.checkpoint import Checkpoint, note_of
from webapp.audit.verifier.note import ED25519, VerifierKey
from webapp.core.settings import UnsafeSetting

CHECKPOINTS, KEYS = (cast(Table, model.__table__) for model in (LogCheckpoint, LogKey))


def put_checkpoint(
    connection: Connection, village_id: int, ring: KeyRing | None, size: int, root: bytes, at: datetime
) -> None:
    """One row for a log of this size. If it stands there unsigned, it is signed now. The caller holds the log's head.

    A village's first signature also puts down the key and the log's name. A key that is not there, or lies open to
    others, leaves the checkpoint unsigned: a lost key must not keep a village from deciding.
    """
    this = (CHECKPOINTS.c.village_id == village_id) & (CHECKPOINTS.c.size == size)
    there = connection.execute(select(CHECKPOINTS.c.note).where(this)).one_or_none()
    if there is not None and there.note is not None:
        return
    note = None
    if ring is not None:
        with suppress(UnsafeSetting):
            note = _signed(connection, village_id, ring, size, root)
    if there is None:
        row = {"village_id": village_id, "size": size, "root": root, "at": at, "note": note}
        connection.execute(insert(CHECKPOINTS), row)
    elif note is not None:
        connection.execute(update(CHECKPOINTS).where(this).values(note=note))


def add_key(connection: Connection, village_id: int, number: int, origin: str, public: bytes) -> None:
    """Let this key sign the village's log from its next checkpoint on."""
    row = {"village_id": village_id, "number": number, "origin": origin, "public": public}
    connection.execute(insert(KEYS), row)


def _signed(connection: Connection, village_id: int, ring: KeyRing, size: int, root: bytes) -> str | None:
    found = _newest_key(connection, village_id)
    if found is None:
        add_key(connection, village_id, 1, ring.origin(village_id), ring.newest())
        found = _newest_key(connection, village_id)
    key = VerifierKey(found.origin, ED25519, bytes(found.public))
    checkpoint = Checkpoint(key.name, size, root)
    line = ring.sign_note(key, checkpoint.text)
    if line is None:
        return None
    if found.since_size is None:
        this = (KEYS.c.village_id == village_id) & (KEYS.c.number == found.number)
        connection.execute(update(KEYS).where(this).values(since_size=size))
    return note_of(checkpoint, [line]).format()


def _newest_key(connection: Connection, village_id: int) -> Any:
    query = select(KEYS).where(KEYS.c.village_id == village_id).order_by(KEYS.c.number.desc()).limit(1)
    return connection.execute(query).one_or_none()
