"""The schema's history: every step goes up and down with data in it, and its end is what the models say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tests.guards.source import require_none
from tests.harness.postgres import PostgresServer
from tests.harness.rows import count_rows, fill
from tests.harness.schema import has_migrations
from webapp.core.database import Database
from webapp.core.db import ABSENT
from webapp.core.migrate import downgrade, upgrade
from webapp.paths import MIGRATIONS
from webapp.schema import METADATA


def revisions() -> list[str]:
    """The revisions from the first to the newest."""
    if not has_migrations():
        return []
    return [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]


@pytest.fixture
def empty(database_kind: str, tmp_path: Any, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database without a single table."""
    if database_kind == "sqlite":
        yield request.getfixturevalue("empty_sqlite")
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as url:
        opened = Database(url)
        yield opened
        opened.engine.dispose()


@pytest.fixture
def empty_sqlite(tmp_path: Any) -> Iterator[Database]:
    """An embedded database without a single table."""
    opened = Database(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    yield opened
    opened.engine.dispose()


def test_there_is_a_history_in_one_line_with_telling_names() -> None:
    scripts = list(ScriptDirectory(str(MIGRATIONS)).walk_revisions())
    assert len([script for script in scripts if script.is_head]) == 1, "two migrations follow the same one"
    head = (MIGRATIONS / "HEAD").read_text(encoding="utf-8").strip()
    assert head == scripts[0].revision, (
        "migrations/HEAD names the newest revision, so that parallel branches collide in git"
    )
    require_none(
        (script.path for script in scripts if not re.match(r"^\d{4}_[a-z0-9_]+\.py$", script.path.rpartition("/")[2])),
        "A migration's file is called NNNN_what_it_does.py, so that parallel branches meet in git.",
    )


@pytest.mark.both_databases
def test_the_end_of_the_history_is_what_the_models_say(empty: Database) -> None:
    upgrade(empty)
    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        differences = compare_metadata(context, METADATA)
    require_none(
        (str(difference)[:200] for difference in differences), "Write a migration for what the models changed."
    )


@pytest.mark.both_databases
@pytest.mark.parametrize("revision", revisions())
def test_each_step_goes_up_and_down_with_data_in_it(empty: Database, revision: str) -> None:
    upgrade(empty, revision)
    filled = fill_once(empty)
    assert filled, "a migration left no table to fill"
    upgrade(empty)
    downgrade(empty, revision)
    assert counted(empty) == filled, "going up and down again lost rows"
    downgrade(empty, "base")
    assert set(sa.inspect(empty.engine).get_table_names()) <= {"alembic_version"}, "going down left tables behind"


def test_a_column_added_later_leaves_old_digests_as_they_were(empty_sqlite: Database) -> None:
    """The log keeps digests of rows: a column that came after the first schema is `added` with the value it began with."""
    upgrade(empty_sqlite, "0001")
    first = sa.inspect(empty_sqlite.engine)
    known = {table: {column["name"] for column in first.get_columns(table)} for table in first.get_table_names()}
    require_none(
        (
            f"{table.name}.{column.name}"
            for table in METADATA.sorted_tables
            if "salt" in table.columns and table.name in known
            for column in table.columns
            if column.name not in known[table.name] and ABSENT not in column.info
        ),
        "Declare it with `core.db.added`, or `audit verify` finds every older row altered.",
    )


def test_the_second_lock_is_on_every_table(postgres: PostgresServer, postgres_template: str) -> None:
    """PostgreSQL itself keeps villages apart: row-level security, forced on the owner too."""
    query = (
        "select relname from pg_class join pg_namespace n on n.oid = relnamespace where relkind in ('r', 'p') "
        "and n.nspname = 'public' and relname <> 'alembic_version' and not (relrowsecurity and relforcerowsecurity)"
    )
    with postgres.database(postgres_template) as url:
        engine = sa.create_engine(url)
        with engine.connect() as connection:
            unlocked = connection.execute(sa.text(query)).scalars().all()
        engine.dispose()
    require_none(unlocked, "Turn on FORCE ROW LEVEL SECURITY in a migration.")


def fill_once(database: Database) -> dict[str, int]:
    """One row in every table that this revision has."""
    metadata = sa.MetaData()
    with database.engine.connect() as connection:
        metadata.reflect(connection)
        filled = fill(connection, metadata)
        connection.commit()
    return filled


def counted(database: Database) -> dict[str, int]:
    with database.engine.connect() as connection:
        return count_rows(connection)
