"""What hangs on the board, how long, and who may object: on both databases."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest

from tests.harness.notices import hang_typed
from tests.harness.village import SmallVillage, small_village
from webapp.audit.models import LogEntry
from webapp.board import operations, queries
from webapp.board.drafts.operations import write_draft
from webapp.board.models import Notice
from webapp.board.rules import NoticeKind
from webapp.charter.operations import adopt_local_rule
from webapp.core.context import Context
from webapp.core.errors import Conflict, InvalidInput, NotFound, NotPermitted, RuleBroken
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P

pytestmark = pytest.mark.both_databases


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    """A village with people in every office."""
    return small_village(acting)


@operation(P.POLL_CLOSE)
def decide_something(ctx: Context, text: str) -> Notice:
    """An act of a room above that hangs a notice."""
    return operations.hang_notice(
        ctx, NoticeKind.RESOLUTION, "东渠清淤", text, about=("resolution", ctx.actor.account_id)
    )


def hang(village: SmallVillage, title: str = "二月用水", text: str = "每户 **12** 方。") -> Notice:
    """A notice typed by the clerk."""
    return hang_typed(village, NoticeKind.AFFAIRS, title, text)


def codes(error: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    """What stood in the way."""
    return [blocker.code for blocker in error.value.blockers]


def test_a_notice_hangs_fifteen_days_and_the_day_of_hanging_does_not_count(village: SmallVillage) -> None:
    notice = hang(village)
    assert (notice.short_number, notice.hangs_until) == ("2026-1", date(2026, 3, 17))
    assert hang(village).short_number == "2026-2"
    assert [found.short_number for found in queries.hanging_notices(village.ctx("villager").session)] == [
        "2026-2",
        "2026-1",
    ]


def test_the_days_are_the_villages_own_when_it_is_stricter(village: SmallVillage) -> None:
    adopt_local_rule(village.ctx("chair"), "publish.display.days", 20, "村民会议", date(2026, 3, 2))
    assert hang(village).hangs_until == date(2026, 3, 22)


def test_a_notice_never_hangs_shorter_than_people_may_object(village: SmallVillage) -> None:
    adopt_local_rule(village.ctx("chair"), "publish.objection.days", 30, "村民会议", date(2026, 3, 2))
    assert hang(village).hangs_until == date(2026, 4, 1)


def test_it_comes_down_only_after_its_last_day(village: SmallVillage, clock: Any) -> None:
    notice = hang(village)
    clock.set(date(2026, 3, 17), 23)
    with pytest.raises(RuleBroken) as refused:
        operations.take_down(village.ctx("clerk"), notice.id)
    assert codes(refused) == ["board.display_not_over"]
    assert refused.value.blockers[0].article == "VCOL-2025:35"
    clock.set(date(2026, 3, 18), 0)
    ctx = village.ctx("clerk")
    operations.take_down(ctx, notice.id)
    assert queries.hanging_count(ctx.session) == 0
    assert queries.archive_page(ctx.session, 1).total == 1
    with pytest.raises(Conflict):
        operations.take_down(village.ctx("clerk"), notice.id)


def test_it_does_not_come_down_while_a_villager_waits_for_an_answer(village: SmallVillage, clock: Any) -> None:
    notice = hang(village)
    objection = operations.raise_objection(village.ctx("villager"), notice.id, "水量不对。")
    clock.advance(days=20)
    with pytest.raises(RuleBroken) as refused:
        operations.take_down(village.ctx("clerk"), notice.id)
    assert codes(refused) == ["board.objection_unanswered"]
    operations.answer_objection(village.ctx("member"), objection.id, "已重新抄表。")
    assert operations.take_down(village.ctx("clerk"), notice.id).taken_down_at is not None


def test_an_objection_has_a_clock_that_moves_off_the_weekend(village: SmallVillage, clock: Any) -> None:
    notice = hang(village)
    first = operations.raise_objection(village.ctx("villager"), notice.id, "水量不对。")
    assert (first.number, first.reply_due) == (1, date(2026, 3, 9))  # five days on is a Saturday
    session = village.ctx("clerk").session
    clock.set(date(2026, 3, 9), 23)
    assert queries.overdue_replies(session, date(2026, 3, 9)) == []
    assert [row.objection.id for row in queries.overdue_replies(session, date(2026, 3, 10))] == [first.id]


def test_one_open_objection_a_person_a_notice(village: SmallVillage) -> None:
    notice = hang(village)
    first = operations.raise_objection(village.ctx("villager"), notice.id, "水量不对。")
    with pytest.raises(RuleBroken) as refused:
        operations.raise_objection(village.ctx("villager"), notice.id, "还是不对。")
    assert codes(refused) == ["board.objection_open"]
    assert operations.raise_objection(village.ctx("villager_2"), notice.id, "我也说。").number == 2
    operations.answer_objection(village.ctx("chair"), first.id, "已改。")
    assert operations.raise_objection(village.ctx("villager"), notice.id, "还是不对。").number == 3


def test_objections_end_when_the_notice_is_down(village: SmallVillage, clock: Any) -> None:
    notice = hang(village)
    clock.advance(days=16)
    operations.raise_objection(village.ctx("villager_2"), notice.id, "还挂着，可以提。")
    operations.answer_objection(
        village.ctx("chair"), queries.open_replies(village.ctx("chair").session)[0].objection.id, "好。"
    )
    operations.take_down(village.ctx("clerk"), notice.id)
    with pytest.raises(RuleBroken) as refused:
        operations.raise_objection(village.ctx("villager"), notice.id, "晚了。")
    assert codes(refused) == ["board.no_longer_hangs"]


def test_nobody_answers_twice_or_themselves(village: SmallVillage) -> None:
    notice = hang(village)
    own = operations.raise_objection(village.ctx("member"), notice.id, "我自己也有疑问。")
    with pytest.raises(RuleBroken) as refused:
        operations.answer_objection(village.ctx("member"), own.id, "没事。")
    assert codes(refused) == ["board.own_objection"]
    operations.answer_objection(village.ctx("chair"), own.id, "查过了。")
    with pytest.raises(Conflict):
        operations.answer_objection(village.ctx("chair"), own.id, "再说一次。")


def test_who_may_not(village: SmallVillage) -> None:
    notice = hang(village)
    with pytest.raises(NotPermitted):
        operations.hang_notice(village.ctx("villager"), NoticeKind.AFFAIRS, "题目", "内容")
    with pytest.raises(NotPermitted):
        operations.take_down(village.ctx("chair"), notice.id)
    objection = operations.raise_objection(village.ctx("villager"), notice.id, "水量不对。")
    with pytest.raises(NotPermitted):
        operations.answer_objection(village.ctx("supervisor"), objection.id, "好。")
    with pytest.raises(NotPermitted):
        operations.raise_objection(village.acting(village.village_id), notice.id, "命令行不能提。")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("低保：李某 411381199003071234", "board.private_identity"),
        ("电话 １３８-００１３-８０００", "board.private_phone"),
        ("卡号 6222 0200 1234 5678 901", "board.private_bank"),
    ],
)
def test_personal_numbers_are_refused_in_an_objection(village: SmallVillage, text: str, code: str) -> None:
    notice = hang(village)
    with pytest.raises(RuleBroken) as refused:
        operations.raise_objection(village.ctx("villager"), notice.id, text)
    assert codes(refused) == [code]
    assert refused.value.blockers[0].article == "PIPL:6"


def test_nobody_hangs_by_hand_what_must_pass_its_way(village: SmallVillage) -> None:
    with pytest.raises(RuleBroken) as refused:
        operations.hang_notice(village.ctx("clerk"), NoticeKind.AFFAIRS, "停水", "三月五日停水。")
    assert codes(refused) == ["board.needs_draft"]
    assert refused.value.blockers[0].article == "SHANDONG:11"


def test_a_notice_of_a_decision_hangs_by_itself_and_masks_personal_numbers(village: SmallVillage) -> None:
    with pytest.raises(RuleBroken) as refused:
        operations.hang_notice(village.ctx("clerk"), NoticeKind.RESOLUTION, "假决议", "通过。")
    assert codes(refused) == ["board.hangs_by_itself"]
    ctx = village.ctx("chair")
    notice = decide_something(ctx, "补助李某 411381199003071234 五百元")
    assert notice.text == "补助李某 **************1234 五百元"
    assert queries.notice_about(ctx.session, "resolution", ctx.actor.account_id) == notice


@pytest.mark.parametrize(
    ("title", "text"), [("", "内容"), ("题目", "  "), ("题" * 121, "内容"), ("题目", "字" * 20001)]
)
def test_a_notice_needs_words_that_fit(village: SmallVillage, title: str, text: str) -> None:
    with pytest.raises(InvalidInput):
        write_draft(village.ctx("clerk"), NoticeKind.AFFAIRS, title, text)


def test_another_villages_notice_is_not_there(village: SmallVillage, acting: Any) -> None:
    notice = hang(village)
    neighbour = small_village(acting, 411381105202, "邻村")
    with pytest.raises(NotFound):
        operations.raise_objection(neighbour.ctx("villager"), notice.id, "不是我村的。")
    assert queries.notice_by_number(neighbour.ctx("villager").session, "2026-1") is None


def test_at_once_one_villager_gets_one_objection_through(village: SmallVillage) -> None:
    notice = hang(village)
    outcomes: list[str] = []
    contexts = [village.ctx("villager") for _ in range(6)]

    def object_to(ctx: Context) -> None:
        try:
            operations.raise_objection(ctx, notice.id, "同时提。")
            outcomes.append("raised")
        except (RuleBroken, Conflict) as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=object_to, args=(ctx,)) for ctx in contexts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("raised") == 1
    assert queries.last_objection(village.ctx("clerk").session, notice.id) == 1


def test_the_words_of_an_objection_are_only_committed_to_in_the_log(village: SmallVillage) -> None:
    notice = hang(village)
    ctx = village.ctx("villager")
    operations.raise_objection(ctx, notice.id, "我家的水表坏了半年。")
    entry = ctx.session.get_one(LogEntry, (ctx.village_id, ctx.sequence[0]))
    assert entry.event == "objection_raised"
    assert "水表" not in bytes(entry.body).decode()
    assert queries.log_number(ctx.session, notice) == ctx.sequence[0] - 2


def test_what_falls_due_next(village: SmallVillage) -> None:
    notice = hang(village)
    operations.raise_objection(village.ctx("villager"), notice.id, "水量不对。")
    dates = queries.next_dates(village.ctx("clerk").session, date(2026, 3, 2))
    assert [(row.on, row.what) for row in dates] == [
        (date(2026, 3, 9), "reply_due"),
        (date(2026, 3, 17), "display_end"),
    ]
    after = queries.display_over(village.ctx("clerk").session, notice.hangs_until + timedelta(days=1))
    assert [row.id for row in after] == [notice.id]
