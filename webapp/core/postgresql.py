"""The server: what nobody waits for travels with the next question, so a ballot needs few messages.

A statement sent this way is prepared once for a connection. Everything else goes by the toolkit and its driver as
usual, and what waits is sent before it.
"""

from __future__ import annotations

import contextlib
import itertools
import select
from collections.abc import Sequence
from typing import Any, NamedTuple

from psycopg import Error
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult
from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

_NUMBERS = itertools.count(1)


class Told(NamedTuple):
    """A statement with `$1` for its first value, and its values; its rows come as words, or as bytes (half as long)."""

    sql: str
    values: Sequence[Any] = ()
    form: Format = Format.TEXT


BEGIN, COMMIT, ROLLBACK = Told("begin"), Told("commit"), Told("rollback")


def prepare(engine: Engine) -> None:
    """See to it that what waits goes before whatever else the toolkit sends, and is dropped when all is undone."""

    @event.listens_for(engine, "before_cursor_execute")
    def execute(connection: Connection, cursor: Any, statement: str, *more: Any) -> None:
        if connection.info.get("waiting"):
            _exchange(connection)
        if statement.lstrip().upper().startswith(("ALTER", "DROP")):  # after it the driver throws away what is prepared
            connection.info.pop("prepared", None)

    @event.listens_for(engine, "commit")
    def commit(connection: Connection) -> None:
        if connection.info.get("waiting"):
            tell(connection, COMMIT)
            try:
                _exchange(connection)
            except Error as error:
                raise DBAPIError.instance(COMMIT.sql, (), error, Error, dialect=connection.dialect) from error

    @event.listens_for(engine, "rollback")
    def rollback(connection: Connection) -> None:
        """Not left to the driver: it throws away every statement prepared on the connection when it undoes."""
        if connection.invalidated:
            return
        connection.info.pop("waiting", None)
        driver: Any = connection.connection.driver_connection
        if driver.pgconn.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR):
            with contextlib.suppress(Error):  # a broken connection is found out by the driver
                ask(connection, ROLLBACK)


def begin(connection: Connection, village_id: int) -> None:
    """Begin a transaction that row-level security lets see this village. The driver then begins none of its own."""
    connection.info["waiting"] = [BEGIN]
    tell(connection, Told("select set_config('yishi.village', $1, true)", [str(village_id)]))


def tell(connection: Connection, told: Told) -> None:
    """Let a statement travel with the next one; what is wrong with it is raised there, at the latest at the commit."""
    connection.info.setdefault("waiting", []).append(told)


def ask(connection: Connection, told: Told) -> list[tuple[Any, ...]]:
    """The rows of a statement, sent in one message with whatever waits."""
    tell(connection, told)
    result = _exchange(connection)
    driver: Any = connection.connection.driver_connection
    values = Transformer(driver)
    values.set_pgresult(result)
    return values.load_rows(0, result.ntuples, tuple)


def _exchange(connection: Connection) -> PGresult:
    """Send all that waits in one message; the answer to the last of it. Raises the driver's errors."""
    waiting: list[Told] = connection.info.pop("waiting")
    driver: Any = connection.connection.driver_connection
    known: dict[str, bytes] = connection.info.setdefault("prepared", {})
    new: dict[str, bytes] = {}
    server: PGconn = driver.pgconn
    write = Transformer(driver)
    try:
        server.enter_pipeline_mode()
        for sql, values, form in waiting:
            name = known.get(sql) or new.get(sql)
            if name is None:
                name = new[sql] = b"yishi_%d" % next(_NUMBERS)
                server.send_prepare(name, sql.encode())
            sent = write.dump_sequence(values, [PyFormat.TEXT] * len(values))
            server.send_query_prepared(name, sent, result_format=form)
        server.pipeline_sync()
        answers = _answers(server)
        server.exit_pipeline_mode()
    except BaseException:  # half a conversation cannot be taken up again
        connection.invalidate()
        raise
    for answer in answers:
        if answer.status not in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
            raise error_from_result(answer)
    known.update(new)
    return answers[-1]


def _answers(server: PGconn) -> list[PGresult]:
    """What the server says up to the end of this message."""
    answers: list[PGresult] = []
    line = select.poll()
    while True:
        while (unsent := server.flush()) or server.is_busy():
            line.register(server.socket, select.POLLIN | (select.POLLOUT if unsent else 0))
            line.poll()
            server.consume_input()
        answer = server.get_result()
        if answer is not None and answer.status == ExecStatus.PIPELINE_SYNC:
            return answers
        if answer is not None:
            answers.append(answer)
