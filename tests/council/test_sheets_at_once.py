"""Phones, sheets and the close in the same moment, on both databases: exactly one wins, no ballot lost or doubled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.council.builder import REPS, ROLES, Council, refused
from tests.council.counting import SCRUTINEER, TELLERS, Counting, counting
from tests.council.test_at_once import all_at_once, cast
from webapp.audit.models import LogEntry
from webapp.core.context import Context
from webapp.council.ballots.box.models import BallotBox
from webapp.council.meetings import operations as meetings
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Ballot, Poll
from webapp.council.polls.rules import Channel, Secrecy, Vote
from webapp.council.sheets import operations as sheets
from webapp.council.sheets.models import Sheet
from webapp.council.sheets.rules import SheetState

pytestmark = pytest.mark.both_databases
Act = tuple[str, Callable[[Context], Any]]


@pytest.fixture
def hall(council: Council) -> Counting:
    return counting(council)


def codes(errors: list[Any]) -> Counter[str]:
    """What the refused were told."""
    return Counter(
        code for error in errors for code in ([one.code for one in getattr(error, "blockers", [])] or [error.code])
    )


def confirming(hall: Counting, sheet: Sheet) -> Act:
    key, digest, photo = sheet.id, hall.digest(sheet), hall.photo(sheet)
    return SCRUTINEER, lambda ctx: sheets.confirm_sheet(ctx, key, digest, photo)


def state_of(hall: Counting, sheet: Sheet) -> SheetState:
    session = hall.council.anyone().session
    return session.get_one(Sheet, (session.village_id, sheet.id)).state


def entered(hall: Counting, votes: dict[str, str], channel: Channel = Channel.HANDS) -> Sheet:
    sheet = hall.open(channel)
    hall.enter(sheet, hall.names(votes))
    return sheet


def test_of_phones_at_once_beside_counted_hands_only_as_many_count_as_hands_are_left(council: Council) -> None:
    """Eleven of twelve hands were counted: one person is left who can have raised none, whichever comes first."""
    hall = counting(council, ROLES[:12], channels=[Channel.BROWSER, Channel.HANDS_COUNTED])
    hall.settle(Channel.HANDS_COUNTED, {"for": 11, "against": 0, "abstain": 0})
    found = all_at_once(council, [(role, cast(hall.poll, Vote.AGAINST)) for role in ROLES[:8]])
    assert codes(found) == {"ballot.hand_counted": 7}
    closed = polls.close_poll(council.ctx("clerk"), hall.poll.id)
    assert (closed.present, closed.votes_for, closed.votes_against) == (12, 11, 1)


def test_a_phone_and_a_confirmation_for_the_same_seats(hall: Counting) -> None:
    """Either the sheet is confirmed and the phones are refused, or a phone was first and the sheet is refused."""
    sheet = entered(hall, dict.fromkeys(REPS[:6], "for"))
    acts = [(role, cast(hall.poll, Vote.AGAINST)) for role in REPS[:6]]
    acts.insert(2, confirming(hall, sheet))
    found = codes(all_at_once(hall.council, acts))
    channels = Counter(channel for channel, _ in hall.ballots().values())
    assert len(hall.ballots()) == 6
    if state_of(hall, sheet) is SheetState.CONFIRMED:
        assert channels == {Channel.HANDS: 6}
        assert found == {"ballot.on_sheet": 6}
    else:
        assert channels == {Channel.BROWSER: 6}
        assert set(found) == {"sheet.voted_browser"}


def test_two_confirmations_at_once_write_each_ballot_once(hall: Counting) -> None:
    sheet = entered(hall, dict.fromkeys(REPS, "for"))
    found = codes(all_at_once(hall.council, [confirming(hall, sheet)] * 4))
    assert found == {"sheet.is_settled": 3}
    assert len(hall.ballots()) == len(REPS)
    session = hall.council.anyone().session
    written = select(func.count()).select_from(LogEntry).where(LogEntry.event == "ballot_written")
    assert session.execute(written).scalar_one() == len(REPS)


def test_two_sheets_with_the_same_person(hall: Counting) -> None:
    first = entered(hall, {"rep_1": "for", "rep_2": "for"})
    second = entered(hall, {"rep_2": "against", "rep_3": "for"})
    found = codes(all_at_once(hall.council, [confirming(hall, first), confirming(hall, second)]))
    assert found == {"sheet.voted_hands": 1}
    assert sorted([state_of(hall, first), state_of(hall, second)]) == [SheetState.AGREED, SheetState.CONFIRMED]
    assert len(hall.ballots()) == 2


def test_an_entry_while_the_vote_is_closed(hall: Counting) -> None:
    """The vote closes only when no sheet waits; whoever comes after the close is told so."""
    hall.settle(Channel.HANDS, hall.names({"rep_1": "for"}))
    poll = hall.poll.id
    acts: list[Act] = [
        ("clerk", lambda ctx: polls.close_poll(ctx, poll)),
        (TELLERS[0], lambda ctx: sheets.open_sheet(ctx, poll, Channel.HANDS)),
        (TELLERS[1], lambda ctx: sheets.open_sheet(ctx, poll, Channel.HANDS)),
    ]
    found = codes(all_at_once(hall.council, acts))
    session = hall.council.anyone().session
    closed = session.get_one(Poll, (session.village_id, poll)).state.value == "closed"
    opened = session.execute(select(func.count(Sheet.id))).scalar_one() - 1
    assert (closed, opened) in {(True, 0), (False, 1), (False, 2)}
    assert found in ({"sheet.poll_closed": 2}, {"sheet.waits": 1}, {"sheet.waits": 2})


def test_a_confirmation_against_the_close(hall: Counting) -> None:
    sheet = entered(hall, dict.fromkeys(REPS[:8], "for"))
    poll = hall.poll.id
    acts: list[Act] = [("clerk", lambda ctx: polls.close_poll(ctx, poll)), confirming(hall, sheet)]
    found = codes(all_at_once(hall.council, acts))
    assert state_of(hall, sheet) is SheetState.CONFIRMED
    session = hall.council.anyone().session
    closed = session.get_one(Poll, (session.village_id, poll))
    if found:
        assert found == {"sheet.waits": 1}
        closed = polls.close_poll(hall.council.ctx("clerk"), poll)
    assert closed.votes_for == len(hall.ballots()) == 8


def test_both_tellers_hand_in_at_the_same_moment(hall: Counting) -> None:
    sheet = hall.open()
    lines, key = hall.names({"rep_1": "for"}), sheet.id
    acts: list[Act] = [(role, lambda ctx: sheets.enter_sheet(ctx, key, lines)) for role in TELLERS * 3]
    assert all_at_once(hall.council, acts) == []
    assert state_of(hall, sheet) is SheetState.AGREED


def test_one_paper_each_however_many_hands_reach_out(council: Council) -> None:
    hall = counting(council, secrecy=Secrecy.SECRET)
    seats = [council.seat(hall.meeting, role).id for role in REPS[:3]]
    acts: list[Act] = [
        (teller, lambda ctx, seat=seat: sheets.hand_out_paper(ctx, hall.poll.id, seat))  # type: ignore[misc]
        for seat in seats
        for teller in TELLERS
    ]
    assert codes(all_at_once(council, acts)) == {"paper.voted_paper": 3}
    assert len(hall.ballots()) == 3


def test_two_boxes_confirmed_at_once_hold_no_more_than_was_handed_out(council: Council) -> None:
    hall = counting(council, secrecy=Secrecy.SECRET)
    hall.hand_out(ROLES[:5])
    boxes = []
    for _ in range(2):
        sheet = hall.open(Channel.PAPER)
        hall.enter(sheet, {"for": 3, "against": 0, "abstain": 0, "spoiled": 0})
        boxes.append(hall.photograph(sheet))
    assert codes(all_at_once(council, [confirming(hall, box) for box in boxes])) == {"sheet.more_papers": 1}
    assert len(council.anyone().session.execute(select(BallotBox.slips)).scalar_one()) == 3


def test_leaving_while_hands_are_confirmed(hall: Counting) -> None:
    """Nobody waits for ever: leaving locks the seat, then the meeting; confirming the poll, then the seats."""
    sheet = entered(hall, dict.fromkeys(REPS[:6], "for"))
    keys = [hall.council.seat(hall.meeting, role).id for role in REPS[:6]]
    acts: list[Act] = [("clerk", lambda ctx, key=key: meetings.leave(ctx, key)) for key in keys]  # type: ignore[misc]
    acts.insert(3, confirming(hall, sheet))
    assert all_at_once(hall.council, acts) == []
    assert len(hall.ballots()) == 6


def test_a_vote_put_down_by_the_tellers_is_not_changed_by_phone(hall: Counting) -> None:
    hall.settle(Channel.HANDS, hall.names({"rep_1": "for"}))
    assert set(refused(lambda: hall.council.vote(hall.poll, ["rep_1"], Vote.AGAINST))) == {"ballot.on_sheet"}
    assert [row.vote for row in hall.council.anyone().session.execute(select(Ballot)).scalars()] == [Vote.FOR]
