"""The schema's history: every step goes up and down with data in it, and its end is what the models say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tests.guards.source import require_none
from tests.harness.databases import KINDS
from tests.harness.postgres import PostgresServer
from tests.harness.schema import has_migrations, load_every_module
from webapp.core.database import Database
from webapp.core.db import Base
from webapp.core.migrate import downgrade, upgrade
from webapp.paths import MIGRATIONS

SAMPLES: dict[type, Any] = {
    int: 1,
    str: "x",
    bytes: b"0123456789abcdef",
    bool: True,
    dict: {},
    list: [],
    date: date(2026, 3, 2),
}


def revisions() -> list[str]:
    """The revisions from the first to the newest."""
    if not has_migrations():
        return []
    return [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]


@pytest.fixture
def empty(database_kind: str, tmp_path: Any, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database without a single table."""
    if database_kind == "sqlite":
        opened = Database(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
        yield opened
        opened.engine.dispose()
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as url:
        opened = Database(url)
        yield opened
        opened.engine.dispose()


def test_there_is_a_history_in_one_line_with_telling_names() -> None:
    scripts = list(ScriptDirectory(str(MIGRATIONS)).walk_revisions())
    assert len([script for script in scripts if script.is_head]) == 1, "two migrations follow the same one"
    require_none(
        (script.path for script in scripts if not re.match(r"^\d{4}_[a-z0-9_]+\.py$", script.path.rpartition("/")[2])),
        "A migration's file is called NNNN_what_it_does.py, so that parallel branches meet in git.",
    )


@pytest.mark.both_databases
def test_the_end_of_the_history_is_what_the_models_say(empty: Database) -> None:
    load_every_module()
    upgrade(empty)
    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        differences = compare_metadata(context, Base.metadata)
    require_none(
        (str(difference)[:200] for difference in differences), "Write a migration for what the models changed."
    )


@pytest.mark.both_databases
@pytest.mark.parametrize("revision", revisions())
def test_each_step_goes_up_and_down_with_data_in_it(empty: Database, revision: str) -> None:
    upgrade(empty, revision)
    filled = fill(empty)
    assert filled, "a migration left no table to fill"
    upgrade(empty)
    downgrade(empty, revision)
    assert count_rows(empty) == filled, "going up and down again lost rows"
    downgrade(empty, "base")
    assert set(sa.inspect(empty.engine).get_table_names()) <= {"alembic_version"}, "going down left tables behind"


@pytest.mark.parametrize("database_kind", KINDS[1:])
def test_the_second_lock_is_on_every_table(empty: Database, database_kind: str) -> None:
    """PostgreSQL itself keeps villages apart: row-level security, forced on the owner too."""
    upgrade(empty)
    query = (
        "select relname from pg_class join pg_namespace n on n.oid = relnamespace where relkind in ('r', 'p') "
        "and n.nspname = 'public' and relname <> 'alembic_version' and not (relrowsecurity and relforcerowsecurity)"
    )
    with empty.engine.connect() as connection:
        require_none(connection.execute(sa.text(query)).scalars(), "Turn on FORCE ROW LEVEL SECURITY in a migration.")


def fill(database: Database) -> dict[str, int]:
    """Put one row into every table; all keys are alike, so every reference finds its row."""
    metadata = sa.MetaData()
    with database.engine.connect() as connection:
        if database.kind == "postgresql":
            connection.execute(sa.text("select set_config('yishi.village', '1', false)"))
        else:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        metadata.reflect(connection)
        for table in metadata.sorted_tables:
            if table.name != "alembic_version":
                connection.execute(table.insert().values({c.name: sample(c) for c in table.c}))
        connection.commit()
    return count_rows(database)


def count_rows(database: Database) -> dict[str, int]:
    """Rows of each table that exists."""
    with database.engine.connect() as connection:
        if database.kind == "postgresql":
            connection.execute(sa.text("select set_config('yishi.village', '1', false)"))
        names = [name for name in sa.inspect(connection).get_table_names() if name != "alembic_version"]
        return {
            name: connection.execute(sa.select(sa.func.count()).select_from(sa.table(name))).scalar_one()
            for name in names
        }


def sample(column: sa.Column[Any]) -> Any:
    """A value that fits the column, the same for all columns of its kind."""
    if isinstance(column.type, sa.JSON):
        return {}
    kind = column.type.python_type
    if issubclass(kind, datetime):
        zone = UTC if getattr(column.type, "timezone", False) else None
        return datetime(2026, 3, 2, tzinfo=zone)
    if kind.__name__ == "UUID":
        return kind(bytes=SAMPLES[bytes])
    return SAMPLES[kind]
