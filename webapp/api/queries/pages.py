"""One page of any list of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from webapp.core.pages import Page


def page_of_rows(session: Session, statement: Select[*tuple[Any, ...]], asked: dict[str, Any]) -> Page:
    """The rows of the asked page of an ordered statement, and how many there are in all: two queries.

    A row of several columns stays a row; a row of one is that one thing.
    """
    total = session.execute(select(func.count()).select_from(statement.order_by(None).subquery())).scalar_one()
    number, size = asked["page"], asked["page_size"]
    rows = session.execute(statement.limit(size).offset((number - 1) * size)).all()
    return Page([row[0] if len(row) == 1 else row for row in rows], number, total, size)


def page_of_list(found: Sequence[Any], asked: dict[str, Any]) -> Page:
    """The asked page of a short list that is already there."""
    number, size = asked["page"], asked["page_size"]
    return Page(found[(number - 1) * size : number * size], number, len(found), size)


def shown(page: Page, show: Callable[[Any], Any]) -> Page:
    """The same page with every row made ready to be shown."""
    return Page([show(row) for row in page.rows], page.number, page.total, page.per_page)
