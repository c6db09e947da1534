"""The collective's members: called by their head, present in person, from afar or by a written mandate (RCEO 27)."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import ClassVar

import pytest

from tests.council.bodies import IN_TEN_DAYS, Bodies
from tests.council.builder import Council, refused
from webapp.core.clock import at_china
from webapp.core.context import Context
from webapp.core.errors import NotPermitted
from webapp.core.events import Event
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import agenda_of, attendance
from webapp.council.meetings.rules import CheckIn, SeatKind, door_code
from webapp.council.policy import take_voter
from webapp.council.polls.models import Poll
from webapp.council.proxies import operations as proxies
from webapp.council.proxies.queries import proxies_of

pytestmark = pytest.mark.both_databases
PAPER = "ab" * 32


@dataclasses.dataclass(frozen=True)
class PollPrepared(Event):
    """A poll was opened for a test, whatever the meeting."""

    name: ClassVar[str] = "poll_prepared"


@operation(P.POLL_OPEN, on=Meeting)
def open_directly(ctx: Context, meeting: Meeting) -> Poll:
    """A poll on the meeting's first item."""
    item, matter = agenda_of(ctx.session, meeting.id)[0]
    poll = Poll(meeting_id=meeting.id, agenda_item_id=item.id, matter_id=matter.id, number=1, motion="？")
    poll.opened_at = ctx.now
    ctx.session.add(poll)
    ctx.record(PollPrepared(), subject=poll)
    return poll


@pytest.fixture
def bodies(council: Council) -> Bodies:
    found = Bodies(council)
    found.grow()
    return found


class TestCollective:
    def test_its_head_calls_all_members(self, council: Council, bodies: Bodies) -> None:
        meeting = bodies.members()
        assert (len(council.seats(meeting)), council.seats(meeting)[0].kind) == (74, SeatKind.COLLECTIVE_MEMBER)
        with pytest.raises(NotPermitted):
            meetings.convene_members(council.ctx("chair"), "会", "处", at_china(IN_TEN_DAYS, 9), [])

    def test_nine_days_are_too_short(self, council: Council, bodies: Bodies) -> None:
        found = refused(lambda: bodies.members(IN_TEN_DAYS - timedelta(days=1)))
        assert found == {"rceo.notice.days": "RCEO:27"}

    def test_the_seat_follows_the_holder_of_the_mandate(self, council: Council, bodies: Bodies) -> None:
        meeting = bodies.members()
        seat, people = council.seat(meeting, "rep_1"), council.village.people
        proxies.record_proxy(council.ctx("clerk"), seat.id, people["son_1"], PAPER)
        council.clock.set(meeting.starts_at)
        code = door_code(meeting.door_secret, council.clock())
        assert "attendance.represented" in refused(
            lambda: meetings.check_in_self(council.ctx("rep_1"), meeting.id, code)
        )
        meetings.check_in_self(council.ctx("son_1"), meeting.id, code)
        seat = council.seat(meeting, "rep_1")
        assert (seat.is_present, seat.checked_in_how) == (True, CheckIn.PROXY)
        assert attendance(council.anyone().session, meeting.id).present == 2
        meetings.leave_self(council.ctx("son_1"), meeting.id)
        assert attendance(council.anyone().session, meeting.id).present == 0
        [row] = proxies_of(council.anyone().session, meeting.id)
        assert (row.principal, row.paper_sha256, row.withdrawn_at) == (seat.name, PAPER, None)

    def test_taken_back_the_seat_is_ones_own_again(self, council: Council, bodies: Bodies) -> None:
        meeting = bodies.members()
        seat, son = council.seat(meeting, "rep_1"), council.village.people["son_1"]
        council.clock.set(meeting.starts_at)
        meetings.check_in(council.ctx("clerk"), council.seat(meeting, "son_1").id)
        proxies.record_proxy(council.ctx("collective_head"), seat.id, son, PAPER)
        assert council.seat(meeting, "rep_1").is_present
        assert "proxy.already" in refused(lambda: proxies.record_proxy(council.ctx("clerk"), seat.id, son, PAPER))
        with pytest.raises(NotPermitted):
            proxies.withdraw_proxy(council.ctx("rep_2"), seat.id)
        proxies.withdraw_proxy(council.ctx("rep_1"), seat.id)
        assert not council.seat(meeting, "rep_1").is_present
        assert "proxy.none" in refused(lambda: proxies.withdraw_proxy(council.ctx("rep_1"), seat.id))
        assert meetings.check_in(council.ctx("clerk"), seat.id).checked_in_how is CheckIn.LIST
        with pytest.raises(NotPermitted):
            proxies.record_proxy(council.ctx("rep_1"), seat.id, son, PAPER)

    def test_the_holder_votes_for_the_other_seat_and_nobody_else_does(self, council: Council, bodies: Bodies) -> None:
        meeting = bodies.members()
        seat, people = council.seat(meeting, "rep_1"), council.village.people
        proxies.record_proxy(council.ctx("clerk"), seat.id, people["son_1"], PAPER)
        council.clock.set(meeting.starts_at)
        meetings.check_in(council.ctx("clerk"), council.seat(meeting, "son_1").id)
        poll = open_directly(council.anyone(), meeting.id)
        voter = take_voter(council.ctx("son_1"), poll, seat.id)
        assert voter is not None
        assert (voter.seat_id, voter.is_present, voter.is_recused) == (seat.id, True, False)
        for role in ("son_2", "rep_2", "villager"):
            assert take_voter(council.ctx(role), poll, seat.id) is None
        own = take_voter(council.ctx("son_1"), poll)
        assert own is not None
        assert own.seat_id == council.seat(meeting, "son_1").id
        proxies.withdraw_proxy(council.ctx("clerk"), seat.id)
        assert take_voter(council.ctx("son_1"), poll, seat.id) is None

    def test_refused_for_another_household_and_without_paper(self, council: Council, bodies: Bodies) -> None:
        meeting = bodies.members()
        seat, people = council.seat(meeting, "rep_1"), council.village.people
        found = refused(lambda: proxies.record_proxy(council.ctx("clerk"), seat.id, people["rep_2"], ""))
        assert found == {"proxy.unwritten": "RCEO:27", "proxy.other_household": "RCEO:27"}
        assert "proxy.not_capable" in refused(
            lambda: proxies.record_proxy(council.ctx("clerk"), seat.id, people["child_1"], PAPER)
        )

    def test_representatives_are_not_represented(self, council: Council, bodies: Bodies) -> None:
        meeting = council.convene([council.matter()])
        seat = council.seat(meeting, "rep_1")
        found = refused(
            lambda: proxies.record_proxy(council.ctx("clerk"), seat.id, council.village.people["son_1"], PAPER)
        )
        assert found == {"proxy.not_here": "VCOL-2025:30"}
        with pytest.raises(NotPermitted):
            meetings.check_in_self(council.ctx("son_1"), meeting.id, "X")
