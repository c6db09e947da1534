"""A meeting from notice to resolution, on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from tests.council.builder import (
    COMMITTEE,
    MEETING_DAY,
    REPS,
    ROLES,
    TEXT,
    TITLE,
    Council,
    refused,
)
from webapp.board.models import Notice
from webapp.board.rules import NoticeKind
from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import MatterState, Step, blockers_in
from webapp.core.errors import InvalidInput
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.queries import agenda_of
from webapp.council.meetings.rules import MeetingState
from webapp.council.polls import operations as polls
from webapp.council.polls.rules import Again, Vote
from webapp.council.resolutions.models import Resolution

pytestmark = pytest.mark.both_databases


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
        again = Again(poll.id, "人数不够，没有议成")
        assert refused(lambda: council.poll(meeting, again=again)) == {"rep.quorum": "VCOL-2025:30"}
        meetings.check_in(council.ctx("clerk"), council.seat(meeting, "member_2").id)
        assert refused(lambda: council.poll(meeting)) == {"poll.repeat_unnamed": ""}
        second = council.poll(meeting, again=again)
        assert (second.number, second.repeats_id, second.repeat_because) == (2, poll.id, "人数不够，没有议成")

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
        council.sign(meeting, REPS[:9])
        poll = council.poll(meeting)
        council.vote(poll, [*REPS[:5], *COMMITTEE])
        closed = polls.close_poll(council.ctx("clerk"), poll.id)
        assert (closed.due, closed.present, closed.votes_for) == (72, 54, 30)
        assert closed.carried

    def test_a_levy_needs_two_thirds_of_the_members_besides_the_households(self, council: Council) -> None:
        """Eight representatives speak for 48 of 72 households, but are only eight of fifteen members (VCOL 30)."""
        council.mandate()
        meeting = council.open([council.matter("levy")], [*COMMITTEE, *REPS[:8]])
        council.sign(meeting, REPS[:8])
        poll = council.poll(meeting)
        council.vote(poll, REPS[:8])
        for role in COMMITTEE:
            meetings.leave(council.ctx("clerk"), council.seat(meeting, role).id)
        assert refused(lambda: council.poll(meeting))["rep.quorum"] == "VCOL-2025:30"
        closed = polls.close_poll(council.ctx("clerk"), poll.id)
        assert (closed.due, closed.present, closed.votes_for) == (72, 48, 48)
        assert not closed.valid
        assert [rule["id"] for rule in closed.decision["rules"] if not rule["met"]] == ["rep.quorum"]

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
