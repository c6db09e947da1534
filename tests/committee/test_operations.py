"""Tasks and results, on both databases."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest

from tests.committee.decided import carried_out, decided, raised, speak
from tests.harness.village import SmallVillage, small_village
from webapp.board import operations as board
from webapp.board import queries as board_queries
from webapp.board.rules import NoticeKind
from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import MatterState, Step
from webapp.branch.opinions.rules import Place
from webapp.committee import operations, queries
from webapp.committee.rules import TaskState
from webapp.core.context import Context
from webapp.core.errors import Conflict, InvalidInput, NotFound, NotPermitted, RuleBroken
from webapp.core.ids import new_id

pytestmark = pytest.mark.both_databases
DUE = date(2026, 3, 20)


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    """A village with people in every office."""
    return small_village(acting)


def codes(error: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    """What stood in the way."""
    return [blocker.code for blocker in error.value.blockers]


def test_a_task_has_an_owner_a_day_and_a_number(village: SmallVillage) -> None:
    matter, resolution = decided(village)
    ctx = village.ctx("member")
    task = operations.assign_task(ctx, resolution.id, " 挖渠 ", village.people["villager"], DUE)
    assert (task.number, task.title, task.state, task.progress) == (1, "挖渠", TaskState.OPEN, 0)
    again = operations.assign_task(village.ctx("chair"), resolution.id, "护坡", village.people["member"], DUE)
    assert again.number == 2
    row = queries.task_by_number(ctx.session, matter.short_number, 2)
    assert row is not None
    assert row.task.id == again.id


def test_what_cannot_be_given_out(village: SmallVillage) -> None:
    _, resolution = decided(village)
    owner = village.people["member"]
    with pytest.raises(RuleBroken) as refused:
        operations.assign_task(village.ctx("chair"), resolution.id, "挖渠", owner, date(2026, 3, 1))
    assert codes(refused) == ["task.due_past"]
    with pytest.raises(RuleBroken) as refused:
        operations.assign_task(village.ctx("chair"), resolution.id, "找 13800138000", owner, DUE)
    assert codes(refused) == ["board.private_phone"]
    with pytest.raises(NotFound):
        operations.assign_task(village.ctx("chair"), resolution.id, "挖渠", new_id(), DUE)
    with pytest.raises(InvalidInput):
        operations.assign_task(village.ctx("chair"), resolution.id, " ", owner, DUE)
    with pytest.raises(NotPermitted):
        operations.assign_task(village.ctx("supervisor"), resolution.id, "挖渠", owner, DUE)


def test_a_stranger_of_another_village_does_no_task_here(village: SmallVillage, acting: Any) -> None:
    neighbour = small_village(acting, 411381105202, "邻村")
    _, resolution = decided(village)
    with pytest.raises(NotFound):
        operations.assign_task(village.ctx("chair"), resolution.id, "挖渠", neighbour.people["member"], DUE)
    with pytest.raises(NotFound):
        operations.assign_task(neighbour.ctx("chair"), resolution.id, "挖渠", neighbour.people["member"], DUE)


def test_only_the_owner_reports_and_the_chair_may_complete(village: SmallVillage) -> None:
    _, resolution = decided(village)
    task = operations.assign_task(village.ctx("chair"), resolution.id, "挖渠", village.people["villager"], DUE)
    ctx = village.ctx("villager")
    assert operations.report_progress(ctx, task.id, 40, "挖了八百米。").number == 1
    assert operations.report_progress(ctx, task.id, 35, "塌了一段。").number == 2
    with pytest.raises(NotPermitted):
        operations.report_progress(village.ctx("chair"), task.id, 50, "我说。")
    with pytest.raises(NotPermitted):
        operations.complete_task(village.ctx("member"), task.id, "完了。")
    done = operations.complete_task(village.ctx("chair"), task.id, "验收合格。")
    assert (done.state, done.progress) == (TaskState.COMPLETED, 100)
    assert [row.report.progress for row in queries.reports_of(ctx.session, task.id)] == [100, 35, 40]
    with pytest.raises(RuleBroken) as refused:
        operations.report_progress(village.ctx("villager"), task.id, 50, "还没完。")
    assert codes(refused) == ["task.completed"]
    with pytest.raises(RuleBroken):
        operations.complete_task(village.ctx("villager"), task.id, "又完了。")


@pytest.mark.parametrize(("progress", "text"), [(101, "好"), (-1, "好"), (50, ""), (50, "字" * 5001)])
def test_reports_that_cannot_be(village: SmallVillage, progress: int, text: str) -> None:
    _, resolution = decided(village)
    task = operations.assign_task(village.ctx("chair"), resolution.id, "挖渠", village.people["member"], DUE)
    with pytest.raises(InvalidInput):
        operations.report_progress(village.ctx("member"), task.id, progress, text)


def test_late_tasks_stand_first(village: SmallVillage, clock: Any) -> None:
    _, resolution = decided(village)
    for title, due in (("后", date(2026, 4, 9)), ("先", date(2026, 3, 5)), ("完", date(2026, 3, 4))):
        operations.assign_task(village.ctx("chair"), resolution.id, title, village.people["member"], due)
    session = village.ctx("chair").session
    done = queries.tasks_of_owner(session, village.people["member"])[0].task
    operations.complete_task(village.ctx("member"), done.id, "完了。")
    clock.set(date(2026, 3, 6))
    ctx = village.ctx("chair")
    page = queries.tasks_page(ctx.session, 1, date(2026, 3, 6))
    assert [row.task.title for row in page.rows] == ["先", "后", "完"]
    assert [row.task.title for row in queries.late_tasks(ctx.session, date(2026, 3, 6))] == ["先"]
    assert queries.tasks_page(ctx.session, 1, date(2026, 3, 6), late=True).total == 1
    assert queries.tasks_page(ctx.session, 1, date(2026, 3, 6), TaskState.COMPLETED).total == 1


def test_the_gates_before_a_result_one_by_one(village: SmallVillage, clock: Any) -> None:
    matter, resolution = decided(village)

    def found() -> list[str]:
        with pytest.raises(RuleBroken) as refused:
            operations.publish_result(village.ctx("chair"), matter.id, "挖完两公里。", 100)
        return codes(refused)

    during, before = "result.opinion.during_execution", "result.opinion.before_result"
    assert found() == ["result.display_not_over", "result.no_tasks", during, before]
    notice = board_queries.notice_about(village.ctx("chair").session, "resolution", resolution.id)
    assert notice is not None
    objection = board.raise_objection(village.ctx("villager"), notice.id, "渠不够深。")
    task = operations.assign_task(village.ctx("chair"), resolution.id, "挖渠", village.people["member"], DUE)
    clock.set(date(2026, 3, 18))
    assert found() == ["result.objections_open", "result.tasks_open", during, before]
    board.answer_objection(village.ctx("chair"), objection.id, "加深三十公分。")
    speak(village, matter.id, Place.DURING_EXECUTION)
    operations.complete_task(village.ctx("member"), task.id, "挖完了。")
    assert found() == [before]
    speak(village, matter.id, Place.BEFORE_RESULT)
    clock.advance(minutes=1)
    more = operations.assign_task(village.ctx("chair"), resolution.id, "护坡", village.people["member"], DUE)
    operations.complete_task(village.ctx("member"), more.id, "护完了。")
    assert found() == [before]
    speak(village, matter.id, Place.BEFORE_RESULT)
    assert operations.publish_result(village.ctx("chair"), matter.id, "挖完两公里。", 100).spent_fen == 100


def test_a_result_hangs_and_the_matter_is_done(village: SmallVillage, clock: Any) -> None:
    matter, resolution = decided(village)
    carried_out(village, matter, resolution, clock)
    ctx = village.ctx("chair")
    with pytest.raises(NotPermitted):
        operations.publish_result(village.ctx("member"), matter.id, "挖完两公里。", 12_650_000)
    result = operations.publish_result(ctx, matter.id, "挖完两公里。", 12_650_000)
    found = ctx.session.get_one(Matter, (ctx.village_id, matter.id), populate_existing=True)
    assert (found.state, found.step) == (MatterState.DONE, Step.DISCLOSE_RESULT)
    notice = board_queries.notice_about(ctx.session, "result", result.id)
    assert notice is not None
    assert (notice.kind, notice.matter_id, notice.hangs_until) == (NoticeKind.RESULT, matter.id, date(2026, 4, 2))
    with pytest.raises(RuleBroken) as refused:
        operations.publish_result(village.ctx("chair"), matter.id, "再来一次。", 1)
    assert codes(refused) == ["matter.done"]
    with pytest.raises(RuleBroken):
        operations.assign_task(village.ctx("chair"), resolution.id, "还要挖", village.people["member"], DUE)


def test_at_once_one_result_is_published(village: SmallVillage, clock: Any) -> None:
    matter, resolution = decided(village)
    carried_out(village, matter, resolution, clock)
    outcomes: list[str] = []

    def publish(ctx: Context) -> None:
        try:
            operations.publish_result(ctx, matter.id, "挖完两公里。", 100)
            outcomes.append("published")
        except (RuleBroken, Conflict) as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=publish, args=(village.ctx("chair"),)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("published") == 1
    assert len(outcomes) == 5


def test_a_matter_not_decided_has_nothing_to_publish(village: SmallVillage) -> None:
    matter = raised(village)
    with pytest.raises(RuleBroken) as refused:
        operations.publish_result(village.ctx("chair"), matter.id, "提前。", 1)
    assert codes(refused) == ["result.not_decided"]


def test_what_waits_for_the_committee(village: SmallVillage, clock: Any) -> None:
    first, resolution = decided(village)
    decided(village, 2, title="修路")
    carried_out(village, first, resolution, clock)
    ctx = village.ctx("chair")
    waits = queries.waits_for_committee(ctx.session, date(2026, 3, 18))
    assert [row.matter.title for row in waits.without_tasks] == ["修路"]
    assert [matter.title for matter in waits.to_publish] == ["东渠清淤"]
    assert waits.count == 2


def test_what_falls_due_next_in_the_village(village: SmallVillage) -> None:
    _, resolution = decided(village)
    operations.assign_task(village.ctx("chair"), resolution.id, "挖渠", village.people["member"], date(2026, 3, 9))
    dates = queries.next_dates(village.ctx("chair").session, date(2026, 3, 2))
    assert [(row.on, row.what) for row in dates] == [
        (date(2026, 3, 9), "task_due"),
        (date(2026, 3, 17), "display_end"),
    ]
