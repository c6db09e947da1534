"""How many statements a stretch of work sends to the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event

CountStatements = Callable[[], AbstractContextManager[list[str]]]


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements sent while the block runs, in their order; what only begins or marks a transaction is left out."""
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if "set_config" not in statement and statement != "BEGIN":
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def count_statements(app: Flask) -> CountStatements:
    """`with count_statements() as sent:` gathers what the application sends."""
    return lambda: counted(app.extensions["yishi_database"].engine)
