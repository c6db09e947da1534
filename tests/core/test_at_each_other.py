"""Two acts that wait for each other: one goes first, the other is told so, and nothing breaks."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from tests.core.test_operation import GroupNamed
from tests.harness.village import small_village
from webapp.core.context import Context
from webapp.core.errors import Conflict
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.village.register.models import VillagersGroup


@operation(P.OFFICE_FILL, on=VillagersGroup)
def rename_both(ctx: Context, group: VillagersGroup, other: Any) -> None:
    """Take one group, and after a moment the other."""
    time.sleep(0.3)
    held = ctx.session.get_one(VillagersGroup, (ctx.village_id, other), with_for_update=True, populate_existing=True)
    group.name, held.name = "先", "后"
    ctx.record(GroupNamed(group_name="先"), subject=group)


@pytest.mark.both_databases
def test_a_deadlock_is_a_conflict_for_one_of_the_two(acting: Any) -> None:
    village = small_village(acting)
    first, second = (one.id for one in acting(village.village_id).session.query(VillagersGroup))
    acting.close()
    ends: list[str] = []

    def act(one: Any, other: Any) -> None:
        ctx = acting(village.village_id)
        try:
            rename_both(ctx, one, other)
            ends.append("done")
        except Conflict as error:
            ends.append(error.code)
        finally:
            ctx.session.close()

    threads = [threading.Thread(target=act, args=pair) for pair in ((first, second), (second, first))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) in (["at_the_same_time", "done"], ["done", "done"])
