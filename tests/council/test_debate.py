"""One item after the other, one speaker after the other, two turns each, and changes voted on before what they change."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy import select

from tests.council.builder import ROLES, Council, refused
from tests.harness.statements import statements
from webapp.audit.models import LogEntry
from webapp.core.errors import InvalidInput, NotFound, NotPermitted
from webapp.council.agenda import operations as agenda
from webapp.council.amendments import operations as amendments
from webapp.council.amendments.models import Amendment
from webapp.council.amendments.queries import pending_of
from webapp.council.amendments.rules import MOST_PENDING, AmendmentState, Waiting, voting_order
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import AgendaItem, Meeting
from webapp.council.meetings.queries import agenda_of
from webapp.council.polls import operations as polls
from webapp.council.speeches import operations as speeches
from webapp.council.speeches.models import Speech

pytestmark = pytest.mark.both_databases


def items(council: Council, meeting: Meeting) -> list[AgendaItem]:
    return [item for item, _ in agenda_of(council.anyone().session, meeting.id)]


@pytest.fixture
def hall(council: Council) -> Meeting:
    """A meeting that goes on, with two items and nobody called up."""
    council.mandate()
    return council.open([council.matter(), council.matter(title="修桥")], ROLES[:12])


def ask(council: Council, item: AgendaItem, role: str) -> Speech:
    return speeches.ask_to_speak(council.ctx(role), item.id)


def speak(council: Council, item: AgendaItem, role: str) -> Speech:
    speech = ask(council, item, role)
    speeches.begin_turn(council.ctx("clerk"), speech.id)
    return speeches.end_turn(council.ctx("clerk"), speech.id)


def test_the_order_is_set_until_the_meeting_begins(council: Council) -> None:
    council.mandate()
    meeting = council.convene([council.matter(), council.matter(title="修桥"), council.matter(title="路灯")])
    one, two, three = items(council, meeting)
    clerk = council.ctx("clerk")
    agenda.order_agenda(clerk, meeting.id, [(three.id, 20), (one.id, None), (two.id, 5)])
    assert [(item.id, item.minutes) for item in items(council, meeting)] == [
        (three.id, 20),
        (one.id, None),
        (two.id, 5),
    ]
    twice = [(one.id, None), (one.id, None), (two.id, None)]
    assert set(refused(lambda: agenda.order_agenda(council.ctx("clerk"), meeting.id, twice))) == {"agenda.not_an_order"}
    missing = [(one.id, None), (two.id, None)]
    assert set(refused(lambda: agenda.order_agenda(council.ctx("clerk"), meeting.id, missing))) == {
        "agenda.not_an_order"
    }
    strange = [(one.id, None), (two.id, None), (three.id, None), (meeting.id, None)]
    assert set(refused(lambda: agenda.order_agenda(council.ctx("clerk"), meeting.id, strange))) == {
        "agenda.not_an_order"
    }
    with pytest.raises(InvalidInput):
        agenda.order_agenda(council.ctx("clerk"), meeting.id, [(one.id, 0), (two.id, None), (three.id, None)])
    with pytest.raises(NotPermitted):
        agenda.order_agenda(council.ctx("rep_1"), meeting.id, missing)
    council.fill(meeting, ROLES[:12])
    meetings.open_meeting(council.ctx("clerk"), meeting.id)
    whole = [(one.id, None), (two.id, None), (three.id, None)]
    assert set(refused(lambda: agenda.order_agenda(council.ctx("clerk"), meeting.id, whole))) == {
        "agenda.meeting_began"
    }


def test_one_item_is_called_up_at_a_time(council: Council, hall: Meeting) -> None:
    one, two = items(council, hall)
    agenda.begin_item(council.ctx("chair"), one.id)
    assert set(refused(lambda: agenda.begin_item(council.ctx("chair"), one.id))) == {"agenda.is_current"}
    assert set(refused(lambda: agenda.end_item(council.ctx("chair"), two.id))) == {"agenda.not_current"}
    speech = ask(council, one, "rep_1")
    speeches.begin_turn(council.ctx("clerk"), speech.id)
    agenda.begin_item(council.ctx("chair"), two.id)
    first, second = items(council, hall)
    assert first.ended_at is not None
    assert second.began_at is not None
    assert second.ended_at is None
    ended = council.anyone().session.get_one(Speech, (council.village.village_id, speech.id))
    assert ended.ended_at is not None
    poll = council.poll(hall, 2)
    assert set(refused(lambda: agenda.end_item(council.ctx("chair"), two.id))) == {"agenda.voting_now"}
    assert set(refused(lambda: agenda.begin_item(council.ctx("chair"), one.id))) == {"agenda.voting_now"}
    polls.close_poll(council.ctx("clerk"), poll.id)
    agenda.begin_item(council.ctx("chair"), one.id)
    with pytest.raises(NotPermitted):
        agenda.end_item(council.ctx("rep_1"), one.id)


def test_nothing_is_called_up_before_the_meeting(council: Council) -> None:
    council.mandate()
    meeting = council.convene([council.matter()])
    (item,) = items(council, meeting)
    assert set(refused(lambda: agenda.begin_item(council.ctx("chair"), item.id))) == {"agenda.meeting_not_open"}
    assert set(refused(lambda: ask(council, item, "rep_1"))) == {"speech.meeting_not_open"}


def test_a_third_turn_is_refused_with_the_rule(council: Council, hall: Meeting) -> None:
    one, two = items(council, hall)
    agenda.begin_item(council.ctx("chair"), one.id)
    for _ in range(2):
        speak(council, one, "rep_1")
    assert refused(lambda: ask(council, one, "rep_1")) == {"speech.turns_used": "PRACTICE"}
    assert speak(council, one, "rep_2").turn == 1
    assert ask(council, two, "rep_1").turn == 1


def test_withdrawing_uses_no_turn_up(council: Council, hall: Meeting) -> None:
    (one, _two) = items(council, hall)
    agenda.begin_item(council.ctx("chair"), one.id)
    first = ask(council, one, "rep_1")
    assert set(refused(lambda: ask(council, one, "rep_1"))) == {"speech.waits_already"}
    with pytest.raises(NotPermitted):
        speeches.withdraw_from_list(council.ctx("rep_2"), first.id)
    speeches.withdraw_from_list(council.ctx("rep_1"), first.id)
    assert set(refused(lambda: speeches.withdraw_from_list(council.ctx("rep_1"), first.id))) == {"speech.not_waiting"}
    assert set(refused(lambda: speeches.begin_turn(council.ctx("clerk"), first.id))) == {"speech.not_waiting"}
    again = ask(council, one, "rep_1")
    assert (again.id, again.turn) == (first.id, 1)


def test_one_person_speaks_at_a_time_and_only_who_is_there(council: Council, hall: Meeting) -> None:
    one, two = items(council, hall)
    early = ask(council, one, "rep_1")
    assert set(refused(lambda: speeches.begin_turn(council.ctx("clerk"), early.id))) == {"speech.item_not_current"}
    agenda.begin_item(council.ctx("chair"), one.id)
    second, third = ask(council, one, "rep_2"), ask(council, one, "rep_3")
    speeches.begin_turn(council.ctx("clerk"), early.id)
    assert set(refused(lambda: speeches.begin_turn(council.ctx("clerk"), second.id))) == {"speech.somebody_speaks"}
    assert set(refused(lambda: ask(council, one, "rep_1"))) == {"speech.waits_already"}
    with pytest.raises(NotPermitted):
        speeches.begin_turn(council.ctx("rep_2"), second.id)
    speeches.end_turn(council.ctx("clerk"), early.id)
    assert set(refused(lambda: speeches.end_turn(council.ctx("clerk"), early.id))) == {"speech.not_speaking"}
    meetings.leave(council.ctx("clerk"), council.seat(hall, "rep_2").id)
    assert set(refused(lambda: speeches.begin_turn(council.ctx("clerk"), second.id))) == {"speech.left_the_hall"}
    assert set(refused(lambda: ask(council, two, "rep_12"))) == {"speech.not_in_hall"}
    council.poll(hall)
    assert set(refused(lambda: speeches.begin_turn(council.ctx("clerk"), third.id))) == {"speech.voting_now"}
    assert set(refused(lambda: ask(council, one, "rep_4"))) == {"speech.voting_now"}
    with pytest.raises(NotPermitted):
        ask(council, one, "villager")


def test_the_clerk_lists_who_raises_a_hand_and_writes_down_what_was_said(council: Council, hall: Meeting) -> None:
    (one, _two) = items(council, hall)
    agenda.begin_item(council.ctx("chair"), one.id)
    speech = speeches.list_speaker(council.ctx("clerk"), one.id, council.seat(hall, "rep_5").id)
    with pytest.raises(NotFound):
        speeches.list_speaker(council.ctx("clerk"), one.id, uuid.uuid4())
    assert set(refused(lambda: speeches.summarise_speech(council.ctx("clerk"), speech.id, "赞成"))) == {
        "speech.not_spoken_yet"
    }
    speeches.begin_turn(council.ctx("chair"), speech.id)
    speeches.summarise_speech(council.ctx("clerk"), speech.id, " 赞成，建议分两段施工 ")
    with pytest.raises(InvalidInput):
        speeches.summarise_speech(council.ctx("clerk"), speech.id, "长" * 2001)
    with pytest.raises(NotPermitted):
        speeches.summarise_speech(council.ctx("rep_1"), speech.id, "别的话")
    kept = council.anyone().session.get_one(Speech, (council.village.village_id, speech.id))
    assert kept.summary == "赞成，建议分两段施工"
    meetings.close_meeting(council.ctx("clerk"), hall.id, "散会")
    assert set(refused(lambda: speeches.summarise_speech(council.ctx("clerk"), speech.id, "改"))) == {
        "meeting.is_closed"
    }


def test_amendments_are_voted_on_before_what_they_change() -> None:
    main_1, main_2, deep_1, deep_2 = (uuid.UUID(int=n) for n in (1, 2, 3, 4))
    waiting = [
        Waiting(main_1, 1, None),
        Waiting(main_2, 2, None),
        Waiting(deep_1, 3, main_1),
        Waiting(deep_2, 4, main_1),
    ]
    assert voting_order(waiting) == [main_2, deep_2, deep_1, main_1]
    assert voting_order([Waiting(deep_1, 3, main_1)]) == [deep_1]
    assert voting_order([]) == []


def test_moving_and_taking_back(council: Council, hall: Meeting) -> None:
    one, _two = items(council, hall)

    def move(role: str, text: str, changes: Any = None, item: AgendaItem = one) -> Amendment:
        return amendments.move_amendment(council.ctx(role), item.id, text, changes)

    assert set(refused(lambda: move("rep_1", "改为两年"))) == {"amendment.item_not_current"}
    agenda.begin_item(council.ctx("chair"), one.id)
    first = move("rep_1", "预算改为十万元")
    council.clock.advance(minutes=1)
    second = move("rep_2", "秋收后完工")
    third = move("rep_3", "十万改为九万", first.id)
    assert [one.number for one in pending_of(council.anyone().session, one.id)] == [2, 3, 1]
    assert set(refused(lambda: move("rep_4", "九万改八万", third.id))) == {"amendment.too_deep"}
    with pytest.raises(NotFound):
        move("rep_4", "什么", uuid.uuid4())
    with pytest.raises(InvalidInput):
        move("rep_4", "  ")
    with pytest.raises(NotPermitted):
        move("villager", "我也提")
    assert set(refused(lambda: move("rep_12", "我没到"))) == {"amendment.not_in_hall"}
    with pytest.raises(NotPermitted):
        amendments.withdraw_amendment(council.ctx("rep_2"), first.id)
    amendments.withdraw_amendment(council.ctx("rep_1"), first.id)
    assert set(refused(lambda: amendments.withdraw_amendment(council.ctx("rep_1"), first.id))) == {
        "amendment.not_pending"
    }
    states = {row.number: row.state for row in council.anyone().session.execute(select(Amendment)).scalars()}
    assert states == {1: AmendmentState.WITHDRAWN, 2: AmendmentState.PENDING, 3: AmendmentState.WITHDRAWN}
    assert set(refused(lambda: move("rep_4", "九万改八万", first.id))) == {"amendment.not_pending"}
    fallen = select(LogEntry).where(LogEntry.event == "amendment_withdrawn")
    assert len(council.anyone().session.execute(fallen).all()) == 2
    poll = council.poll(hall, amendment_id=second.id)
    assert set(refused(lambda: amendments.withdraw_amendment(council.ctx("rep_2"), second.id))) == {
        "amendment.voting_now"
    }
    polls.close_poll(council.ctx("clerk"), poll.id)
    poll = council.poll(hall)
    assert set(refused(lambda: move("rep_4", "晚了"))) == {"amendment.voting_now"}
    council.vote(poll, ROLES[:9])
    polls.close_poll(council.ctx("clerk"), poll.id)
    assert set(refused(lambda: move("rep_4", "晚了"))) == {"amendment.item_decided"}


def test_a_hall_keeps_so_many_apart_and_no_more(council: Council, hall: Meeting) -> None:
    (one, _two) = items(council, hall)
    agenda.begin_item(council.ctx("chair"), one.id)
    for number in range(MOST_PENDING):
        amendments.move_amendment(council.ctx("rep_1"), one.id, f"改动{number}")
    assert set(refused(lambda: amendments.move_amendment(council.ctx("rep_2"), one.id, "再改"))) == {
        "amendment.too_many"
    }
    with statements(council.anyone().session.get_bind()) as sent:
        assert len(pending_of(council.anyone().session, one.id)) == MOST_PENDING
    assert len(sent) <= 2
