"""The tablet takes every kind of vote that a browser takes, and the delegates of households."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select

from tests.council.bodies import Bodies
from tests.council.builder import ROLES, Council, refused
from tests.council.test_pages import BASE, people
from tests.council.test_tablet import NOW_IN, at_the_tablet, tablet_vote, ticket_for
from webapp.audit.models import LogEntry
from webapp.core.errors import InvalidInput, RuleBroken
from webapp.council.ballots.box.models import BallotBox
from webapp.council.meetings.rules import CheckIn
from webapp.council.polls.models import Ballot
from webapp.council.polls.rules import Channel, Option, Question, Secrecy, Terms, Vote
from webapp.council.tablet import operations as tablet
from webapp.council.tablet import rules
from webapp.village.register.models import Resident

__all__ = ["people"]

OPTIONS = (Option("东渠"), Option("西渠"), Option("南渠"))


@pytest.mark.both_databases
class TestOtherKinds:
    """The tablet takes every kind of vote that a browser takes, under the same rules."""

    def test_choosing_among_several_by_name(self, council: Council) -> None:
        council.mandate()
        meeting = council.open([council.matter()], ROLES[:NOW_IN])
        poll = council.poll(meeting, terms=Terms(Question.UP_TO, OPTIONS, 2))
        assert tablet_vote(council, meeting, poll, "rep_1", None, (3, 1)).chosen == [1, 3]
        ballot = tablet_vote(council, meeting, poll, "rep_1", Vote.ABSTAIN)
        assert (ballot.chosen, ballot.channel) == ([], Channel.TABLET)
        with pytest.raises(InvalidInput):
            tablet_vote(council, meeting, poll, "rep_2", None, (1, 2, 3))
        with pytest.raises(InvalidInput):
            tablet_vote(council, meeting, poll, "rep_2", None, (9,))

    def test_a_secret_slip_is_final_and_leaves_no_vote_behind(self, council: Council) -> None:
        council.mandate()
        meeting = council.open([council.matter()], ROLES[:NOW_IN])
        poll = council.poll(meeting, terms=Terms(secrecy=Secrecy.SECRET))
        ballot = tablet_vote(council, meeting, poll, "rep_1", Vote.AGAINST)
        assert (ballot.vote, ballot.channel) == (None, Channel.TABLET)
        assert refused(lambda: tablet_vote(council, meeting, poll, "rep_1", Vote.FOR)) == {"ballot.final": ""}
        box = council.anyone().session.execute(select(BallotBox.slips)).scalar_one()
        assert box == [["against", []]]
        last = select(LogEntry).order_by(LogEntry.seq.desc()).limit(1)
        assert "against" not in council.anyone().session.execute(last).scalar_one().body.decode()

    def test_a_secret_choice(self, council: Council) -> None:
        council.mandate()
        meeting = council.open([council.matter()], ROLES[:NOW_IN])
        poll = council.poll(meeting, terms=Terms(Question.ONE_OF, OPTIONS, 1, Secrecy.SECRET))
        tablet_vote(council, meeting, poll, "rep_1", None, (2,))
        assert council.anyone().session.execute(select(BallotBox.slips)).scalar_one() == [["", [2]]]

    def test_a_vote_by_raised_hands_is_not_taken_at_the_tablet(self, council: Council) -> None:
        council.mandate()
        meeting = council.open([council.matter()], ROLES[:NOW_IN])
        poll = council.poll(meeting, terms=Terms(channels=(Channel.HANDS,)))
        assert refused(lambda: tablet_vote(council, meeting, poll, "rep_1", Vote.FOR)) == {"ballot.other_way": ""}

    def test_a_household_says_who_comes(self, council: Council) -> None:
        bodies = Bodies(council)
        bodies.grow()
        meeting = bodies.assembly()
        council.clock.set(meeting.starts_at)
        people_of = council.village.people
        session = council.anyone().session
        home = session.execute(select(Resident.household_id).where(Resident.id == people_of["son_1"])).scalar_one()
        seat = next(one for one in council.seats(meeting) if one.household_id == home)
        ctx, ticket = at_the_tablet(council), ticket_for(council, meeting, seat)
        assert "attendance.delegate_needed" in refused(lambda: tablet.check_in_at_tablet(ctx, seat.id, ticket))
        for wrong in ("child_1", "son_2"):
            with pytest.raises(RuleBroken):
                tablet.check_in_at_tablet(ctx, seat.id, ticket, people_of[wrong])
        came = tablet.check_in_at_tablet(ctx, seat.id, ticket, people_of["son_1"])
        assert (came.resident_id, came.checked_in_how) == (people_of["son_1"], CheckIn.TABLET)


def test_other_kinds_and_households_through_the_pages(council: Council, people: Any) -> None:
    council.mandate()
    meeting = council.open([council.matter(), council.matter(title="第二件")], ROLES[:NOW_IN])
    council.poll(meeting, terms=Terms(Question.UP_TO, OPTIONS, 2))
    council.poll(meeting, 2, terms=Terms(secrecy=Secrecy.SECRET))
    start = f"{BASE}/meetings/2026-1/tablet/{rules.tablet_pass(meeting.door_secret)}"
    seat, device = council.seat(meeting, "rep_2"), people("")
    given = {"position": str(seat.position), "code": rules.seat_code(meeting.door_secret, seat.id)}
    shown = device.submit(start, given).get_data(as_text=True)
    assert "西渠" in shown
    ticket = re.search(r'name="ticket" value="([^"]+)"', shown)
    assert ticket is not None
    act: dict[str, Any] = {"seat": str(seat.position), "ticket": ticket.group(1)}
    many = device.submit(f"{start}/polls/1/vote", act | {"option": ["1", "2", "3"]}, page=start)
    assert many.status_code == 422
    assert device.submit(f"{start}/polls/1/vote", act | {"option": ["1", "3"]}, page=start).status_code == 302
    assert device.submit(f"{start}/polls/2/vote", act | {"choice": "for"}, page=start).status_code == 302
    rows = council.anyone().session.execute(select(Ballot.chosen, Ballot.vote).order_by(Ballot.chosen)).all()
    assert sorted(map(str, rows)) == ["(None, None)", "([1, 3], None)"]
    assert device.submit(start, given).get_data(as_text=True).count('value="abstain"') == 0
