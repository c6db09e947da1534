"""Convening, the door, opening: what is refused, and that nothing has changed then."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from tests.council.builder import (
    MEETING_DAY,
    ROLES,
    TITLE,
    Council,
    refused,
    size_of_log,
)
from webapp.board.models import Notice
from webapp.board.rules import NoticeKind
from webapp.core.clock import at_china
from webapp.core.errors import NotPermitted
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import attendance
from webapp.council.meetings.rules import CheckIn, SeatKind, door_code

pytestmark = pytest.mark.both_databases


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
        assert "2026年3月6日 19:00" in notice.text
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
