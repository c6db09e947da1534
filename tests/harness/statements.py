"""Counting what a page asks of the database."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event

from webapp.core.compiled import _Compiled

CountStatements = Callable[[], contextlib.AbstractContextManager[list[str]]]
NOT_QUESTIONS = ("begin", "rollback", "select set_config")


@contextlib.contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """The statements sent while the block runs, without those that only open or close a transaction.

    Those of the shortest way (`core.compiled`) pass by the toolkit and its events; they are noted where their values are made ready.
    """
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
        if not statement.lower().startswith(NOT_QUESTIONS):
            sent.append(statement)

    def send_and_note(one: Any, values: Any) -> list[Any]:
        sent.append(one._sql)
        return send(one, values)

    send = _Compiled._sent
    event.listen(engine, "before_cursor_execute", note)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_Compiled, "_sent", send_and_note)
        try:
            yield sent
        finally:
            event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def count_statements(app: Flask) -> CountStatements:
    """`with count_statements() as sent:` gathers what the application sends."""
    return lambda: statements(app.extensions["yishi_database"].engine)
