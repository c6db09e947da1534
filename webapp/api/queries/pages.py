"""One page of any list of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from webapp.core.pages import Page, page_of


def page_of_rows(session: Session, statement: Select[*tuple[Any, ...]], asked: dict[str, Any]) -> Page:
    """The asked page of an ordered statement: two queries."""
    return page_of(session, statement, asked["page"], asked["page_size"])


def page_of_list(found: Sequence[Any], asked: dict[str, Any]) -> Page:
    """The asked page of a short list that is already there."""
    number, size = asked["page"], asked["page_size"]
    return Page(found[(number - 1) * size : number * size], number, len(found), size)


def shown(page: Page, show: Callable[[Any], Any]) -> Page:
    """The same page with every row made ready to be shown."""
    return Page([show(row) for row in page.rows], page.number, page.total, page.per_page)
