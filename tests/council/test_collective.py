"""The collective's members: called by their head, present in person, from afar or by a written mandate (RCEO 27)."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from sqlalchemy import func, select

from tests.council.bodies import IN_TEN_DAYS, Bodies
from tests.council.builder import Council, refused
from tests.council.test_pages import BASE, people
from webapp.core.clock import at_china
from webapp.core.context import Context
from webapp.core.errors import NotPermitted, RuleBroken
from webapp.core.events import Event
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.ballots.box.models import BallotBox
from webapp.council.ballots.box.operations import set_up_box
from webapp.council.ballots.box.rules import Slip
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import agenda_of, attendance
from webapp.council.meetings.rules import CheckIn, SeatKind, door_code
from webapp.council.policy import take_voter
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Ballot, Poll, PollOption
from webapp.council.polls.rules import BY_NAME, Option, Question, Secrecy, Terms, Vote
from webapp.council.proxies import operations as proxies
from webapp.council.proxies.queries import proxies_of

__all__ = ["people"]
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


@operation(P.POLL_OPEN, on=Poll)
def set_terms(ctx: Context, poll: Poll, terms: Terms) -> Poll:
    """The way this poll is taken."""
    poll.question, poll.secrecy, poll.most = terms.question, terms.secrecy, terms.most
    for position, option in enumerate(terms.options, 1):
        ctx.session.add(PollOption(poll_id=poll.id, position=position, label=option.label))
    if poll.is_secret:
        set_up_box(ctx, poll.id)
    ctx.record(PollPrepared())
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


class TestVotingByMandate:
    """One ballot for oneself and one for each mandate; the member at home has none meanwhile (RCEO 27)."""

    def hall(self, council: Council, bodies: Bodies, terms: Terms = BY_NAME) -> tuple[Meeting, Poll]:
        meeting = bodies.members()
        seat, people = council.seat(meeting, "rep_1"), council.village.people
        proxies.record_proxy(council.ctx("clerk"), seat.id, people["son_1"], PAPER)
        council.clock.set(meeting.starts_at)
        meetings.check_in(council.ctx("clerk"), council.seat(meeting, "son_1").id)
        return meeting, set_terms(council.anyone(), open_directly(council.anyone(), meeting.id).id, terms)

    def test_each_seat_once(self, council: Council, bodies: Bodies) -> None:
        meeting, poll = self.hall(council, bodies)
        mine, theirs = council.seat(meeting, "son_1"), council.seat(meeting, "rep_1")
        polls.cast_ballot(council.ctx("son_1"), poll.id, Vote.FOR)
        polls.cast_ballot(council.ctx("son_1"), poll.id, Vote.FOR, principal=theirs.id)
        polls.cast_ballot(council.ctx("son_1"), poll.id, Vote.AGAINST, principal=theirs.id)
        rows = council.anyone().session.execute(select(Ballot.seat_id, Ballot.vote)).all()
        assert {row[0]: row[1] for row in rows} == {mine.id: Vote.FOR, theirs.id: Vote.AGAINST}
        for role in ("son_2", "rep_2", "rep_1"):
            with pytest.raises((NotPermitted, RuleBroken)):
                polls.cast_ballot(council.ctx(role), poll.id, Vote.FOR, principal=theirs.id)
        own = lambda: polls.cast_ballot(council.ctx("rep_1"), poll.id, Vote.FOR)  # noqa: E731
        assert refused(own) == {"ballot.represented": "RCEO:27"}

    def test_secret_slips_and_choices_too(self, council: Council, bodies: Bodies) -> None:
        terms = Terms(Question.ONE_OF, (Option("甲"), Option("乙")), 1, Secrecy.SECRET)
        meeting, poll = self.hall(council, bodies, terms)
        theirs = council.seat(meeting, "rep_1").id
        polls.cast_secret(council.ctx("son_1"), poll.id, Slip("", (1,)))
        polls.cast_secret(council.ctx("son_1"), poll.id, Slip("", (2,)), principal=theirs)
        again = lambda: polls.cast_secret(council.ctx("son_1"), poll.id, Slip("", (2,)), principal=theirs)  # noqa: E731
        assert refused(again) == {"ballot.final": ""}
        assert len(council.anyone().session.execute(select(BallotBox.slips)).scalar_one()) == 2

    def test_a_mandate_taken_back_votes_no_more(self, council: Council, bodies: Bodies) -> None:
        meeting, poll = self.hall(council, bodies)
        theirs = council.seat(meeting, "rep_1").id
        proxies.withdraw_proxy(council.ctx("clerk"), theirs)
        with pytest.raises(NotPermitted):
            polls.cast_ballot(council.ctx("son_1"), poll.id, Vote.FOR, principal=theirs)


def test_the_page_offers_both_ballots_and_receipts(council: Council, bodies: Bodies, people: Any) -> None:
    meeting, _poll = TestVotingByMandate().hall(council, bodies)
    seat = council.seat(meeting, "rep_1")
    page = f"{BASE}/meetings/2026-1/polls/1/ballot"
    holder = people("son_1")
    shown = holder.get(page).get_data(as_text=True)
    assert f"ballot?for={seat.position}" in shown
    theirs = f"{page}?for={seat.position}"
    assert seat.name in holder.get(theirs).get_data(as_text=True)
    for address in (page, theirs):
        sent = holder.submit(address, {"choice": "for"})
        assert sent.status_code == 302
        assert holder.get(sent.location).status_code == 200
    assert council.anyone().session.execute(select(func.count(Ballot.id))).scalar_one() == 2
    stranger = people("son_2")
    for wrong in (theirs, f"{page}?for=9999", f"{page}?for=x"):
        assert stranger.get(wrong).status_code == 404
    assert stranger.submit(theirs, {"choice": "for"}, page=f"{BASE}/account").status_code == 404
    away = people("rep_1").get(page).get_data(as_text=True)
    assert 'value="against"' not in away
