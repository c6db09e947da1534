"""A meeting from notice to resolution, on both databases; and every refusal, after which nothing has changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.council.builder import COMMITTEE, MEETING_DAY, REPS, ROLES, TEXT, TITLE, Council, put_back
from webapp.audit.models import LogEntry
from webapp.board.models import Notice
from webapp.board.rules import NoticeKind
from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import MatterState, Step, blockers_in
from webapp.core.clock import at_china
from webapp.core.errors import InvalidInput, NotPermitted, RuleBroken
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.meetings.queries import agenda_of, attendance
from webapp.council.meetings.rules import CheckIn, MeetingState, SeatKind, door_code
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Ballot, Poll
from webapp.council.polls.queries import my_open_polls, named_votes, suggested_recusals, tally
from webapp.council.polls.rules import PollState, Vote
from webapp.council.resolutions.models import Resolution

pytestmark = pytest.mark.both_databases


def refused(act: Callable[[], Any]) -> dict[str, str]:
    """The codes and articles a refusal carries."""
    with pytest.raises(RuleBroken) as error:
        act()
    return {blocker.code: blocker.article for blocker in error.value.blockers}


def size_of_log(council: Council) -> int:
    return council.anyone().session.execute(select(func.count()).select_from(LogEntry)).scalar_one()


class TestTheWholeWay:
    def test_a_carried_poll_becomes_a_resolution_on_the_board(self, council: Council) -> None:
        council.mandate()
        matter = council.matter()
        meeting = council.open([matter], [*COMMITTEE, *REPS[:8]])
        poll = council.poll(meeting)
        council.vote(poll, REPS[:5])
        council.vote(poll, ["chair"])
        council.vote(poll, REPS[5:7], Vote.AGAINST)
        council.vote(poll, ["member"], Vote.ABSTAIN)
        closed = polls.close_poll(council.ctx("chair"), poll.id)
        assert (closed.due, closed.present, closed.votes_for, closed.votes_against, closed.votes_abstain) == (
            15,
            11,
            6,
            2,
            1,
        )
        assert closed.valid
        assert closed.carried
        session = council.anyone().session
        resolution = session.execute(select(Resolution)).scalar_one()
        assert (resolution.title, resolution.text, resolution.short_number) == (TITLE, TEXT, "2026-1")
        assert resolution.adopted_on == MEETING_DAY
        notice = session.execute(select(Notice).where(Notice.kind == NoticeKind.RESOLUTION)).scalar_one()
        assert (notice.about_table, notice.about_id) == ("resolution", resolution.id)
        assert session.get_one(Matter, (session.village_id, matter.id)).step is Step.DISCLOSE_DECISION
        rules = {rule["id"]: rule for rule in closed.decision["rules"]}
        assert (rules["rep.quorum"]["needed"], rules["rep.quorum"]["base"]) == (10, 15)
        assert (rules["rep.pass"]["needed"], rules["rep.pass"]["base"]) == (6, 11)
        assert rules["rep.quorum"]["article"] == "VCOL-2025:30"

    def test_a_failed_poll_returns_the_matter_with_its_numbers(self, council: Council) -> None:
        council.mandate()
        matter = council.matter()
        meeting = council.open([matter], [*COMMITTEE, *REPS[:8]])
        poll = council.poll(meeting)
        council.vote(poll, REPS[:5])
        council.vote(poll, REPS[5:6], Vote.AGAINST)
        closed = polls.close_poll(council.ctx("clerk"), poll.id)
        assert closed.valid
        assert not closed.carried
        session = council.anyone().session
        row = session.get_one(Matter, (session.village_id, matter.id))
        assert (row.state, row.step) == (MatterState.RETURNED, Step.CONSULT)
        (reason,) = blockers_in(row.returned_because)
        assert (reason.article, reason.params["got"], reason.params["needed"]) == ("VCOL-2025:30", 5, 6)
        assert session.execute(select(Resolution)).first() is None

    def test_a_vote_without_quorum_decides_nothing_and_can_be_repeated(self, council: Council) -> None:
        council.mandate()
        matter = council.matter()
        meeting = council.open([matter], [*COMMITTEE, *REPS[:7]])
        poll = council.poll(meeting)
        meetings.leave(council.ctx("clerk"), council.seat(meeting, "member_2").id)
        council.vote(poll, REPS[:7])
        closed = polls.close_poll(council.ctx("clerk"), poll.id)
        assert (closed.present, closed.valid, closed.carried) == (9, False, False)
        session = council.anyone().session
        assert session.get_one(Matter, (session.village_id, matter.id)).state is MatterState.ACTIVE
        assert refused(lambda: council.poll(meeting)) == {"rep.quorum": "VCOL-2025:30"}
        meetings.check_in(council.ctx("clerk"), council.seat(meeting, "member_2").id)
        assert council.poll(meeting).number == 2

    def test_who_voted_and_left_still_counts(self, council: Council) -> None:
        council.mandate()
        meeting = council.open([council.matter()], [*COMMITTEE, *REPS[:7]])
        poll = council.poll(meeting)
        council.vote(poll, REPS[:7])
        meetings.leave(council.ctx("clerk"), council.seat(meeting, "rep_1").id)
        closed = polls.close_poll(council.ctx("clerk"), poll.id)
        assert (closed.present, closed.votes_for, closed.carried) == (10, 7, True)

    def test_a_levy_counts_households(self, council: Council) -> None:
        council.mandate()
        meeting = council.open([council.matter("levy")], [*COMMITTEE, *REPS[:9]])
        poll = council.poll(meeting)
        council.vote(poll, [*REPS[:5], *COMMITTEE])
        closed = polls.close_poll(council.ctx("clerk"), poll.id)
        assert (closed.due, closed.present, closed.votes_for) == (72, 54, 30)
        assert closed.carried

    def test_the_resolution_keeps_the_words_of_the_agenda(self, council: Council) -> None:
        council.mandate()
        matter = council.matter()
        meeting = council.open([matter])
        item, _ = agenda_of(council.anyone().session, meeting.id)[0]
        assert (item.version, item.title) == (1, TITLE)

    def test_closing_the_meeting_keeps_its_minutes(self, council: Council) -> None:
        council.mandate()
        matter = council.matter()
        meeting = council.open([matter])
        poll = council.poll(meeting)
        assert refused(lambda: meetings.close_meeting(council.ctx("clerk"), meeting.id, "记录")) == {
            "meeting.poll_open": ""
        }
        council.vote(poll, ROLES)
        polls.close_poll(council.ctx("clerk"), poll.id)
        with pytest.raises(InvalidInput):
            meetings.close_meeting(council.ctx("clerk"), meeting.id, "  ")
        closed = meetings.close_meeting(council.ctx("clerk"), meeting.id, "会议一致同意。")
        assert (closed.state, closed.minutes) == (MeetingState.CLOSED, "会议一致同意。")
        assert "meeting.is_closed" in refused(lambda: meetings.close_meeting(council.ctx("clerk"), meeting.id, "再记"))

    def test_a_meeting_that_never_had_enough_people_is_closed_as_not_held(self, council: Council) -> None:
        council.mandate()
        matter = council.matter()
        meeting = council.convene([matter])
        meetings.close_meeting(council.ctx("clerk"), meeting.id, "到会不足，未开成。")
        council.clock.advance(days=1)
        again = council.convene([matter], date(2026, 3, 12))
        assert again.short_number == "2026-2"


class TestConvening:
    def test_the_list_is_frozen_with_everyone_once(self, council: Council) -> None:
        meeting = council.convene([council.matter()])
        seats = council.seats(meeting)
        assert [seat.position for seat in seats] == list(range(1, 16))
        assert [seat.kind for seat in seats[:3]] == [SeatKind.COMMITTEE] * 3
        assert {seat.households for seat in seats[3:]} == {6}
        assert sum(seat.is_woman for seat in seats[3:]) == 6

    def test_the_notice_hangs(self, council: Council) -> None:
        meeting = council.convene([council.matter()])
        notice = council.anyone().session.execute(select(Notice)).scalar_one()
        assert (notice.kind, notice.title, notice.about_id) == (NoticeKind.MEETING, meeting.title, meeting.id)
        assert "2026-03-06 19:00" in notice.text
        assert TITLE in notice.text

    def test_late_notice_is_refused_with_its_article(self, council: Council) -> None:
        matter = council.matter()
        before = size_of_log(council)
        assert refused(lambda: council.convene([matter], date(2026, 3, 4))) == {"rep.notice.days": "ZHEJIANG:23"}
        assert refused(lambda: council.convene([matter], date(2026, 3, 4), urgent_because="汛情")) == {
            "rep.notice.days": "ZHEJIANG:23"
        }
        assert council.convene([matter], date(2026, 3, 5)).short_number == "2026-1"
        assert size_of_log(council) > before

    def test_refused_convening_changes_nothing(self, council: Council) -> None:
        matter = council.matter()
        before = size_of_log(council)
        refused(lambda: council.convene([matter], date(2026, 3, 4)))
        assert size_of_log(council) == before
        assert council.anyone().session.execute(select(Meeting.id)).first() is None

    def test_a_meeting_in_the_past_or_without_matters(self, council: Council) -> None:
        assert refused(lambda: council.convene([council.matter()], date(2026, 3, 1))) == {"meeting.past": ""}
        assert refused(lambda: council.convene([])) == {"meeting.no_matters": ""}

    def test_a_matter_the_party_has_not_studied(self, council: Council) -> None:
        assert refused(lambda: council.convene([council.matter(studied=False)])) == {
            "proposal.party.review": "VCOL-2025:28(3)"
        }

    def test_the_wrong_body_for_the_matter(self, council: Council) -> None:
        assert refused(lambda: council.convene([council.matter("charter")])) == {"rep.nonDelegable": "VCOL-2025:31"}
        assert refused(lambda: council.convene([council.matter("homestead")])) == {"matter.list.vcol": "RCEO:26[8]"}

    def test_one_matter_waits_on_one_agenda(self, council: Council) -> None:
        matter = council.matter()
        council.convene([matter])
        assert "meeting.already_on_agenda" in refused(lambda: council.convene([matter], date(2026, 3, 12)))

    def test_a_further_matter_in_time_and_too_late(self, council: Council) -> None:
        meeting = council.convene([council.matter()])
        second, third = council.matter(title="路灯"), council.matter(title="厕所")
        item = meetings.add_to_agenda(council.ctx("clerk"), meeting.id, second.id)
        assert (item.position, item.title) == (2, "路灯")
        council.clock.advance(days=2)
        assert "rep.notice.days" in refused(lambda: meetings.add_to_agenda(council.ctx("clerk"), meeting.id, third.id))

    def test_only_chair_and_clerk_convene(self, council: Council) -> None:
        matter = council.matter()
        with pytest.raises(NotPermitted):
            meetings.convene(council.ctx("rep_1"), "会", "处", at_china(MEETING_DAY, 19), [matter.id])


class TestTheDoor:
    def test_a_representative_checks_in_with_the_code_at_the_door(self, council: Council) -> None:
        meeting = council.convene([council.matter()])
        council.clock.set(meeting.starts_at)
        code = door_code(meeting.door_secret, council.clock())
        seat = meetings.check_in_self(council.ctx("rep_3"), meeting.id, code)
        assert seat.is_present
        assert seat.checked_in_how is CheckIn.OWN_CODE
        council.clock.advance(minutes=11)
        assert refused(lambda: meetings.check_in_self(council.ctx("rep_4"), meeting.id, code)) == {
            "attendance.wrong_code": ""
        }
        with pytest.raises(NotPermitted):
            meetings.check_in_self(council.ctx("villager"), meeting.id, code)

    def test_leaving_and_coming_back(self, council: Council) -> None:
        meeting = council.open([council.matter()], ROLES[:11])
        seat = council.seat(meeting, "rep_2")
        meetings.leave(council.ctx("clerk"), seat.id)
        assert attendance(council.anyone().session, meeting.id).present == 10
        assert refused(lambda: meetings.leave(council.ctx("clerk"), seat.id)) == {"attendance.not_in": ""}
        meetings.check_in(council.ctx("clerk"), seat.id)
        assert refused(lambda: meetings.check_in(council.ctx("clerk"), seat.id)) == {"attendance.already_in": ""}
        meetings.leave_self(council.ctx("rep_2"), meeting.id)
        assert attendance(council.anyone().session, meeting.id).present == 10

    def test_the_door_is_closed_before_its_time(self, council: Council) -> None:
        meeting = council.convene([council.matter()])
        assert refused(lambda: meetings.check_in(council.ctx("clerk"), council.seat(meeting, "rep_1").id)) == {
            "attendance.too_early": ""
        }

    def test_no_quorum_no_meeting(self, council: Council) -> None:
        meeting = council.convene([council.matter()])
        council.fill(meeting, ROLES[:9])
        assert refused(lambda: meetings.open_meeting(council.ctx("clerk"), meeting.id)) == {
            "rep.quorum": "VCOL-2025:30"
        }
        council.clock.advance(days=1)
        assert refused(lambda: meetings.open_meeting(council.ctx("clerk"), meeting.id)) == {"meeting.other_day": ""}


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
        assert refused(lambda: council.vote(poll, ["rep_1"], Vote.AGAINST)) == {"ballot.poll_closed": ""}
        assert refused(lambda: council.vote(poll, ["rep_2"])) == {"ballot.poll_closed": ""}
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
        polls.declare_recusal(council.ctx("clerk"), poll.id, council.seat(meeting, "rep_2").id, "近亲属")
        now = tally(council.anyone().session, poll.id)
        assert (now.due, now.present, now.recused, now.voted, now.waiting) == (15, 12, 2, 6, 4)
        closed = polls.close_poll(council.ctx("clerk"), poll.id)
        assert (closed.present, closed.votes_for, closed.carried) == (12, 6, False)
        assert "recusal.poll_closed" in refused(
            lambda: polls.declare_recusal(council.ctx("rep_3"), poll.id, council.seat(meeting, "rep_3").id, "晚了")
        )

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
