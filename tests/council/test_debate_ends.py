"""A meeting that closes ends its debate: no turn runs on for hours, and nothing of it changes the day after."""

from __future__ import annotations

import pytest

from tests.council.builder import Council, refused
from tests.council.test_debate import ask, hall, items
from webapp.council.agenda import operations as agenda
from webapp.council.amendments import operations as amendments
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting
from webapp.council.speeches import operations as speeches
from webapp.council.speeches.models import Speech

__all__ = ["hall"]
pytestmark = pytest.mark.both_databases


def test_closing_ends_the_item_and_the_turn_that_went_on(council: Council, hall: Meeting) -> None:
    one, _two = items(council, hall)
    agenda.begin_item(council.ctx("chair"), one.id)
    speaking, waiting = ask(council, one, "rep_1"), ask(council, one, "rep_2")
    speeches.begin_turn(council.ctx("clerk"), speaking.id)
    moved = amendments.move_amendment(council.ctx("rep_1"), one.id, "预算改为十万元")
    council.clock.advance(minutes=9)
    closed = meetings.close_meeting(council.ctx("clerk"), hall.id, "散会。")
    session = council.anyone().session
    assert items(council, hall)[0].ended_at == closed.closed_at
    assert session.get_one(Speech, (hall.village_id, speaking.id)).ended_at == closed.closed_at
    council.clock.advance(hours=20)
    late = {
        "turn": lambda: speeches.end_turn(council.ctx("clerk"), speaking.id),
        "list": lambda: speeches.withdraw_from_list(council.ctx("rep_2"), waiting.id),
        "amendment": lambda: amendments.withdraw_amendment(council.ctx("rep_1"), moved.id),
    }
    assert {name: set(refused(act)) for name, act in late.items()} == {
        "turn": {"speech.not_speaking"},
        "list": {"meeting.is_closed"},
        "amendment": {"meeting.is_closed"},
    }
