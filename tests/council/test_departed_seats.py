"""Who died or left is neither due, nor counted in a base, nor sent by a household, nor checked in by anybody."""

from __future__ import annotations

import pytest

from tests.council.bodies import IN_TEN_DAYS, Bodies
from tests.council.builder import Council, refused
from webapp.charter.rules import CountBy
from webapp.core.clock import china_date
from webapp.council.departures.operations import record_departure
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.queries import household_voices
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


def test_nobody_is_checked_in_for_who_died_after_the_list_was_frozen(council: Council) -> None:
    council.mandate()
    meeting = council.convene([council.matter()])
    bury(council, "rep_1")
    council.clock.set(meeting.starts_at)
    seat = council.seat(meeting, "rep_1")
    found = refused(lambda: meetings.check_in(council.ctx("clerk"), seat.id))
    assert found == {"attendance.departed": ""}
    assert len(council.seats(meeting)) == 15, "the seat stays among those due"
