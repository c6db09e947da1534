"""Hands that are only counted, and people who leave or vote otherwise besides: found by trying things in any order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.council.builder import ROLES, Council, refused, size_of_log
from tests.council.counting import TELLERS, Counting, counting
from tests.council.recount import Recount, entries_of, said
from tests.council.test_tablet import at_the_tablet, ticket_for
from webapp.branch.matters.models import Matter
from webapp.council.meetings import operations as meetings
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Poll
from webapp.council.polls.queries import tally
from webapp.council.polls.roll import effect_of
from webapp.council.polls.rules import Channel, Vote
from webapp.council.sheets import operations as sheets
from webapp.council.tablet import operations as tablet

pytestmark = pytest.mark.both_databases
TEN_FOR = {"for": 10, "against": 2, "abstain": 0}


@pytest.fixture
def hall(council: Council) -> Counting:
    """Twelve in the hall, a vote by phone, named paper and counted hands."""
    return counting(council, ROLES[:12], channels=[Channel.BROWSER, Channel.PAPER, Channel.HANDS_COUNTED])


def goes(hall: Counting, role: str) -> None:
    """A minute later this person leaves."""
    hall.council.clock.advance(minutes=1)
    meetings.leave(hall.council.ctx("clerk"), hall.council.seat(hall.meeting, role).id)
    hall.council.clock.advance(minutes=1)


def closed(hall: Counting) -> Any:
    poll = polls.close_poll(hall.council.ctx("clerk"), hall.poll.id)
    assert Recount(entries_of(hall.council), hall.poll.id.hex).result() == said(poll)
    return poll


def ways(hall: Counting) -> dict[str, Callable[[], object]]:
    """The screens by which rep_1 could vote."""
    seat = hall.council.seat(hall.meeting, "rep_1")
    ticket = ticket_for(hall.council, hall.meeting, seat)
    return {
        "phone": lambda: polls.cast_ballot(hall.council.ctx("rep_1"), hall.poll.id, Vote.FOR),
        "tablet": lambda: tablet.vote_at_tablet(
            at_the_tablet(hall.council), hall.poll.id, seat.id, ticket, Vote.FOR
        ),
    }  # fmt: skip


def test_who_leaves_after_the_count_stays_in_the_base_and_the_vote_can_be_closed(hall: Counting) -> None:
    hall.settle(Channel.HANDS_COUNTED, TEN_FOR)
    goes(hall, "rep_1")
    poll = closed(hall)
    assert (poll.present, poll.votes_for, poll.carried) == (12, 10, True)
    assert hall.council.seat(hall.meeting, "rep_1").id.hex in poll.decision["present_seats"]


def test_who_leaves_between_the_raised_hand_and_the_confirmation_was_counted_rightly(hall: Counting) -> None:
    sheet = hall.open(Channel.HANDS_COUNTED)
    hall.enter(sheet, TEN_FOR)
    goes(hall, "rep_1")
    hall.confirm(sheet)
    assert closed(hall).present == 12


def test_who_left_before_the_count_is_not_in_the_base(hall: Counting) -> None:
    goes(hall, "rep_1")
    sheet = hall.open(Channel.HANDS_COUNTED)
    hall.enter(sheet, TEN_FOR)
    assert set(refused(lambda: hall.confirm(sheet))) == {"sheet.more_hands"}
    hall.enter(sheet, TEN_FOR | {"against": 1})
    hall.confirm(sheet)
    assert closed(hall).present == 11


@pytest.mark.parametrize("way", ["phone", "tablet"])
def test_nobody_votes_on_a_screen_whose_hand_is_surely_among_those_counted(hall: Counting, way: str) -> None:
    vote = ways(hall)[way]
    sheet = hall.settle(Channel.HANDS_COUNTED, TEN_FOR)
    before = size_of_log(hall.council)
    assert refused(vote) == {"ballot.hand_counted": "VCOL-2025:30"}
    assert (hall.ballots(), size_of_log(hall.council)) == ({}, before)
    again = sheets.correct_sheet(hall.council.ctx(TELLERS[0]), sheet.id, "有一只手看错了")
    hall.enter(again, TEN_FOR | {"for": 9})
    hall.confirm(again)
    vote()
    assert closed(hall).votes_for == 10


def test_who_voted_by_phone_before_the_count_may_still_change_it(hall: Counting) -> None:
    hall.council.vote(hall.poll, ["rep_1"])
    hall.settle(Channel.HANDS_COUNTED, TEN_FOR | {"for": 9})
    hall.council.vote(hall.poll, ["rep_1"], Vote.AGAINST)
    poll = closed(hall)
    assert (poll.present, poll.votes_for, poll.votes_against) == (12, 9, 3)


def test_the_effect_shown_while_the_vote_goes_on_knows_who_left(hall: Counting) -> None:
    hall.settle(Channel.HANDS_COUNTED, TEN_FOR)
    goes(hall, "rep_1")
    session = hall.council.anyone().session
    poll = session.get_one(Poll, (session.village_id, hall.poll.id))
    matter = session.get_one(Matter, (session.village_id, poll.matter_id))
    assert tally(session, poll.id).present == 12
    effect = effect_of(session, poll, hall.meeting, matter)
    assert effect is not None
    assert effect.present == 12
