"""Whatever happens in the hall, anyone can count again from the log alone and comes to the same result."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.council.builder import REPS, ROLES, Council
from tests.council.sittings import confirm_hands
from webapp.audit.models import LogEntry
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


class Recount:
    """The result from the log's entries and the law's two sentences, with none of the program's own counting."""

    def __init__(self, entries: list[dict[str, Any]], poll: str) -> None:
        self.seats: dict[str, list[Any]] = {}
        self.in_hall: set[str] = set()
        self.aside: set[str] = set()
        self.cast: dict[str, list[Any]] = {}
        self.signed: dict[str, int] = {}
        self.box: list[list[Any]] = []
        self.asked: dict[str, Any] = {}
        self.closed: dict[str, Any] = {}
        for entry in entries:
            self._read(entry["event"], entry["facts"], (entry.get("subject") or [None, None])[1] == poll)

    def _read(self, event: str, facts: dict[str, Any], is_mine: bool) -> None:
        seat = facts.get("seat")
        match event:
            case "seats_frozen":
                self.seats |= {one[0]: one for one in facts["seats"]}
            case "person_checked_in":
                self.in_hall.add(str(seat))
            case "person_left":
                self.in_hall.discard(str(seat))
            case "poll_opened" if is_mine:
                self.asked = facts
            case "signatures_counted" if is_mine:
                self.signed = {one[0]: one[1] for one in facts["seats"]}
            case "ballot_cast":
                self.cast[str(seat)] = [facts["vote"]]
            case "choice_cast":
                self.cast[str(seat)] = facts["chosen"]
            case "secret_ballot_cast":
                self.cast[str(seat)] = []
            case "recusal_declared":
                self.aside.add(str(seat))
                self.cast.pop(str(seat), None)
            case "poll_closed" | "small_secret_poll_closed" if is_mine:
                self.closed = facts
                self.box = facts["box"] if isinstance(facts["box"], list) else []

    @property
    def present(self) -> set[str]:
        return self.in_hall | set(self.cast)

    def got(self) -> dict[Any, int]:
        """Votes, or options by position, with how often each was named."""
        found: dict[Any, int] = dict.fromkeys((one[0] for one in self.asked["options"]), 0)
        for what in self.cast.values():
            for one in what:
                found[one] = found.get(one, 0) + 1
        for vote, chosen, many in self.box:
            for one in chosen or [vote]:
                found[one] = found.get(one, 0) + many
        return found

    def result(self) -> dict[str, Any]:
        due, present, got = len(self.seats), len(self.present), self.got()
        valid = 3 * present >= 2 * due
        if self.asked["question"] == "motion":
            carried = valid and 2 * got.get("for", 0) > present
            return {"due": due, "present": present, "valid": valid, "carried": carried, "for": got.get("for", 0)}
        places = self.asked["most"]
        enough = {one: many for one, many in got.items() if isinstance(one, int) and 2 * many > present}
        beaten = {one: sum(other > many for other in enough.values()) for one, many in enough.items()}
        alike = {one: list(enough.values()).count(many) for one, many in enough.items()}
        elected = sorted(one for one in enough if valid and beaten[one] + alike[one] <= places)
        return {"due": due, "present": present, "valid": valid, "carried": bool(elected), "elected": elected}


def said(poll: Poll) -> dict[str, Any]:
    """The same as the program counted it."""
    found = {"due": poll.due, "present": poll.present, "valid": poll.valid, "carried": poll.carried}
    return found | ({"elected": poll.decision["elected"]} if poll.is_choice else {"for": poll.votes_for})


def entries_of(council: Council) -> list[dict[str, Any]]:
    """The log from the last meeting on."""
    rows = council.anyone().session.execute(select(LogEntry).order_by(LogEntry.seq)).scalars()
    entries = [json.loads(bytes(row.body)) for row in rows]
    start = max(place for place, entry in enumerate(entries) if entry["event"] == "meeting_convened")
    return entries[start:]


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
                polls.declare_recusal(clerk, poll.id, seat, "近亲属")
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
    """Households that signed are represented by who speaks for them; all households stay in the base."""
    council.mandate()
    meeting = council.open([council.matter("levy")])
    council.sign(meeting, REPS[:10], 5)
    poll = council.poll(meeting)
    council.vote(poll, REPS[:6])
    council.vote(poll, REPS[6:8], Vote.AGAINST)
    closed = polls.close_poll(council.ctx("clerk"), poll.id)
    found = Recount(entries_of(council), poll.id.hex)
    due = sum(seat[3] for seat in found.seats.values())
    present = sum(found.signed.get(seat, 0) for seat in found.present)
    yes = sum(found.signed.get(seat, 0) for seat, vote in found.cast.items() if vote == ["for"])
    assert (closed.due, closed.present, closed.votes_for) == (due, present, yes) == (72, 50, 30)
    assert closed.carried == (3 * present >= 2 * due and 2 * yes > present)


def test_counted_hands_follow_from_the_log_alone(council: Council) -> None:
    council.mandate()
    meeting = council.open([council.matter()], ROLES[:12])
    poll = council.poll(meeting, terms=Terms(channels=(Channel.HANDS_COUNTED,)))
    counts = {"for": 7, "against": 2, "abstain": 1}
    confirm_hands(council.anyone(), poll.id, Channel.HANDS_COUNTED, counts, council.village.people["supervisor"])
    closed = polls.close_poll(council.ctx("clerk"), poll.id)
    found = Recount(entries_of(council), poll.id.hex)
    yes, _, _ = found.closed["counted"]
    assert (closed.present, closed.votes_for, closed.carried) == (len(found.present), yes, 2 * yes > len(found.present))
