"""Databases for tests: an own one for each test, copied from a template that is made once.

A test that asks for `database_url` or `database` gets SQLite. With the mark `both_databases`, or by asking for
`any_database`, it runs twice: on SQLite and on PostgreSQL. `--databases postgresql` turns every one of them to that.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.postgres import PostgresServer
from tests.harness.schema import build_schema
from webapp.core.database import Database

KINDS = ("sqlite", "postgresql")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--databases", choices=KINDS, help="run the tests that need a database on this one only")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" not in metafunc.fixturenames:
        return
    both = "any_database" in metafunc.fixturenames or metafunc.definition.get_closest_marker("both_databases")
    chosen = metafunc.config.getoption("databases")
    metafunc.parametrize("database_kind", (chosen,) if chosen else KINDS if both else KINDS[:1])


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real PostgreSQL server for this process's tests."""
    server = PostgresServer()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database file with the newest schema."""
    path = tmp_path_factory.mktemp("template") / "empty.sqlite3"
    build_schema(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres: PostgresServer) -> str:
    """The name of an empty PostgreSQL database with the newest schema."""
    name = postgres.create(name="yishi_template")
    build_schema(postgres.url(name))
    return name


@pytest.fixture
def database_url(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database of this test's own, with all tables and no rows."""
    if database_kind == "sqlite":
        path = tmp_path / "yishi.sqlite3"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database(request.getfixturevalue("postgres_template")) as url:
        yield url


@pytest.fixture
def any_database(database_url: str) -> str:
    """The address of a database, once of each kind."""
    return database_url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A `Database` with all tables and no rows."""
    opened = Database(database_url)
    yield opened
    opened.engine.dispose()
