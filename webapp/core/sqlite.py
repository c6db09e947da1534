"""The embedded database: durable, with enforced references, and one writer at a time in the order they came."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from pathlib import Path

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.pool import ConnectionPoolEntry


def prepare(engine: Engine) -> None:
    """WAL, durable commits, enforced references, and one writer at a time in the order they came.

    Writers of several processes queue on a lock file: SQLite's own busy handler lets one starve.
    """
    path = engine.url.database
    lock_path = f"{Path(path).resolve()}.lock" if path and path != ":memory:" else None

    @event.listens_for(engine, "connect")
    def connect(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        if lock_path:
            record.info["lock"] = os.open(lock_path, os.O_RDWR | os.O_CREAT, 0o600)

    @event.listens_for(engine, "close")
    def close(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        if "lock" in record.info:
            os.close(record.info.pop("lock"))

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("yishi_write"):
            _begin_writing(connection)
        else:
            _tell(connection, "BEGIN")

    @event.listens_for(engine, "commit")
    def commit(connection: Connection) -> None:
        connection.connection.driver_connection.commit()  # type: ignore[union-attr]
        _let_others_write(connection)

    @event.listens_for(engine, "rollback")
    def rollback(connection: Connection) -> None:
        _let_others_write(connection)


def begin_writing_instead(connection: Connection) -> None:
    """End a transaction that only read and begin one that writes, on the same connection."""
    _tell(connection, "ROLLBACK")
    _begin_writing(connection)


def _begin_writing(connection: Connection) -> None:
    """Wait for this writer's turn, then begin; the turn lasts until the transaction ends."""
    if "lock" in connection.info:
        fcntl.flock(connection.info["lock"], fcntl.LOCK_EX)
        connection.info["writes"] = True
    _tell(connection, "BEGIN IMMEDIATE")


def _tell(connection: Connection, statement: str) -> None:
    """Past the toolkit, whose preparations would cost more than the statement."""
    connection.connection.driver_connection.execute(statement)  # type: ignore[union-attr]


def _let_others_write(connection: Connection) -> None:
    if connection.info.pop("writes", False):
        fcntl.flock(connection.info["lock"], fcntl.LOCK_UN)
