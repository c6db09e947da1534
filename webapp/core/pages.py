"""One page of a long list."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

PER_PAGE = 20


@dataclasses.dataclass(frozen=True)
class Page:
    """One page of a list: `number` counts from 1."""

    rows: Sequence[Any]
    number: int
    total: int
    per_page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.per_page))


def cut(rows: Sequence[Any], number: int, per_page: int) -> Page:
    """One page of rows that are there already."""
    return Page(rows[(number - 1) * per_page : number * per_page], number, len(rows), per_page)


def page_of(session: Session, statement: Select[*tuple[Any, ...]], number: int, per_page: int = PER_PAGE) -> Page:
    """The rows of one page of an ordered statement, and how many there are in all: two queries.

    A row of several columns stays a row; a row of one is that one thing.
    """
    total = session.execute(select(func.count()).select_from(statement.order_by(None).subquery())).scalar_one()
    rows = session.execute(statement.limit(per_page).offset((number - 1) * per_page)).all()
    return Page([row[0] if len(row) == 1 else row for row in rows], number, total, per_page)
