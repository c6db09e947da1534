"""What nobody waits for travels with the next question: in order, undone with the rest, and never lost."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import bindparam, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from tests.harness.village import SmallVillage, small_village
from webapp.audit.log import ADD_ENTRY
from webapp.audit.models import LogEntry
from webapp.core import compiled
from webapp.core.database import Database, VillageSession, prepared
from webapp.village.register.models import VillagersGroup

pytestmark = pytest.mark.both_databases
GROUPS = prepared(
    select(VillagersGroup.id, VillagersGroup.position).where(VillagersGroup.position > bindparam("above"))
)
WHOLE = select(VillagersGroup)


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    return small_village(acting)


def entry_again(session: VillageSession) -> dict[str, Any]:
    """The columns of the village's first entry, which cannot be written twice."""
    row = session.execute(select(LogEntry).order_by(LogEntry.seq).limit(1)).scalar_one()
    return {column.name: getattr(row, column.name) for column in LogEntry.__table__.columns}


def add_and_commit(session: VillageSession, values: dict[str, Any]) -> None:
    compiled.tell(session.connection(), ADD_ENTRY, values)
    session.commit()


def test_what_is_wrong_with_what_nobody_waited_for_is_raised_at_the_commit(village: SmallVillage, acting: Any) -> None:
    session = acting().session
    values = entry_again(session)
    session.begin_write()
    with pytest.raises(IntegrityError):
        add_and_commit(session, values)
    session.rollback()
    assert session.look_up(GROUPS, above=0)


def test_what_waits_goes_before_the_next_question_and_is_undone_with_it(village: SmallVillage, acting: Any) -> None:
    session = acting().session
    entries = select(LogEntry.seq)
    before = session.execute(entries).all()
    values = entry_again(session) | {"seq": 1000}
    session.begin_write()
    compiled.tell(session.connection(), ADD_ENTRY, values)
    assert len(session.execute(entries).all()) == len(before) + 1
    session.rollback()
    session.begin_write()
    compiled.tell(session.connection(), ADD_ENTRY, values)
    session.rollback()
    assert session.execute(entries).all() == before


def test_prepared_statements_outlive_a_change_of_the_schema(village: SmallVillage, acting: Any) -> None:
    session = acting().session
    found = session.look_up(GROUPS, above=0)
    session.execute(text("create table a_table (number integer)"))
    for _ in range(8):  # the driver prepares what it has seen five times
        session.execute(WHOLE).all()
    session.execute(text("drop table a_table"))
    assert session.look_up(GROUPS, above=0) == found


def test_a_broken_connection_is_replaced(village: SmallVillage, acting: Any, database: Database) -> None:
    if database.kind == "sqlite":
        pytest.skip("the embedded database has no connection that could break")
    session = acting().session
    found = session.look_up(GROUPS, above=0)
    ours = session.execute(text("select pg_backend_pid()")).scalar_one()
    with database.engine.connect() as other:
        other.execute(text("select pg_terminate_backend(:ours)"), {"ours": ours})
    with pytest.raises(OperationalError):
        session.look_up(GROUPS, above=0)
    session.close()
    assert session.look_up(GROUPS, above=0) == found
