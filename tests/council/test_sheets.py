"""Paper and raised hands counted in public, on both databases: what is taken, what is refused, and why."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from tests.council.builder import ROLES, Council, refused, size_of_log
from tests.council.counting import PHOTO_SHA256, SCRUTINEER, TELLERS, Counting, appoint, counting, picture
from webapp.audit.models import LogEntry
from webapp.charter.rules import Votes
from webapp.core.errors import Conflict, InvalidInput, NotPermitted
from webapp.council.meetings import operations as meetings
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Ballot
from webapp.council.polls.rules import Channel, Vote
from webapp.council.sheets import operations as sheets
from webapp.council.sheets.models import Sheet, SheetEntry
from webapp.council.sheets.queries import counted_votes, unconfirmed_sheets
from webapp.council.sheets.rules import SheetState
from webapp.council.tellers import operations as tellers
from webapp.council.tellers.queries import teller_now
from webapp.council.tellers.rules import CountingRole

both_databases = pytest.mark.both_databases
HANDS = {"rep_1": "for", "rep_2": "against", "rep_3": "abstain"}


@pytest.fixture
def hall(council: Council) -> Counting:
    """Twelve in the hall, a named vote by every channel."""
    return counting(council, ROLES[:12])


@both_databases
class TestTwoEntries:
    def test_equal_entries_agree_and_the_scrutineer_makes_them_ballots(self, hall: Counting) -> None:
        sheet = hall.open()
        first = sheets.enter_sheet(hall.council.ctx(TELLERS[0]), sheet.id, hall.names(HANDS))
        assert first.state is SheetState.ENTERING
        second = sheets.enter_sheet(hall.council.ctx(TELLERS[1]), sheet.id, hall.names(HANDS))
        assert second.state is SheetState.AGREED
        assert hall.ballots() == {}
        assert hall.confirm(sheet).state is SheetState.CONFIRMED
        assert hall.ballots() == {hall.seat(role): (Channel.HANDS, Vote(vote)) for role, vote in HANDS.items()}

    def test_different_entries_differ_until_both_say_the_same(self, hall: Counting) -> None:
        sheet = hall.open()
        right, wrong = hall.names(HANDS), hall.names(HANDS | {"rep_2": "for"})
        assert hall.enter(sheet, right, wrong).state is SheetState.DIFFERS
        assert set(refused(lambda: hall.confirm(sheet))) == {"sheet.is_differs"}
        again = sheets.enter_sheet(hall.council.ctx(TELLERS[1]), sheet.id, right)
        assert again.state is SheetState.AGREED
        rows = hall.council.anyone().session.execute(select(SheetEntry)).scalars().all()
        assert len(rows) == 2

    def test_one_entry_is_not_enough(self, hall: Counting) -> None:
        sheet = hall.open()
        sheets.enter_sheet(hall.council.ctx(TELLERS[0]), sheet.id, hall.names(HANDS))
        assert set(refused(lambda: hall.confirm(sheet))) == {"sheet.is_entering"}

    def test_a_changed_entry_is_not_confirmed_unseen(self, hall: Counting) -> None:
        sheet = hall.open()
        hall.enter(sheet, hall.names(HANDS))
        seen = hall.digest(sheet)
        hall.enter(sheet, hall.names({"rep_1": "against"}))
        with pytest.raises(Conflict, match="changed"):
            sheets.confirm_sheet(hall.council.ctx(SCRUTINEER), sheet.id, seen, "")
        assert hall.ballots() == {}

    def test_a_photograph_replaced_after_the_look_is_not_confirmed_unseen(self, hall: Counting) -> None:
        sheet = hall.open()
        hall.enter(sheet, hall.names(HANDS))
        hall.photograph(sheet)
        seen = hall.photo(sheet)
        assert seen == PHOTO_SHA256
        sheets.attach_photo(hall.council.ctx(TELLERS[1]), sheet.id, picture(b"\0\0"))
        assert hall.photo(sheet) != seen
        for looked_at in (seen, ""):
            with pytest.raises(Conflict, match="photo_changed"):
                sheets.confirm_sheet(hall.council.ctx(SCRUTINEER), sheet.id, hall.digest(sheet), looked_at)
        assert hall.ballots() == {}
        hall.confirm(sheet)
        entry = select(LogEntry.body).where(LogEntry.event == "sheet_confirmed")
        assert hall.photo(sheet) in bytes(hall.council.anyone().session.scalars(entry).one()).decode()

    def test_others_enter_and_confirm_nothing(self, hall: Counting) -> None:
        sheet = hall.open()
        for role in ("clerk", "chair", "rep_1", SCRUTINEER):
            with pytest.raises(NotPermitted):
                sheets.enter_sheet(hall.council.ctx(role), sheet.id, hall.names(HANDS))
        hall.enter(sheet, hall.names(HANDS))
        for role in ("clerk", "chair", *TELLERS, "supervisor"):
            with pytest.raises(NotPermitted):
                sheets.confirm_sheet(hall.council.ctx(role), sheet.id, hall.digest(sheet), "")

    def test_a_relieved_teller_makes_room_for_another(self, hall: Counting) -> None:
        sheet = hall.open()
        hall.enter(sheet, hall.names(HANDS), hall.names({"rep_1": "for"}))
        appoint(hall.council, hall.meeting, "rep_9")
        third = lambda: sheets.enter_sheet(hall.council.ctx("rep_9"), sheet.id, hall.names(HANDS))  # noqa: E731
        assert set(refused(third)) == {"sheet.two_others"}
        second = teller_now(
            hall.council.anyone().session,
            hall.meeting.id,
            hall.council.village.people[TELLERS[1]],
            CountingRole.TELLER,
        )
        tellers.relieve_teller(hall.council.ctx("chair"), second.id)
        assert third().state is SheetState.AGREED


@both_databases
class TestOneBallotEach:
    def test_who_voted_by_phone_is_refused_by_name_and_nothing_is_written(self, hall: Counting) -> None:
        hall.council.vote(hall.poll, ["rep_2"])
        sheet = hall.open()
        hall.enter(sheet, hall.names(HANDS))
        before = size_of_log(hall.council)
        assert set(refused(lambda: hall.confirm(sheet))) == {"sheet.voted_browser"}
        assert hall.ballots() == {hall.seat("rep_2"): (Channel.BROWSER, Vote.FOR)}
        assert size_of_log(hall.council) == before
        hall.enter(sheet, hall.names({"rep_1": "for", "rep_3": "abstain"}))
        hall.confirm(sheet)
        assert len(hall.ballots()) == 3

    def test_nobody_stands_on_two_sheets(self, hall: Counting) -> None:
        hall.settle(Channel.HANDS, hall.names(HANDS))
        second = hall.open(Channel.PAPER)
        hall.enter(second, hall.names({"rep_1": "for", "rep_4": "for"}))
        hall.photograph(second)
        assert set(refused(lambda: hall.confirm(second))) == {"sheet.voted_hands"}

    def test_who_is_not_in_the_hall_or_stands_aside(self, hall: Counting) -> None:
        own = hall.council.seat(hall.meeting, "rep_1")
        polls.declare_recusal(hall.council.ctx("clerk"), hall.poll.id, own.id, "近亲属")
        sheet = hall.open()
        hall.enter(sheet, hall.names({"rep_1": "for", "rep_12": "for", "rep_2": "for"}))
        assert refused(lambda: hall.confirm(sheet)) == {"sheet.recused": "", "sheet.not_in_hall": "VCOL-2025:30"}

    def test_a_hand_raised_before_leaving_counts(self, hall: Counting) -> None:
        gone_before = hall.council.seat(hall.meeting, "rep_2")
        meetings.leave(hall.council.ctx("clerk"), gone_before.id)
        hall.council.clock.advance(seconds=60)
        sheet = hall.open()
        hall.enter(sheet, hall.names({"rep_1": "for"}))
        hall.council.clock.advance(seconds=60)
        meetings.leave(hall.council.ctx("clerk"), hall.council.seat(hall.meeting, "rep_1").id)
        hall.confirm(sheet)
        other = hall.open()
        hall.enter(other, hall.names({"rep_2": "for"}))
        assert set(refused(lambda: hall.confirm(other))) == {"sheet.not_in_hall"}

    def test_a_spoiled_named_paper_takes_part_and_says_nothing(self, hall: Counting) -> None:
        hall.settle(Channel.PAPER, hall.names({"rep_1": "spoiled", "rep_2": "for"}))
        assert hall.ballots()[hall.seat("rep_1")] == (Channel.PAPER, None)
        with pytest.raises(InvalidInput, match="bad_line"):
            hall.enter(hall.open(Channel.HANDS), hall.names({"rep_3": "spoiled"}))


class TestCountedHands:
    def test_counts_stand_beside_the_ballots(self, hall: Counting) -> None:
        hall.council.vote(hall.poll, ["chair", "rep_1"])
        hall.settle(Channel.HANDS_COUNTED, {"for": 5, "against": 2, "abstain": 3})
        session = hall.council.anyone().session
        assert counted_votes(session, hall.poll.id) == Votes(5, 2, 3)
        assert len(hall.ballots()) == 2

    def test_more_hands_than_people_who_have_not_voted_otherwise(self, hall: Counting) -> None:
        hall.council.vote(hall.poll, ["chair", "rep_1"])
        sheet = hall.open(Channel.HANDS_COUNTED)
        hall.enter(sheet, {"for": 8, "against": 2, "abstain": 1})
        assert set(refused(lambda: hall.confirm(sheet))) == {"sheet.more_hands"}

    def test_two_counted_sheets_are_summed(self, hall: Counting) -> None:
        hall.settle(Channel.HANDS_COUNTED, {"for": 6, "against": 0, "abstain": 0})
        sheet = hall.open(Channel.HANDS_COUNTED)
        hall.enter(sheet, {"for": 7, "against": 0, "abstain": 0})
        assert set(refused(lambda: hall.confirm(sheet))) == {"sheet.more_hands"}

    def test_names_after_counted_hands_leave_room_for_them(self, hall: Counting) -> None:
        hall.settle(Channel.HANDS_COUNTED, {"for": 10, "against": 0, "abstain": 0})
        sheet = hall.open()
        hall.enter(sheet, hall.names(HANDS))
        assert set(refused(lambda: hall.confirm(sheet))) == {"sheet.more_hands"}
        hall.enter(sheet, hall.names({"rep_1": "for", "rep_2": "for"}))
        hall.confirm(sheet)

    @pytest.mark.parametrize("count", [-1, 1.5, "3", True, None, 10**9])
    def test_what_is_no_count(self, hall: Counting, count: Any) -> None:
        sheet = hall.open(Channel.HANDS_COUNTED)
        with pytest.raises(InvalidInput, match="counts"):
            hall.enter(sheet, {"for": count, "against": 0, "abstain": 0})


@both_databases
class TestCorrections:
    def test_a_new_sheet_takes_the_place_of_the_old(self, hall: Counting) -> None:
        old = hall.settle(Channel.HANDS, hall.names(HANDS))
        new = sheets.correct_sheet(hall.council.ctx(TELLERS[1]), old.id, "李建国的手看错了")
        assert (new.number, new.replaces_id, new.state) == (2, old.id, SheetState.ENTERING)
        assert len(hall.ballots()) == 3
        hall.enter(new, hall.names({"rep_1": "against", "rep_4": "for"}))
        hall.confirm(new)
        assert hall.ballots() == {
            hall.seat("rep_1"): (Channel.HANDS, Vote.AGAINST),
            hall.seat("rep_4"): (Channel.HANDS, Vote.FOR),
        }
        session = hall.council.anyone().session
        assert session.get_one(Sheet, (session.village_id, old.id)).state is SheetState.REPLACED
        assert {row.sheet_id for row in session.execute(select(Ballot)).scalars()} == {new.id}

    def test_counted_hands_are_replaced_not_added(self, hall: Counting) -> None:
        old = hall.settle(Channel.HANDS_COUNTED, {"for": 9, "against": 1, "abstain": 0})
        new = sheets.correct_sheet(hall.council.ctx(TELLERS[0]), old.id, "漏数一排")
        hall.enter(new, {"for": 10, "against": 2, "abstain": 0})
        hall.confirm(new)
        assert counted_votes(hall.council.anyone().session, hall.poll.id) == Votes(10, 2, 0)

    def test_only_one_correction_at_a_time_and_only_with_a_reason(self, hall: Counting) -> None:
        old = hall.settle(Channel.HANDS, hall.names(HANDS))
        with pytest.raises(InvalidInput, match="reason"):
            sheets.correct_sheet(hall.council.ctx(TELLERS[0]), old.id, "  ")
        new = sheets.correct_sheet(hall.council.ctx(TELLERS[0]), old.id, "看错")
        again = lambda: sheets.correct_sheet(hall.council.ctx(TELLERS[0]), old.id, "看错")  # noqa: E731
        assert set(refused(again)) == {"sheet.correction_under_way"}
        sheets.drop_sheet(hall.council.ctx(TELLERS[0]), new.id, "原来没有错")
        assert again().number == 3

    def test_after_the_close_nothing_is_corrected(self, hall: Counting) -> None:
        old = hall.settle(Channel.HANDS, hall.names(HANDS))
        polls.close_poll(hall.council.ctx("clerk"), hall.poll.id)
        correct = lambda: sheets.correct_sheet(hall.council.ctx(TELLERS[0]), old.id, "看错")  # noqa: E731
        assert set(refused(correct)) == {"sheet.correct_closed"}
        assert set(refused(lambda: hall.open())) == {"sheet.poll_closed"}
        assert set(refused(lambda: hall.enter(old, hall.names(HANDS)))) == {"sheet.poll_closed"}

    def test_a_vote_is_not_closed_over_an_unconfirmed_sheet(self, hall: Counting) -> None:
        sheet = hall.open()
        assert [one.number for one in unconfirmed_sheets(hall.council.anyone().session, hall.poll.id)] == [1]
        assert set(refused(lambda: polls.close_poll(hall.council.ctx("clerk"), hall.poll.id))) == {"sheet.waits"}
        sheets.drop_sheet(hall.council.ctx(TELLERS[0]), sheet.id, "改用投票纸")
        session = hall.council.anyone().session
        assert polls.close_poll(hall.council.ctx("clerk"), hall.poll.id).carried is False
        assert unconfirmed_sheets(session, hall.poll.id) == []

    def test_named_sheets_are_in_the_count_at_the_close(self, hall: Counting) -> None:
        hall.settle(Channel.HANDS, hall.names(dict.fromkeys(ROLES[:4], "for")))
        hall.settle(Channel.PAPER, hall.names(dict.fromkeys(ROLES[4:7], "for")))
        hall.council.vote(hall.poll, ROLES[7:9])
        closed = polls.close_poll(hall.council.ctx("clerk"), hall.poll.id)
        assert (closed.present, closed.votes_for, closed.carried) == (12, 9, True)


def test_a_vote_takes_only_its_own_channels(council: Council) -> None:
    hall = counting(council, channels=[Channel.BROWSER, Channel.HANDS])
    assert set(refused(lambda: hall.open(Channel.PAPER))) == {"sheet.other_channel"}
    assert set(refused(lambda: hall.open(Channel.BROWSER))) == {"sheet.other_channel"}
