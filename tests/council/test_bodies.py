"""Assemblies, groups, Party members, the collective: convened, attended and opened by the rule of each body."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.council.bodies import IN_TEN_DAYS, Bodies
from tests.council.builder import ROLES, Council, refused
from webapp.audit.models import LogEntry, LogPreimage
from webapp.branch.matters.models import Matter
from webapp.branch.matters.operations import advance
from webapp.branch.matters.rules import Step
from webapp.charter.operations import adopt_local_rule
from webapp.charter.rules import Body, CountBy
from webapp.core.clock import at_china
from webapp.core.errors import NotFound, NotPermitted
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting, Seat, Stay
from webapp.council.meetings.queries import (
    household_voices,
    my_meetings,
    notice_readers,
    seats_of,
    stays_of,
)
from webapp.council.meetings.rules import CheckIn, SeatKind, door_code
from webapp.council.polls import operations as polls
from webapp.council.polls.rules import Vote
from webapp.village.register.models import Resident

pytestmark = pytest.mark.both_databases
PAPER = "ab" * 32


@pytest.fixture
def bodies(council: Council) -> Bodies:
    found = Bodies(council)
    found.grow()
    return found


def home_of(council: Council, role: str) -> Seat:
    """The household's seat in which this role lives, at the latest meeting."""
    session = council.anyone().session
    home = session.execute(
        select(Resident.household_id).where(Resident.id == council.village.people[role])
    ).scalar_one()
    return session.execute(select(Seat).where(Seat.household_id == home)).scalar_one()


class TestAssembly:
    def test_by_persons_everybody_of_age_is_due(self, council: Council, bodies: Bodies) -> None:
        seats = council.seats(bodies.assembly(CountBy.PERSONS))
        assert len(seats) == 74
        assert {seat.kind for seat in seats} == {SeatKind.VILLAGER}
        assert council.village.people["child_1"] not in {seat.resident_id for seat in seats}

    def test_by_households_each_has_one_seat_with_nobody_in_it(self, council: Council, bodies: Bodies) -> None:
        meeting = bodies.assembly(CountBy.HOUSEHOLDS)
        seats = council.seats(meeting)
        assert (len(seats), {seat.kind for seat in seats}) == (72, {SeatKind.HOUSEHOLD})
        assert {seat.resident_id for seat in seats} == {None}
        assert meeting.count_by is CountBy.HOUSEHOLDS

    def test_nine_days_are_too_short_unless_it_is_urgent(self, council: Council, bodies: Bodies) -> None:
        matter, day = council.matter("charter"), IN_TEN_DAYS - timedelta(days=1)
        late = refused(lambda: bodies.assembly(matter=matter, day=day))
        assert late == {"assembly.notice.days": "VCOL-2025:25"}
        assert bodies.assembly(matter=matter, day=day, urgent_because="汛期将至").urgent_because == "汛期将至"

    def test_a_matter_of_the_collective_is_not_its_own(self, council: Council, bodies: Bodies) -> None:
        matter = council.matter("homestead")
        assert refused(lambda: bodies.assembly(matter=matter)) == {"matter.list.vcol": "RCEO:26[8]"}

    def test_the_log_names_nobody(self, council: Council, bodies: Bodies) -> None:
        bodies.assembly(CountBy.PERSONS)
        frozen = select(LogEntry.body).where(LogEntry.event == "seats_frozen")
        body = council.anyone().session.execute(frozen).scalar_one().decode()
        assert council.village.people["son_1"].hex not in body
        assert "李小" not in body

    def test_two_thirds_of_the_households_open_it(self, council: Council, bodies: Bodies) -> None:
        meeting = bodies.assembly()
        council.clock.set(meeting.starts_at)
        seats = council.seats(meeting)
        homes = [seat.household_id for seat in seats if seat.household_id]
        voices = household_voices(council.anyone().session, homes, IN_TEN_DAYS)
        people = {home: members[0][0] for home, members in voices.items()}
        for seat in seats[:47]:
            meetings.check_in(council.ctx("clerk"), seat.id, people[seat.household_id])
        opening = lambda: meetings.open_meeting(council.ctx("chair"), meeting.id)  # noqa: E731
        assert refused(opening) == {"assembly.quorum.households": "VCOL-2025:26"}
        meetings.check_in(council.ctx("clerk"), seats[47].id, people[seats[47].household_id])
        assert opening().opened_at == council.clock()


