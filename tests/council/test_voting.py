"""Polls and ballots, on both databases; and every refusal, after which nothing has changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.council.builder import (
    MEETING_DAY,
    REPS,
    ROLES,
    Council,
    put_back,
    refused,
    size_of_log,
)
from webapp.branch.matters.rules import Step
from webapp.core.errors import NotPermitted
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Ballot, Poll
from webapp.council.polls.queries import my_open_polls, named_votes, suggested_recusals, tally
from webapp.council.polls.rules import PollState, Vote

pytestmark = pytest.mark.both_databases


class TestPolls:
    def test_no_mandate_no_poll(self, council: Council) -> None:
        meeting = council.open([council.matter()])
        assert refused(lambda: council.poll(meeting)) == {"rep.mandate.required": "VCOL-2025:28"}
        council.mandate(["village_planning"])
        assert "rep.mandate.required" in refused(lambda: council.poll(meeting))
        council.mandate()
        assert council.poll(meeting).state is PollState.OPEN

    def test_one_poll_at_a_time_and_one_decision(self, council: Council) -> None:
        council.mandate()
        meeting = council.open([council.matter()])
        poll = council.poll(meeting)
        assert refused(lambda: council.poll(meeting)) == {"poll.already_open": ""}
        polls.close_poll(council.ctx("clerk"), poll.id)
        assert refused(lambda: polls.close_poll(council.ctx("clerk"), poll.id)) == {"poll.is_closed": ""}
        assert refused(lambda: council.poll(meeting)) == {"poll.already_decided": ""}

    def test_a_matter_that_moved_away(self, council: Council) -> None:
        council.mandate()
        matter = council.matter()
        meeting = council.open([matter])
        put_back(council.anyone(), matter.id, Step.CONSULT)
        assert refused(lambda: council.poll(meeting)) == {"poll.matter_elsewhere": ""}

    def test_before_the_meeting_is_open(self, council: Council) -> None:
        council.mandate()
        meeting = council.convene([council.matter()])
        assert refused(lambda: council.poll(meeting)) == {"poll.meeting_not_open": ""}


class TestBallots:
    @pytest.fixture
    def meeting(self, council: Council) -> Meeting:
        council.mandate()
        return council.open([council.matter()], ROLES[:12])

    @pytest.fixture
    def poll(self, council: Council, meeting: Meeting) -> Poll:
        return council.poll(meeting)

    def test_a_vote_may_change_and_counts_once(self, council: Council, poll: Poll) -> None:
        for vote in (Vote.FOR, Vote.AGAINST, Vote.AGAINST, Vote.ABSTAIN):
            council.clock.advance(seconds=1)
            polls.cast_ballot(council.ctx("rep_1"), poll.id, vote)
        ballots = council.anyone().session.execute(select(Ballot)).scalars().all()
        assert [ballot.vote for ballot in ballots] == [Vote.ABSTAIN]

    def test_who_is_not_in_the_hall_cannot_vote(self, council: Council, meeting: Meeting, poll: Poll) -> None:
        assert refused(lambda: council.vote(poll, ["rep_12"])) == {"ballot.not_in_hall": "VCOL-2025:30"}
        meetings.leave(council.ctx("clerk"), council.seat(meeting, "rep_1").id)
        assert "ballot.not_in_hall" in refused(lambda: council.vote(poll, ["rep_1"]))

    def test_who_has_no_seat_cannot_vote(self, council: Council, poll: Poll) -> None:
        for role in ("villager", "clerk", "secretary"):
            with pytest.raises(NotPermitted):
                council.vote(poll, [role])

    def test_a_ballot_after_the_close_is_refused(self, council: Council, poll: Poll) -> None:
        council.vote(poll, ["rep_1"])
        polls.close_poll(council.ctx("clerk"), poll.id)
        before = size_of_log(council)
        assert refused(lambda: council.vote(poll, ["rep_1"], Vote.AGAINST)) == {"ballot.poll_closed": "VCOL-2025:30"}
        assert refused(lambda: council.vote(poll, ["rep_2"])) == {"ballot.poll_closed": "VCOL-2025:30"}
        assert size_of_log(council) == before

    def test_recusal_takes_the_ballot_out_and_leaves_the_base(
        self, council: Council, meeting: Meeting, poll: Poll
    ) -> None:
        council.vote(poll, REPS[:8])
        own = council.seat(meeting, "rep_1")
        polls.declare_recusal(council.ctx("rep_1"), poll.id, own.id, "承包方是我弟弟")
        assert refused(lambda: council.vote(poll, ["rep_1"])) == {"ballot.recused": ""}
        assert refused(lambda: polls.declare_recusal(council.ctx("clerk"), poll.id, own.id, "再说")) == {
            "recusal.already": ""
        }
        with pytest.raises(NotPermitted):
            polls.declare_recusal(council.ctx("rep_2"), poll.id, council.seat(meeting, "rep_3").id, "他有利害关系")
        polls.declare_recusal(council.ctx("rep_2"), poll.id, council.seat(meeting, "rep_2").id, "近亲属")
        now = tally(council.anyone().session, poll.id)
        assert (now.due, now.present, now.recused, now.voted, now.waiting) == (15, 12, 2, 6, 4)
        closed = polls.close_poll(council.ctx("clerk"), poll.id)
        assert (closed.present, closed.votes_for, closed.carried) == (12, 6, False)
        assert "recusal.poll_closed" in refused(
            lambda: polls.declare_recusal(council.ctx("rep_3"), poll.id, council.seat(meeting, "rep_3").id, "晚了")
        )

    @pytest.mark.parametrize("by", ["clerk", "chair"])
    def test_nobody_takes_anothers_ballot_out_of_the_box(
        self, council: Council, meeting: Meeting, poll: Poll, by: str
    ) -> None:
        """Complaint 7: whoever runs the system could otherwise undo a vote by noting that the voter stands aside."""
        council.vote(poll, ["rep_1"])
        voted, before = council.seat(meeting, "rep_1"), size_of_log(council)
        found = refused(lambda: polls.declare_recusal(council.ctx(by), poll.id, voted.id, "近亲属"))
        assert (found, size_of_log(council)) == ({"recusal.has_voted": ""}, before)
        polls.declare_recusal(council.ctx(by), poll.id, council.seat(meeting, "rep_2").id, "近亲属")
        assert tally(council.anyone().session, poll.id).voted == 1

    def test_nothing_of_the_votes_is_told_before_the_close(self, council: Council, poll: Poll) -> None:
        council.vote(poll, REPS[:3])
        session = council.anyone().session
        assert named_votes(session, poll) == []
        polls.close_poll(council.ctx("clerk"), poll.id)
        session.expire_all()
        lines = named_votes(session, session.get_one(Poll, (session.village_id, poll.id)))
        assert [line.state for line in lines].count("for") == 3
        assert [line.state for line in lines].count("absent") == 3
        assert [line.state for line in lines].count("present") == 9

    def test_what_waits_for_me(self, council: Council, poll: Poll) -> None:
        session = council.anyone().session
        mine = council.village.people["rep_1"]
        assert [(row.id, ballot) for row, _, ballot in my_open_polls(session, mine)] == [(poll.id, None)]
        council.vote(poll, ["rep_1"])
        session.rollback()
        assert my_open_polls(session, mine)[0][2].vote is Vote.FOR
        assert not my_open_polls(session, council.village.people["villager"])


def test_near_relatives_of_the_person_concerned_are_suggested(council: Council) -> None:
    council.mandate()
    matter = council.matter(concerned_id=council.village.people["rep_4"])
    meeting = council.open([matter])
    session = council.anyone().session
    found = suggested_recusals(session, meeting.id, matter.concerned_id)
    assert found == {council.seat(meeting, "rep_4").id: "self"}
    assert suggested_recusals(session, meeting.id, None) == {}


def test_seats_of_another_meeting_do_not_help(council: Council) -> None:
    council.mandate()
    meeting = council.open([council.matter()])
    poll = council.poll(meeting)
    other = council.convene([council.matter(title="路灯")], MEETING_DAY + timedelta(days=7))
    session = council.anyone().session
    stranger = session.execute(select(Seat).where(Seat.meeting_id == other.id)).scalars().first()
    with pytest.raises(Exception, match="Seat"):
        polls.declare_recusal(council.ctx("clerk"), poll.id, stranger.id, "不在这个会上")
