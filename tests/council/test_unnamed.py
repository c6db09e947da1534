"""Who sits for nobody else is named in full on no page that everybody can read: not in votes, debate, screen or data."""

from __future__ import annotations

from typing import Any

import pytest

from tests.council.bodies import IN_TEN_DAYS, Bodies
from tests.council.builder import Council
from tests.council.test_pages import BASE, people, text
from webapp.charter.rules import CountBy
from webapp.council.agenda import operations as agenda
from webapp.council.amendments import operations as amendments
from webapp.council.explanations import operations as explanations
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.queries import agenda_of, household_voices
from webapp.council.polls import operations as polls
from webapp.council.polls.rules import Vote
from webapp.council.speeches import operations as speeches

__all__ = ["people"]
NAME = "李小1"


@pytest.fixture
def bodies(council: Council) -> Bodies:
    found = Bodies(council)
    found.grow()
    return found


def read(browser: Any, paths: list[str]) -> dict[str, bool]:
    """Whether each page names the villager in full."""
    return {path: NAME in text(browser, path) for path in paths}


def test_a_villager_of_an_assembly(people: Any, council: Council, bodies: Bodies) -> None:
    meeting = bodies.assembly(CountBy.PERSONS)
    council.clock.set(meeting.starts_at)
    for seat in council.seats(meeting)[:50]:
        meetings.check_in(council.ctx("clerk"), seat.id)
    if not council.seat(meeting, "son_1").is_present:
        meetings.check_in(council.ctx("clerk"), council.seat(meeting, "son_1").id)
    meetings.open_meeting(council.ctx("clerk"), meeting.id)
    item = agenda_of(council.anyone().session, meeting.id)[0][0]
    agenda.begin_item(council.ctx("chair"), item.id)
    speech = speeches.ask_to_speak(council.ctx("son_1"), item.id)
    moved = amendments.move_amendment(council.ctx("son_1"), item.id, "第三条删去")
    stranger, chair = people(""), people("chair")
    hall, debate = "/meetings/2026-1/screen", "/meetings/2026-1/items/1"
    assert not any(read(stranger, [hall, f"{hall}/live", debate, f"{debate}/live"]).values())
    assert NAME in text(chair, debate), "who leads the meeting has to call people by their names"
    speeches.begin_turn(council.ctx("chair"), speech.id)
    assert not any(read(stranger, [hall, debate]).values())
    amendments.withdraw_amendment(council.ctx("son_1"), moved.id)
    poll = council.poll(meeting)
    polls.declare_recusal(council.ctx("clerk"), poll.id, council.seat(meeting, "rep_1").id, "近亲属")
    polls.cast_ballot(council.ctx("son_1"), poll.id, Vote.AGAINST)
    assert not any(read(stranger, [hall, "/meetings/2026-1/polls/1"]).values())
    polls.close_poll(council.ctx("clerk"), poll.id)
    page = text(stranger, "/meetings/2026-1/polls/1")
    assert NAME not in page
    assert council.seat_name("rep_1") not in page
    assert not any(read(stranger, [hall, "/meetings/2026-1"]).values())
    answer = stranger.get(f"/api/v1/villages/{BASE[3:]}/meetings/2026-1/polls/1")
    assert NAME not in answer.get_data(as_text=True)


def test_a_households_delegate_who_explains_a_vote(people: Any, council: Council, bodies: Bodies) -> None:
    meeting = bodies.assembly(CountBy.HOUSEHOLDS)
    council.clock.set(meeting.starts_at)
    seats = council.seats(meeting)
    homes = [seat.household_id for seat in seats if seat.household_id]
    voices = household_voices(council.anyone().session, homes, IN_TEN_DAYS)
    rep = council.village.people["rep_1"]
    for seat in seats[:50]:
        listed = [key for key, _ in voices[seat.household_id]]
        meetings.check_in(council.ctx("clerk"), seat.id, rep if rep in listed else listed[0])
    meetings.open_meeting(council.ctx("clerk"), meeting.id)
    poll = council.poll(meeting)
    polls.cast_ballot(council.ctx("rep_1"), poll.id, Vote.FOR)
    polls.close_poll(council.ctx("clerk"), poll.id)
    explanations.explain_vote(council.ctx("rep_1"), poll.id, "渠不通，地就旱。")
    page = text(people(""), "/meetings/2026-1/polls/1")
    assert "渠不通" in page
    assert council.seat_name("rep_1") not in page