class TestDelegates:
    def test_the_clerk_names_a_member_of_the_household(self, council: Council, bodies: Bodies) -> None:
        meeting = bodies.assembly()
        council.clock.set(meeting.starts_at)
        seat, people = home_of(council, "rep_1"), council.village.people
        assert "attendance.delegate_needed" in refused(lambda: meetings.check_in(council.ctx("clerk"), seat.id))
        for role, code in (("rep_2", "attendance.other_household"), ("child_1", "attendance.delegate_no_say")):
            wrong = people[role]
            assert code in refused(lambda wrong=wrong: meetings.check_in(council.ctx("clerk"), seat.id, wrong))
        with pytest.raises(NotFound):
            meetings.check_in(council.ctx("clerk"), seat.id, meeting.id)
        taken = meetings.check_in(council.ctx("clerk"), seat.id, people["son_1"])
        assert (taken.resident_id, taken.is_present, taken.name) == (people["son_1"], True, seat.name)

    def test_another_may_come_instead_until_the_household_voted(self, council: Council, bodies: Bodies) -> None:
        meeting = bodies.assembly()
        council.clock.set(meeting.starts_at)
        seat, people = home_of(council, "rep_1"), council.village.people
        meetings.name_delegate(council.ctx("clerk"), seat.id, people["rep_1"])
        meetings.check_in(council.ctx("clerk"), seat.id, people["son_1"])
        named = lambda: meetings.name_delegate(council.ctx("clerk"), seat.id, people["rep_1"])  # noqa: E731
        assert set(refused(named)) == {"attendance.delegate_present"}
        meetings.leave(council.ctx("clerk"), seat.id)
        assert named().resident_id == people["rep_1"]

    def test_with_the_own_phone_a_member_becomes_the_delegate(self, council: Council, bodies: Bodies) -> None:
        meeting = bodies.assembly()
        council.clock.set(meeting.starts_at)
        code = door_code(meeting.door_secret, council.clock())
        assert meetings.check_in_self(council.ctx("son_1"), meeting.id, code).checked_in_how is CheckIn.OWN_CODE
        second = refused(lambda: meetings.check_in_self(council.ctx("rep_1"), meeting.id, code))
        assert second == {"attendance.other_delegate": "VCOL-2025:26"}
        with pytest.raises(NotPermitted):
            meetings.leave_self(council.ctx("rep_1"), meeting.id)
        assert not meetings.leave_self(council.ctx("son_1"), meeting.id).is_present

    def test_who_the_delegate_is_stays_out_of_the_log(self, council: Council, bodies: Bodies) -> None:
        bodies.assembly()
        meetings.name_delegate(council.ctx("clerk"), home_of(council, "son_1").id, council.village.people["son_1"])
        session = council.anyone().session
        entry = session.execute(select(LogEntry).where(LogEntry.event == "delegate_named")).scalar_one()
        assert council.village.people["son_1"].hex not in entry.body.decode()
        kept = select(LogPreimage.name).where(LogPreimage.seq == entry.seq)
        assert session.execute(kept).scalars().all() == ["delegate"]


class TestGroup:
    def test_one_group_by_persons_and_by_households(self, council: Council, bodies: Bodies) -> None:
        first, second = bodies.groups()
        assert len(council.seats(bodies.group("clerk", first))) == 38
        assert len(council.seats(bodies.group("chair", second, CountBy.HOUSEHOLDS, title="二"))) == 36

    def test_its_leader_convenes_and_opens_it_and_no_other(self, council: Council, bodies: Bodies) -> None:
        council.village.offices["villager"] = frozenset({"group_leader"})
        first, second = bodies.groups()
        meeting = bodies.group("villager", first)
        with pytest.raises(NotPermitted):
            bodies.group("villager", second, title="二")
        other = bodies.group("clerk", second, title="三")
        council.clock.set(meeting.starts_at)
        assert "group.quorum" in refused(lambda: meetings.open_meeting(council.ctx("villager"), meeting.id))
        with pytest.raises(NotPermitted):
            meetings.open_meeting(council.ctx("villager"), other.id)
        with pytest.raises(NotPermitted):
            meetings.convene(council.ctx("villager"), "会", "处", at_china(IN_TEN_DAYS, 9), [])


