"""Entering what happened, asking for more, and what a notice that hangs makes good: on both databases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.harness.notices import hang_typed
from tests.harness.village import SmallVillage, small_village
from webapp.audit.check import problems_of_village
from webapp.board.rules import Cover, NoticeKind
from webapp.committee.disclosures import operations, queries
from webapp.committee.disclosures.rules import DutyState
from webapp.core.errors import Conflict, InvalidInput, NotPermitted, RuleBroken
from webapp.council.calls.rules import CallSource, CallState

pytestmark = pytest.mark.both_databases


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    """A village with people in every office."""
    return small_village(acting)


def refused(act: Any) -> list[str]:
    """The reasons why an act is refused."""
    with pytest.raises(RuleBroken) as error:
        act()
    return [blocker.code for blocker in error.value.blockers]


def test_three_representatives_of_twelve_oblige_the_committee(village: SmallVillage) -> None:
    call = operations.ask_disclosure(village.ctx("rep_1"), CallSource.REPRESENTATIVES, "鱼塘合同全文")
    assert (call.base, call.needed, call.state) == (12, 3, CallState.GATHERING)
    with pytest.raises(Conflict):
        operations.support_disclosure(village.ctx("rep_1"), call.id)
    assert refused(lambda: operations.support_disclosure(village.ctx("villager"), call.id)) == ["call.representatives"]
    assert refused(lambda: operations.ask_disclosure(village.ctx("rep_1"), CallSource.REPRESENTATIVES, "再要一份")) == [
        "call.already_open"
    ]
    operations.support_disclosure(village.ctx("rep_2"), call.id)
    assert operations.record_disclosure_names(village.ctx("clerk"), call.id, [village.people["rep_3"]]) == 1
    ctx = village.ctx("rep_4")
    found = queries.call_by_number(ctx.session, call.short_number)
    assert found is not None
    assert (found.state, found.due_on) == (CallState.REACHED, date(2026, 3, 5))
    assert refused(lambda: operations.support_disclosure(village.ctx("rep_4"), call.id)) == ["disclosure.is_reached"]
    asked = Cover("asked", call.short_number)
    assert [one.duty.cover for one in queries.calendar(ctx.session, date(2026, 3, 6)).overdue] == [asked]
    draft = operations.draft_disclosure(village.ctx("clerk"), [asked], "鱼塘合同", "全文如下。")
    assert draft.covers == f"asked:{call.short_number}"
    with pytest.raises(NotPermitted):
        operations.record_disclosure_names(village.ctx("chair"), call.id, [village.people["rep_5"]])


def test_a_duty_is_met_by_the_notice_that_hangs_and_not_by_its_draft(village: SmallVillage, clock: Any) -> None:
    occasion = operations.note_occasion(village.ctx("supervisor"), "contracts", "鱼塘续租", date(2026, 2, 27))
    assert occasion.due_on == date(2026, 3, 2)
    cover = Cover("contracts", occasion.short_number)
    draft = operations.draft_disclosure(village.ctx("clerk"), [cover], "鱼塘续租", "续租三年。")
    assert draft.kind is NoticeKind.FINANCE
    clock.advance(days=1)
    session = village.ctx("clerk").session
    assert [one.duty.cover for one in queries.overdue_disclosures(session, date(2026, 3, 3))] == [cover]
    notice = hang_typed(village, NoticeKind.FINANCE, "鱼塘续租", "续租三年。", [cover])
    found = queries.calendar(village.ctx("clerk").session, date(2026, 3, 3)).of_item("contracts")
    assert [(one.state, one.notice, one.days_late(date(2026, 4, 1))) for one in found] == [
        (DutyState.LATE, notice.short_number, 1)
    ]
    assert refused(lambda: operations.draft_disclosure(village.ctx("clerk"), [cover], "再来", "一次")) == [
        "disclosure.not_open"
    ]
    assert refused(lambda: operations.draft_disclosure(village.ctx("clerk"), [], "空", "空")) == [
        "disclosure.nothing_chosen"
    ]
    assert list(problems_of_village(village.ctx("clerk").session)) == []


def test_what_cannot_be_entered(village: SmallVillage) -> None:
    clerk = village.ctx("clerk")
    assert refused(lambda: operations.note_occasion(clerk, "income", "月报", date(2026, 3, 1))) == [
        "disclosure.not_any_time"
    ]
    for day in (date(2026, 3, 3), date(2025, 3, 1)):
        assert refused(lambda on=day: operations.note_occasion(clerk, "land", "宅基地", on)) == [
            "disclosure.happened_on"
        ]
    assert refused(lambda: operations.note_occasion(clerk, "land", "找 13800138000", date(2026, 3, 1))) == [
        "board.private_phone"
    ]
    with pytest.raises(InvalidInput):
        operations.note_occasion(clerk, "land", " ", date(2026, 3, 1))
    with pytest.raises(NotPermitted):
        operations.note_occasion(village.ctx("villager"), "land", "宅基地", date(2026, 3, 1))
