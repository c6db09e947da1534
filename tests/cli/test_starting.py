"""Commands on a database that is not ready say so in a sentence, not in a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

import webapp
from tests.harness.postgres import PostgresServer
from tests.harness.web import settings_for
from webapp.cli.database import require_ready
from webapp.core.database import Database


@pytest.mark.parametrize(
    "command", ["serve", "audit verify", "village list", "demo load", "demo people"], ids=lambda words: words
)
def test_no_tables_yet(command: str, tmp_path: Path) -> None:
    app = webapp.create_app(settings_for(f"sqlite:///{tmp_path}/empty.sqlite3"))
    result = app.test_cli_runner().invoke(args=command.split())
    app.extensions["yishi_database"].engine.dispose()
    assert result.exit_code == 1
    assert "flask --app webapp migrate" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", ["migrate", "serve", "audit verify", "village list", "demo run --port 1"])
def test_no_server_there(command: str, tmp_path: Path) -> None:
    app = webapp.create_app(settings_for(f"postgresql://yishi@/nothing?host={tmp_path}"))
    result = app.test_cli_runner().invoke(args=command.split())
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert "Traceback" not in result.output


@pytest.mark.both_databases
def test_a_database_that_is_ready_is_served(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    require_ready(database)
    assert capsys.readouterr().err == ""


def test_a_superuser_is_warned_of(
    postgres: PostgresServer, postgres_template: str, capsys: pytest.CaptureFixture[str]
) -> None:
    database = Database(postgres.url(postgres.create(postgres_template), role="postgres"))
    require_ready(database)
    database.engine.dispose()
    assert "second lock between villages does not hold" in capsys.readouterr().err
