"""Short numbers that people can say: matter 2026-14."""

from __future__ import annotations

from sqlalchemy import BigInteger, String
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.core.db import Base, VillageKeyed


class Counter(VillageKeyed, Base):
    """The last number given out under a name, such as `matter:2026`."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


def next_number(session: Session, village_id: int, name: str) -> int:
    """The next number of a series, unbroken and never given twice, under any concurrency. Starts at 1."""
    return _moved(session, village_id, name, 1)


def hold_series(session: Session, village_id: int, name: str) -> None:
    """Let nobody else begin what bears this name until this act is done: what it looks at first stays true."""
    _moved(session, village_id, name, 0)


def _moved(session: Session, village_id: int, name: str, by: int) -> int:
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    statement = insert(Counter).values(village_id=village_id, name=name, value=by)
    statement = statement.on_conflict_do_update(
        index_elements=["village_id", "name"], set_={"value": Counter.value + by}
    )
    return int(session.execute(statement.returning(Counter.value)).scalar_one())