class TestPartyMembers:
    def test_the_secretary_calls_them_to_step_three(self, council: Council, bodies: Bodies) -> None:
        matter = bodies.studied_next()
        meeting = bodies.party(matter)
        assert (len(council.seats(meeting)), meeting.body) == (36, Body.PARTY_MEMBERS)
        after = advance(council.anyone(), matter.id, Step.RESOLVE)
        assert after.announced_on is None

    def test_two_days_are_too_short(self, council: Council, bodies: Bodies) -> None:
        matter = bodies.studied_next()
        assert "party.meeting.notice.days" in refused(lambda: bodies.party(matter, date(2026, 3, 4)))

    def test_a_matter_at_another_step_waits(self, council: Council, bodies: Bodies) -> None:
        matter = council.matter()
        assert refused(lambda: bodies.party(matter)) == {"step.stands_at.resolve": "PRACTICE"}
        early = bodies.studied_next()
        assert "step.stands_at.party_review" in refused(lambda: bodies.assembly(matter=early))

    def test_nobody_else_convenes_or_opens_them(self, council: Council, bodies: Bodies) -> None:
        matter = bodies.studied_next()
        for role in ("chair", "clerk", "branch_member"):
            with pytest.raises(NotPermitted):
                bodies.party(matter, role=role)
        meeting = bodies.party(matter)
        with pytest.raises(NotPermitted):
            meetings.open_meeting(council.ctx("chair"), meeting.id)

    def test_a_meeting_not_held_sets_the_matter_free(self, council: Council, bodies: Bodies) -> None:
        matter = bodies.studied_next()
        meeting = bodies.party(matter)
        meetings.close_meeting(council.ctx("secretary"), meeting.id, "人数不足，未开成。")
        assert council.anyone().session.get_one(Matter, (meeting.village_id, matter.id)).announced_on is None


class TestNoticeAndStays:
    def test_who_is_due_says_that_the_notice_was_read(self, council: Council, bodies: Bodies) -> None:
        meeting = bodies.assembly()
        assert meetings.acknowledge_notice(council.ctx("son_1"), meeting.id).acknowledged_at == council.clock()
        assert "attendance.acknowledged" in refused(
            lambda: meetings.acknowledge_notice(council.ctx("rep_1"), meeting.id)
        )
        assert notice_readers(council.anyone().session, meeting.id) == 1
        rep = council.convene([council.matter()])
        with pytest.raises(NotPermitted):
            meetings.acknowledge_notice(council.ctx("villager"), rep.id)
        mine = my_meetings(council.anyone().session, council.village.people["son_1"])
        assert [one.id for one, _ in mine] == [meeting.id]

    def test_every_coming_and_leaving_is_kept(self, council: Council) -> None:
        meeting = council.open([council.matter()])
        begin = council.clock()
        seat = council.seat(meeting, "rep_1")
        council.clock.advance(minutes=10)
        meetings.leave_self(council.ctx("rep_1"), meeting.id)
        council.clock.advance(minutes=5)
        meetings.check_in(council.ctx("clerk"), seat.id, None, CheckIn.TABLET)
        council.clock.advance(minutes=30)
        meetings.close_meeting(council.ctx("clerk"), meeting.id, "完")
        stays = [stay for stay in stays_of(council.anyone().session, meeting.id) if stay.seat_id == seat.id]
        assert [(stay.came_at, stay.left_at, stay.how) for stay in stays] == [
            (begin, begin + timedelta(minutes=10), CheckIn.LIST),
            (begin + timedelta(minutes=15), begin + timedelta(minutes=45), CheckIn.TABLET),
        ]
        assert len(stays_of(council.anyone().session, meeting.id)) == len(ROLES) + 1
        assert council.anyone().session.execute(select(func.count(Stay.id))).scalar_one() == len(ROLES) + 1


class TestFromAfar:
    def test_off_until_the_charter_turns_it_on_with_its_decision(self, council: Council) -> None:
        meeting = council.convene([council.matter()])
        council.clock.set(meeting.starts_at)
        act = lambda: meetings.check_in_remote(council.ctx("rep_1"), meeting.id)  # noqa: E731
        assert refused(act) == {"attendance.remote_off": "VCOL-2025:30"}
        today = meeting.starts_at.date()
        adopt_local_rule(council.ctx("chair"), "rep.remote", True, "2026年1月15日村民会议决定", today)
        assert act().checked_in_how is CheckIn.REMOTE
        [stay] = stays_of(council.anyone().session, meeting.id)
        assert stay.how is CheckIn.REMOTE

    def test_a_remote_representative_votes(self, council: Council) -> None:
        council.mandate()
        adopt_local_rule(council.ctx("chair"), "rep.remote", True, "村民会议决定", date(2026, 3, 2))
        meeting = council.convene([council.matter()])
        council.fill(meeting, ROLES[:11])
        meetings.check_in_remote(council.ctx("rep_12"), meeting.id)
        meetings.open_meeting(council.ctx("clerk"), meeting.id)
        poll = council.poll(meeting)
        assert polls.cast_ballot(council.ctx("rep_12"), poll.id, Vote.FOR).vote is Vote.FOR


def test_one_series_of_numbers_for_all_bodies(council: Council, bodies: Bodies) -> None:
    numbers = [bodies.assembly().short_number, bodies.members().short_number]
    assert numbers == ["2026-1", "2026-2"]
    session = council.anyone().session
    assert len(seats_of(session, session.execute(select(Meeting.id).where(Meeting.number == 2)).scalar_one())) == 74
