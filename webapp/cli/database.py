"""What commands say of the database: errors as sentences, and what must be right before serving."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

from webapp.core.database import Database
from webapp.core.migrate import is_newest
from webapp.core.row_security import is_walked_past

FIRST = "Run `flask --app webapp migrate` first."


@contextmanager
def database_errors_as_sentences() -> Iterator[None]:
    """A database that is away, locked or without tables ends the command with a sentence."""
    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        raise click.ClickException(f"The database cannot be used: {_first_line(error)}") from error


def require_ready(database: Database) -> None:
    """Refuse to serve an old schema; warn when the second lock between villages is open."""
    if not is_newest(database):
        raise click.ClickException(f"The database is not at the newest schema. {FIRST}")
    with database.engine.connect() as connection:
        if is_walked_past(connection):
            click.echo(
                "Warning: this PostgreSQL role is a superuser or bypasses row-level security, so the second lock "
                "between villages does not hold. Use an ordinary role in YISHI_DATABASE_URL.",
                err=True,
            )


def _first_line(error: OperationalError | ProgrammingError) -> str:
    line = str(error.orig).splitlines()[0]
    missing = "no such table" in line or ("relation" in line and "does not exist" in line)
    return f"{line}. {FIRST}" if missing else line
