"""The short ways a ballot takes keep to the village, hold their row, and change one row only."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar

import pytest
from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError

from tests.harness.acting import NEIGHBOUR, VILLAGE
from tests.harness.village import SmallVillage, small_village
from webapp.audit.check import problems_of_village
from webapp.core.context import Context
from webapp.core.database import Database, prepared
from webapp.core.errors import Conflict
from webapp.core.events import Event
from webapp.core.ids import new_id
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.village.register.models import Household, VillagersGroup

pytestmark = pytest.mark.both_databases
NAMED = prepared(select(VillagersGroup.id, VillagersGroup.position).where(VillagersGroup.name == bindparam("name")))
WHOLE = prepared(select(VillagersGroup).where(VillagersGroup.name == bindparam("name")))


@dataclasses.dataclass(frozen=True)
class GroupPut(Event):
    """A group was put in its place."""

    name: ClassVar[str] = "group_put"
    position: int


@operation(P.OFFICE_FILL)
def put_group(ctx: Context, name: str, position: int) -> VillagersGroup:
    group = ctx.session.put(VillagersGroup(name=name, position=position), under=("name",))
    ctx.record(GroupPut(group.position), subject=group)
    return group


@operation(P.OFFICE_FILL)
def put_household_nowhere(ctx: Context) -> None:
    home = Household(number="77777", group_id=new_id(), constituency_id=None, door="", position=7)
    ctx.session.put(home, under=("number",))
    ctx.record(GroupPut(7), subject=home)


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    small_village(acting, NEIGHBOUR, "邻村")
    return small_village(acting)


def test_prepared_statements_see_their_own_village_only(village: SmallVillage, acting: Any) -> None:
    here, there = acting(VILLAGE).session, acting(NEIGHBOUR).session
    mine, theirs = (session.look_up(NAMED, name="第1村民小组") for session in (here, there))
    assert (len(mine), len(theirs)) == (1, 1)
    assert mine[0].id != theirs[0].id
    assert here.execute(WHOLE, {"name": "第1村民小组"}).scalar_one().id == mine[0].id


def test_prepared_statements_are_not_for_reading_across_villages(village: SmallVillage, database: Database) -> None:
    with database.across_villages() as session, pytest.raises(RuntimeError, match="one village"):
        session.execute(WHOLE, {"name": "一组"})


def test_a_statement_that_was_not_prepared_is_refused(village: SmallVillage, acting: Any) -> None:
    with pytest.raises(RuntimeError, match="prepared"):
        acting().session.look_up(select(VillagersGroup.id))


def test_a_held_row_is_as_the_database_has_it_and_nobody_elses(village: SmallVillage, acting: Any) -> None:
    session, key = acting().session, village.households[3]
    held = session.hold(Household, key)
    assert (held.number, held.group_id, held.position) == ("00004", session.get(Household, (VILLAGE, key)).group_id, 4)
    assert held not in session
    assert acting(NEIGHBOUR).session.hold(Household, key) is None


def test_what_is_put_twice_stands_once_with_the_later_values(village: SmallVillage, acting: Any) -> None:
    first, second = put_group(acting(), "新组", 8), put_group(acting(), "新组", 9)
    assert (first.id, first.salt, first.position, second.position) == (second.id, second.salt, 8, 9)
    assert [row.position for row in acting().session.look_up(NAMED, name="新组")] == [9]
    assert list(problems_of_village(acting().session)) == []


def test_each_village_puts_its_own(village: SmallVillage, acting: Any) -> None:
    assert put_group(acting(VILLAGE), "新组", 8).id != put_group(acting(NEIGHBOUR), "新组", 9).id
    assert acting(VILLAGE).session.look_up(NAMED, name="新组")[0].position == 8


def test_a_reference_to_nothing_is_refused_as_by_a_flush(village: SmallVillage, acting: Any) -> None:
    with pytest.raises(Conflict) as refused:
        put_household_nowhere(acting())
    assert isinstance(refused.value.__cause__, IntegrityError)
    assert put_group(acting(), "新组", 8).position == 8


def test_a_write_decides_on_fresh_rows(village: SmallVillage, acting: Any) -> None:
    reader = acting()
    seen = reader.session.execute(WHOLE, {"name": "第1村民小组"}).scalar_one()
    assert seen.position == 1
    put_group(acting(), "第1村民小组", 5)
    reader.session.begin_write()
    assert seen.position == 5
    assert reader.session.look_up(NAMED, name="第1村民小组")[0].position == 5
    reader.session.rollback()
