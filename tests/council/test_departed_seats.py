"""Who died or left is neither due, nor counted in a base, nor sent by a household, nor checked in by anybody."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from tests.council.bodies import IN_TEN_DAYS, Bodies
from tests.council.builder import ROLES, Council, refused
from tests.council.recount import Recount, entries_of, said
from webapp.charter.rules import CountBy
from webapp.core.clock import china_date
from webapp.council.departures.operations import record_departure
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.queries import household_voices
from webapp.council.meetings.rules import door_code
from webapp.council.polls import operations as polls
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.operations import end_office
from webapp.village.register.rules import Departure

pytestmark = pytest.mark.both_databases


@pytest.fixture
def bodies(council: Council) -> Bodies:
    found = Bodies(council)
    found.grow()
    return found


def bury(council: Council, role: str) -> None:
    """This person died today."""
    record_departure(council.ctx("clerk"), council.village.people[role], Departure.DIED, china_date(council.clock()))


def test_the_dead_are_not_among_the_villagers_of_an_assembly(council: Council, bodies: Bodies) -> None:
    bury(council, "son_1")
    bury(council, "villager")
    seats = council.seats(bodies.assembly(CountBy.PERSONS))
    assert len(seats) == 72
    assert not {council.village.people["son_1"], council.village.people["villager"]} & {
        one.resident_id for one in seats
    }


def test_a_household_of_the_dead_alone_is_not_due(council: Council, bodies: Bodies) -> None:
    bury(council, "villager")
    assert len(council.seats(bodies.assembly(CountBy.HOUSEHOLDS))) == 71


def test_no_household_sends_the_dead(council: Council, bodies: Bodies) -> None:
    meeting = bodies.assembly(CountBy.HOUSEHOLDS)
    son = council.village.people["son_1"]
    session = council.anyone().session
    homes = {one.household_id for one in council.seats(meeting) if one.household_id}
    known = {key: home for home, people in household_voices(session, homes, IN_TEN_DAYS).items() for key, _ in people}
    seat = next(one for one in council.seats(meeting) if one.household_id == known[son])
    bury(council, "son_1")
    assert son not in dict(household_voices(council.anyone().session, homes, IN_TEN_DAYS)[seat.household_id])
    council.clock.set(meeting.starts_at)
    found = refused(lambda: meetings.check_in(council.ctx("clerk"), seat.id, son))
    assert found == {"attendance.delegate_no_say": "VCOL-2025:25"}


def end(council: Council, role: str, on: date) -> None:
    session = council.anyone().session
    [term] = session.scalars(select(OfficeTerm).where(OfficeTerm.resident_id == council.village.people[role])).all()
    end_office(council.anyone(), term.id, on, "辞去代表职务")


def test_nobody_comes_in_by_an_office_that_has_ended_and_the_seat_stays_among_those_due(council: Council) -> None:
    """Who is no representative any more is no member of the meeting (VCOL 29); two thirds are still of all seats."""
    council.mandate()
    meeting = council.convene([council.matter()])
    end(council, "rep_1", meeting.starts_at.date())
    council.clock.set(meeting.starts_at)
    seat = council.seat(meeting, "rep_1")
    ways = {
        "list": lambda: meetings.check_in(council.ctx("clerk"), seat.id),
        "door": lambda: meetings.check_in_self(
            council.ctx("rep_1"), meeting.id, door_code(meeting.door_secret, council.clock())
        ),
    }
    for way in ways.values():
        assert refused(way) == {"attendance.office_ended": "VCOL-2025:29"}
    assert len(council.seats(meeting)) == 15


def test_whose_office_ends_in_the_hall_is_out_of_it_when_the_next_vote_begins(council: Council) -> None:
    council.mandate()
    meeting = council.open([council.matter(), council.matter()], ROLES[:11])
    first = council.poll(meeting)
    council.vote(first, ROLES[:11])
    end(council, "rep_1", meeting.starts_at.date())
    assert polls.close_poll(council.ctx("clerk"), first.id).votes_for == 11, "a vote that goes on is not touched"
    second = council.poll(meeting, position=2)
    assert refused(lambda: council.vote(second, ["rep_1"])) == {"ballot.not_in_hall": "VCOL-2025:30"}
    council.vote(second, [role for role in ROLES[:11] if role != "rep_1"])
    closed = polls.close_poll(council.ctx("clerk"), second.id)
    assert (closed.due, closed.present, closed.votes_for) == (15, 10, 10)
    assert Recount(entries_of(council), second.id.hex).result() == said(closed)


def test_a_meeting_that_has_become_too_small_by_it_says_so(council: Council) -> None:
    council.mandate()
    meeting = council.open([council.matter()], ROLES[:10])
    end(council, "rep_1", meeting.starts_at.date())
    found = refused(lambda: council.poll(meeting))
    assert found == {"rep.quorum": "VCOL-2025:30", "poll.office_ended": "VCOL-2025:29"}
    assert council.seat(meeting, "rep_1").is_present, "what was refused has not happened"


def test_nobody_is_checked_in_for_who_died_after_the_list_was_frozen(council: Council) -> None:
    council.mandate()
    meeting = council.convene([council.matter()])
    bury(council, "rep_1")
    council.clock.set(meeting.starts_at)
    seat = council.seat(meeting, "rep_1")
    found = refused(lambda: meetings.check_in(council.ctx("clerk"), seat.id))
    assert found == {"attendance.departed": ""}
    assert len(council.seats(meeting)) == 15, "the seat stays among those due"
