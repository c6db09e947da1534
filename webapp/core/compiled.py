"""Statements compiled once for a database and then run on its driver: for the few that a ballot is made of.

The toolkit spends several times as long on a small statement as the database does. Here its compiler is asked once;
what is left for each run is to convert the values, in and out, by the same types as everywhere.
"""

from __future__ import annotations

import functools
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from psycopg.pq import Format
from sqlalchemy import Executable, Select
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.exc import DBAPIError

from webapp.core import postgresql

Convert = Callable[[Any], Any]


def run(connection: Connection, statement: Executable, values: Mapping[str, Any]) -> list[Any]:
    """The rows a statement gives, with its own names for their columns; none for one that only writes.

    `values` has all its parameters. Raises what the toolkit would raise.
    """
    return _compiled(statement, connection.dialect).run(connection, values)


def read(connection: Connection, statement: Executable, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows as the driver gives them, without names and unconverted: for numbers, bytes and words by the million."""
    return _compiled(statement, connection.dialect).read(connection, values)


def tell(connection: Connection, statement: Executable, values: Mapping[str, Any]) -> None:
    """Let a statement that only writes be done before the next one, or the commit: what is wrong is raised there."""
    _compiled(statement, connection.dialect).tell(connection, values)


@functools.lru_cache(256)
def _compiled(statement: Executable, dialect: Dialect) -> _Compiled:
    return _Compiled(statement, dialect)


class _Compiled:
    """One statement as one database's driver takes it."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        self._dialect = dialect
        self._is_postgresql = dialect.name == "postgresql"
        if self._is_postgresql:  # with $1, as its server wants it: the driver then need not rewrite the statement
            dialect = type(dialect)(paramstyle="numeric_dollar")  # type: ignore[call-arg]
        compiled = statement.compile(dialect=dialect)
        self._sql = str(compiled)
        self._order: Sequence[str] = compiled.positiontup
        self._fixed = {name: bind.value for name, bind in compiled.binds.items() if not bind.required}
        self._into = {
            name: convert
            for name, bind in compiled.binds.items()
            if (convert := bind.type.dialect_impl(dialect).bind_processor(dialect))
        }
        columns = list(statement.selected_columns if isinstance(statement, Select) else statement.exported_columns)
        self._row: Any = namedtuple("Row", [str(column.key) for column in columns], rename=True) if columns else None
        self._out = [
            (place, convert)
            for place, column in enumerate(columns)
            if (convert := column.type.dialect_impl(dialect).result_processor(dialect, None))
        ]

    def run(self, connection: Connection, values: Mapping[str, Any]) -> list[Any]:
        return [self._converted(row) for row in self.read(connection, values, Format.TEXT)]

    def read(
        self, connection: Connection, values: Mapping[str, Any], form: Format = Format.BINARY
    ) -> list[tuple[Any, ...]]:
        sent = self._sent(values)
        driver: Any = connection.connection.driver_connection
        try:
            if self._is_postgresql:
                return postgresql.ask(connection, postgresql.Told(self._sql, sent, form))
            rows: list[tuple[Any, ...]] = driver.execute(self._sql, sent).fetchall()
        except self._dialect.loaded_dbapi.Error as error:
            raise DBAPIError.instance(
                self._sql, sent, error, self._dialect.loaded_dbapi.Error, dialect=self._dialect
            ) from error
        return rows

    def tell(self, connection: Connection, values: Mapping[str, Any]) -> None:
        if self._is_postgresql:
            postgresql.tell(connection, postgresql.Told(self._sql, self._sent(values)))
        else:
            self.run(connection, values)

    def _sent(self, values: Mapping[str, Any]) -> list[Any]:
        given = {**self._fixed, **values}
        for name, convert in self._into.items():
            given[name] = convert(given[name])
        return [given[name] for name in self._order]

    def _converted(self, row: Sequence[Any]) -> Any:
        found = list(row)
        for place, convert in self._out:
            found[place] = convert(found[place])
        return self._row(*found)
