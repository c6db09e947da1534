"""One row in every table, whatever the tables are: for tests that ask a question of all of them."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from webapp.core.db import Choice, Key, UtcDateTime

DAY = date(2026, 3, 2)
NOT_OURS = {"alembic_version"}
# Columns of a row that must not be alike, and what stands in one of them instead.
UNLIKE: dict[str, dict[str, Any]] = {"posting": {"credit": "w"}}


def fill(connection: sa.Connection, metadata: sa.MetaData, village_id: int = 1, seed: int = 1) -> dict[str, int]:
    """Put one row of the village into every table and return how many rows each then shows.

    All keys, years and numbers made from one seed are alike, so every reference finds its row; rows of another seed
    share none of them.
    """
    enter(connection, village_id)
    for table in metadata.sorted_tables:
        if table.name not in NOT_OURS:
            values = {column.name: sample(column, seed) for column in table.c}
            connection.execute(table.insert().values(values | UNLIKE.get(table.name, {}) | {"village_id": village_id}))
    return count_rows(connection, village_id)


def enter(connection: sa.Connection, village_id: int) -> None:
    """Let row-level security see this village."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("select set_config('yishi.village', :village, false)"), {"village": str(village_id)})


def count_rows(connection: sa.Connection, village_id: int = 1) -> dict[str, int]:
    """The rows of each table that there is."""
    enter(connection, village_id)
    names = [name for name in sa.inspect(connection).get_table_names() if name not in NOT_OURS]
    count = sa.select(sa.func.count())
    return {name: connection.execute(count.select_from(sa.table(name))).scalar_one() for name in names}


def key_of(seed: int) -> uuid.UUID:
    """The key of every row made from a seed."""
    return uuid.UUID(bytes=bytes([seed]) * 16)


def sample(column: sa.Column[Any], seed: int) -> Any:
    """A value that fits the column, the same in all columns of its kind. What may be absent in time is absent."""
    kind = column.type
    if isinstance(kind, Choice):
        return next(iter(kind.words))
    if isinstance(kind, sa.JSON):
        return {}
    if isinstance(kind, (Key, sa.Uuid)):
        return key_of(seed)
    if isinstance(kind, (UtcDateTime, sa.DateTime, sa.Date)):
        return None if column.nullable else moment(kind)
    plain: dict[type, Any] = {bool: False, int: seed, str: "xyz"[seed % 3], bytes: key_of(seed).bytes}
    return plain[kind.python_type]


def moment(kind: Any) -> date:
    """A day, or nine o'clock on it, with a zone where the column keeps one."""
    if isinstance(kind, sa.Date):
        return DAY
    return datetime(2026, 3, 2, 1, tzinfo=UTC if isinstance(kind, UtcDateTime) or kind.timezone else None)
