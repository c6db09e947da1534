"""Who leads one body leads its meeting: its debate, its tellers, its minutes; and has no part in another body's hall."""

from __future__ import annotations

from typing import Any

import pytest

from tests.council.bodies import Bodies
from tests.council.builder import Council, refused
from tests.council.minuted import NAME, as_it_is
from tests.council.test_pages import BASE, people, text
from webapp.core.errors import NotPermitted
from webapp.council.agenda import operations as agenda
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import agenda_of
from webapp.council.minutes import operations as minutes
from webapp.council.minutes.rules import SignerRole
from webapp.council.speeches import operations as speeches
from webapp.council.tellers import operations as tellers
from webapp.council.tellers.rules import CountingRole

__all__ = ["people"]


@pytest.fixture
def bodies(council: Council) -> Bodies:
    found = Bodies(council)
    found.grow()
    return found


def come(council: Council, meeting: Meeting, by: str) -> Meeting:
    """Everybody due comes, and the meeting is opened."""
    council.clock.set(meeting.starts_at)
    for seat in council.seats(meeting):
        meetings.check_in(council.ctx(by), seat.id)
    return meetings.open_meeting(council.ctx(by), meeting.id)


def test_the_secretary_leads_the_party_members_debate_and_the_chair_does_not(council: Council, bodies: Bodies) -> None:
    meeting = come(council, bodies.party(bodies.studied_next()), "secretary")
    item = agenda_of(council.anyone().session, meeting.id)[0][0]
    with pytest.raises(NotPermitted):
        agenda.begin_item(council.ctx("chair"), item.id)
    agenda.begin_item(council.ctx("secretary"), item.id)
    seat = council.seats(meeting)[0]
    speech = speeches.list_speaker(council.ctx("secretary"), item.id, seat.id)
    speeches.begin_turn(council.ctx("secretary"), speech.id)
    with pytest.raises(NotPermitted):
        speeches.end_turn(council.ctx("chair"), speech.id)
    speeches.end_turn(council.ctx("secretary"), speech.id)
    person = council.village.people["villager"]
    with pytest.raises(NotPermitted):
        tellers.appoint_teller(council.ctx("chair"), meeting.id, person, CountingRole.TELLER)
    teller = tellers.appoint_teller(council.ctx("secretary"), meeting.id, person, CountingRole.TELLER)
    assert tellers.relieve_teller(council.ctx("secretary"), teller.id).relieved_at is not None


def test_the_leader_of_another_group_does_not_sign_as_chair(council: Council, bodies: Bodies) -> None:
    first, _second = bodies.groups()
    meeting = bodies.group("chair", first)
    meetings.close_meeting(council.ctx("chair"), meeting.id, "人数不足，未开成。")
    laid = minutes.lay_out_minutes(council.ctx("clerk"), as_it_is(council).id)
    other, own = "rep_12", "rep_1"
    for role in (other, own):
        council.village.offices[role] = frozenset({"group_leader"})

    def sign(role: str) -> Any:
        return minutes.sign_minutes(council.ctx(role), laid.id, SignerRole.CHAIR, laid.sha256, NAME)

    assert set(refused(lambda: sign(other))) == {"minutes.other_office"}
    assert sign(own).role is SignerRole.CHAIR


def test_who_leads_another_body_reads_no_codes_of_this_hall(people: Any, council: Council) -> None:
    council.mandate()
    meeting = council.open([council.matter()])
    council.poll(meeting)
    paths = ("/screen/door", "/door", "/hall", "/tablet/slips", "/papers", "/papers/seats", "/polls/1/papers/ballots")
    for path in (*paths, "/polls/1/aside-other"):
        assert people("chair").get(f"{BASE}/meetings/2026-1{path}").status_code == 200, path
        text(people("collective_head"), f"/meetings/2026-1{path}", 403)
        text(people("secretary"), f"/meetings/2026-1{path}", 403)
