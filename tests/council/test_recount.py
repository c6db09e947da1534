"""Whatever happens in the hall, anyone can count again from the log alone and comes to the same result."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.council.builder import REPS, ROLES, Council, take_signatures
from tests.council.counting import counting
from tests.council.recount import Recount, entries_of, said
from webapp.core.errors import InvalidInput, RuleBroken
from webapp.council.ballots.box.rules import Slip
from webapp.council.meetings import operations as meetings
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import Channel, Option, Question, Secrecy, Terms, Vote

ACTS = st.lists(
    st.tuples(
        st.sampled_from(["in", "out", "for", "against", "abstain", "aside"]),
        st.integers(0, len(ROLES) - 1),
        st.sets(st.integers(1, 3), max_size=2),
    ),
    max_size=40,
)
OPTIONS = (Option("张家"), Option("李家"), Option("王家"))
KINDS = {
    "named": Terms(),
    "secret": Terms(secrecy=Secrecy.SECRET),
    "one_of": Terms(Question.ONE_OF, OPTIONS),
    "up_to": Terms(Question.UP_TO, OPTIONS, 2),
    "secret_choice": Terms(Question.UP_TO, OPTIONS, 2, Secrecy.SECRET),
}


def act(council: Council, poll: Poll, role: str, seat: uuid.UUID, what: str, chosen: set[int]) -> None:
    """One thing that happens in the hall; what is refused did not happen."""
    clerk = council.ctx("clerk")
    try:
        match what:
            case "in":
                meetings.check_in(clerk, seat)
            case "out":
                meetings.leave(clerk, seat)
            case "aside":
                polls.declare_recusal(council.ctx(role), poll.id, seat, "近亲属")
            case vote if poll.is_plain:
                polls.cast_ballot(council.ctx(role), poll.id, Vote(vote))
            case vote if poll.is_secret:
                slip = Slip("", tuple(chosen)) if poll.is_choice and chosen else Slip("abstain")
                polls.cast_secret(council.ctx(role), poll.id, slip if poll.is_choice else Slip(vote))
            case _:
                polls.cast_choice(council.ctx(role), poll.id, tuple(chosen))
    except (RuleBroken, InvalidInput):
        council.rest()


@pytest.mark.slow
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(acts=ACTS, kind=st.sampled_from(sorted(KINDS)))
def test_the_result_follows_from_the_log_alone(
    council: Council, acts: list[tuple[str, int, set[int]]], kind: str
) -> None:
    council.clock.set(council.village_opened)
    council.mandate()
    meeting = council.open([council.matter()], ROLES[:11])
    poll = council.poll(meeting, terms=KINDS[kind])
    seats = {role: council.seat(meeting, role).id for role in ROLES}
    for what, number, chosen in acts:
        act(council, poll, ROLES[number], seats[ROLES[number]], what, chosen)
    closed = polls.close_poll(council.ctx("clerk"), poll.id)
    recount = Recount(entries_of(council), poll.id.hex)
    if not closed.hides_numbers:
        assert recount.result() == said(closed)
    else:
        wanted = {"due": closed.due, "present": closed.present, "valid": closed.valid}
        assert {name: recount.result()[name] for name in wanted} == wanted
        assert closed.votes_for is None
    meetings.close_meeting(council.ctx("clerk"), meeting.id, "散会")


def test_a_levy_follows_from_the_log_alone(council: Council) -> None:
    """Households that signed are represented by who speaks for them; all households stay in the base.

    The signatures are those counted when the vote was opened: whatever becomes of them later is not in the count.
    """
    council.mandate()
    meeting = council.open([council.matter("levy")])
    council.sign(meeting, REPS[:10], 5)
    poll = council.poll(meeting)
    council.vote(poll, REPS[:6])
    council.vote(poll, REPS[6:8], Vote.AGAINST)
    take_signatures(council.anyone(), poll.agenda_item_id, [council.seat(meeting, "rep_11").constituency_id], 6)
    closed = polls.close_poll(council.ctx("clerk"), poll.id)
    found = Recount(entries_of(council), poll.id.hex)
    due = sum(seat[3] for seat in found.seats.values())
    present = sum(found.signed.get(seat, 0) for seat in found.present)
    yes = sum(found.signed.get(seat, 0) for seat, (vote, _) in found.cast.items() if vote == ["for"])
    assert (closed.due, closed.present, closed.votes_for) == (due, present, yes) == (72, 50, 30)
    assert closed.carried == (3 * present >= 2 * due and 2 * yes > present)


def test_counted_hands_follow_from_the_log_alone(council: Council) -> None:
    hall = counting(council, ROLES[:12], channels=[Channel.HANDS_COUNTED])
    hall.settle(Channel.HANDS_COUNTED, {"for": 7, "against": 2, "abstain": 1})
    closed = polls.close_poll(council.ctx("clerk"), hall.poll.id)
    recount = Recount(entries_of(council), hall.poll.id.hex)
    assert recount.result() == said(closed)
    assert (closed.votes_for, recount.closed["counted"]) == (7, [7, 2, 1])
