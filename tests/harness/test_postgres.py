"""The throw-away PostgreSQL server: a real one, for an ordinary role, and gone afterwards."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.harness.postgres import ROLE, PostgresServer
from tests.harness.server import ROOT
from webapp.core.database import Database

ABANDON = (
    "from tests.harness.postgres import PostgresServer as P; import os; print(P().folder, flush=True); os.kill({}, 9)"
)


def test_the_application_is_no_superuser(postgres: PostgresServer) -> None:
    with postgres.database() as url:
        engine = create_engine(url)
        with engine.connect() as connection:
            role = connection.execute(
                text("select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user")
            )
            assert role.one() == (ROLE, False, False)
        engine.dispose()


def test_a_database_is_like_its_template_and_gone_after_its_block(postgres: PostgresServer) -> None:
    template = postgres.create()
    engine = create_engine(postgres.url(template))
    with engine.begin() as connection:
        connection.execute(text("create table village (name text)"))
        connection.execute(text("insert into village values ('张楼村')"))
    engine.dispose()
    with postgres.database(template) as url:
        engine = create_engine(url)
        with engine.connect() as connection:
            assert connection.execute(text("select name from village")).scalar_one() == "张楼村"
        engine.dispose()
    with pytest.raises(Exception, match="does not exist"):
        create_engine(url).connect()


def test_it_ends_even_when_the_tests_are_killed() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ABANDON.format("os.getpid()")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    folder = Path(done.stdout.strip())
    deadline = time.monotonic() + 10
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert folder.name.startswith("yishi-pg-")
    assert not folder.exists()


@pytest.mark.both_databases
def test_each_test_has_a_database_of_its_own(database: Database, database_kind: str) -> None:
    assert database.kind == database_kind
    assert database.ping()


def test_any_database_runs_on_both(any_database: str, database_kind: str) -> None:
    assert any_database.startswith(database_kind)
