"""What waits on the desk of tellers, scrutineers and representatives while a meeting is on."""

from __future__ import annotations

from typing import Any

import pytest

from tests.council.builder import Council
from tests.council.counting import SCRUTINEER, TELLERS, counting
from tests.council.test_pages import people, text
from webapp.council.consultation.queries import households_to_ask
from webapp.council.meetings import operations as meetings
from webapp.council.polls.rules import Channel
from webapp.council.sheets import operations as sheets
from webapp.council.sheets.queries import sheets_waiting_for

__all__ = ["people"]


@pytest.mark.both_databases
def test_sheets_wait_for_their_tellers_and_then_for_the_scrutineer(council: Council) -> None:
    hall = counting(council)
    sheet = hall.open(Channel.HANDS)

    def waits(role: str) -> list[tuple[bool, bool]]:
        found = sheets_waiting_for(council.anyone().session, council.village.people[role])
        return [(one.is_to_confirm, one.differs) for one in found]

    assert [waits(role) for role in (*TELLERS, SCRUTINEER)] == [[(False, False)], [(False, False)], []]
    sheets.enter_sheet(council.ctx(TELLERS[0]), sheet.id, hall.names({"rep_1": "for"}))
    assert [waits(role) for role in (*TELLERS, SCRUTINEER)] == [[], [(False, False)], []]
    sheets.enter_sheet(council.ctx(TELLERS[1]), sheet.id, hall.names({"rep_1": "against"}))
    assert [waits(role) for role in (*TELLERS, SCRUTINEER)] == [[(False, True)], [(False, True)], []]
    sheets.enter_sheet(council.ctx(TELLERS[1]), sheet.id, hall.names({"rep_1": "for"}))
    assert [waits(role) for role in (*TELLERS, SCRUTINEER)] == [[], [], [(True, False)]]
    hall.photograph(sheet)
    hall.confirm(sheet)
    assert [waits(role) for role in (*TELLERS, SCRUTINEER)] == [[], [], []]


def test_the_desks_say_it(council: Council, people: Any) -> None:
    hall = counting(council)
    sheet = hall.open(Channel.HANDS)
    where = "/polls/1/sheets/1"
    assert where in text(people(TELLERS[0]), "/desk")
    assert where not in text(people(SCRUTINEER), "/desk")
    hall.enter(sheet, hall.names({"rep_1": "for"}))
    assert where in text(people(SCRUTINEER), "/desk")
    assert where not in text(people("rep_3"), "/desk")


def test_a_notice_to_read_and_households_to_ask(council: Council, people: Any) -> None:
    meeting = council.convene([council.matter()])
    person = council.village.people["rep_1"]
    [waiting] = households_to_ask(council.anyone().session, person)
    seat = council.seat(meeting, "rep_1")
    assert (waiting.households, waiting.meeting_number) == (seat.households, "2026-1")
    shown = text(people("rep_1"), "/desk")
    assert "请阅读会议通知" in shown
    assert "征求本片户意见" in shown
    meetings.acknowledge_notice(council.ctx("rep_1"), meeting.id)
    assert "请阅读会议通知" not in text(people("rep_1"), "/desk")
    assert not households_to_ask(council.anyone().session, council.village.people["villager"])
