"""A verb is one function, one transaction, one permission, at least one entry."""

from __future__ import annotations

import dataclasses
import threading
from typing import Any, ClassVar

import pytest
from sqlalchemy import func, select

from tests.harness.acting import NEIGHBOUR, VILLAGE, Granting
from tests.harness.village import small_village
from webapp.audit.models import LogEntry, LogHead
from webapp.core.context import Context
from webapp.core.db import VillageScoped
from webapp.core.errors import NotFound, NotPermitted
from webapp.core.events import Event
from webapp.core.ids import new_id
from webapp.core.operation import NothingRecorded, operation
from webapp.core.permissions import Permission as P
from webapp.village.models import Village
from webapp.village.register.models import Household, Resident, VillagersGroup

pytestmark = pytest.mark.both_databases


@dataclasses.dataclass(frozen=True)
class GroupNamed(Event):
    """A group got a name."""

    name: ClassVar[str] = "group_named"
    group_name: str


@operation(P.OFFICE_FILL)
def add_group(ctx: Context, name: str, position: int = 9) -> VillagersGroup:
    group = VillagersGroup(name=name, position=position)
    ctx.session.add(group)
    ctx.record(GroupNamed(group_name=name), subject=group)
    return group


@operation(P.OFFICE_FILL, on=VillagersGroup)
def rename_silently(ctx: Context, group: VillagersGroup) -> None:
    group.name = "silent"


@operation(P.OFFICE_FILL, on=VillagersGroup)
def rename_after_recording(ctx: Context, group: VillagersGroup) -> None:
    ctx.record(GroupNamed(group_name="said"))
    group.name = "done"


@operation(P.OFFICE_FILL)
def add_two_and_fail(ctx: Context) -> None:
    add_group(ctx, "one")
    add_group(ctx, "two")
    raise ValueError("after all")


@operation(P.OFFICE_FILL)
def add_two(ctx: Context) -> None:
    add_group(ctx, "one", 1)
    add_group(ctx, "two", 2)


def entries(ctx: Context) -> int:
    return ctx.session.execute(select(func.count()).select_from(LogEntry)).scalar_one()


def groups(ctx: Context) -> int:
    return ctx.session.execute(select(func.count()).select_from(VillagersGroup)).scalar_one()


def test_a_change_and_its_entry_stand_together(acting: Any) -> None:
    ctx = acting()
    group = add_group(ctx, "一组")
    assert (groups(ctx), entries(ctx)) == (1, 1)
    assert ctx.session.execute(select(LogEntry.subject_id)).scalar_one() == group.id


def test_a_change_without_a_word_is_refused(acting: Any) -> None:
    ctx = acting()
    key = add_group(ctx, "一组").id
    for silent in (rename_silently, rename_after_recording):
        with pytest.raises(NothingRecorded):
            silent(ctx, key)
    assert ctx.session.execute(select(VillagersGroup.name)).scalar_one() == "一组"
    assert entries(ctx) == 1


def test_an_error_undoes_everything_and_nested_verbs_share_one_transaction(acting: Any) -> None:
    ctx = acting()
    with pytest.raises(ValueError, match="after all"):
        add_two_and_fail(ctx)
    assert (groups(ctx), entries(ctx)) == (0, 0)
    add_two(ctx)
    assert (groups(ctx), entries(ctx)) == (2, 2)


def test_who_may_not_is_refused_and_nothing_is_written(acting: Any) -> None:
    ctx = acting(grants=Granting([P.OFFICE_END]))
    with pytest.raises(NotPermitted):
        add_group(ctx, "一组")
    assert (groups(ctx), entries(ctx)) == (0, 0)


def test_a_key_of_another_village_is_not_found(acting: Any) -> None:
    here, there = acting(), acting(NEIGHBOUR)
    key = add_group(there, "邻村一组").id
    for wrong in (key, new_id(), "not a key", None):
        with pytest.raises(NotFound):
            rename_silently(here, wrong)


@pytest.mark.parametrize("model", [Village, Household, Resident, VillagersGroup])
def test_no_statement_sees_another_village(acting: Any, model: type[VillageScoped]) -> None:
    small_village(acting, NEIGHBOUR)
    session = acting(VILLAGE).session
    assert session.execute(select(func.count()).select_from(model)).scalar_one() == 0
    assert session.execute(select(func.count(model.id))).scalar_one() == 0
    assert session.execute(select(func.count()).select_from(select(model).subquery())).scalar_one() == 0
    assert session.execute(select(model)).scalars().all() == []


def test_a_row_of_another_village_cannot_be_written(acting: Any) -> None:
    session = acting(VILLAGE).session
    session.add(VillagersGroup(village_id=NEIGHBOUR, name="x", position=1))
    with pytest.raises(RuntimeError, match="a row of village"):
        session.flush()


def test_forty_at_once_leave_an_unbroken_sequence(acting: Any) -> None:
    acting()
    failures: list[BaseException] = []

    def act(number: int) -> None:
        ctx = acting()
        try:
            for turn in range(5):
                add_group(ctx, f"{number}-{turn}")
        except BaseException as error:
            failures.append(error)
        finally:
            ctx.session.close()

    threads = [threading.Thread(target=act, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    ctx = acting()
    sequence = list(ctx.session.execute(select(LogEntry.seq).order_by(LogEntry.seq)).scalars())
    assert sequence == list(range(40))
    assert ctx.session.execute(select(LogHead.size)).scalar_one() == 40
