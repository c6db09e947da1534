"""Whatever happens in the hall, anyone can count again from the log alone and comes to the same result."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.council.builder import ROLES, Council
from webapp.audit.models import LogEntry
from webapp.core.errors import RuleBroken
from webapp.council.meetings import operations as meetings
from webapp.council.polls import operations as polls
from webapp.council.polls.rules import Vote

ACTS = st.lists(
    st.tuples(st.sampled_from(["in", "out", "for", "against", "abstain", "aside"]), st.integers(0, len(ROLES) - 1)),
    max_size=40,
)


def recount(entries: list[dict[str, Any]], poll: str) -> dict[str, Any]:
    """The result from the log's entries and the law's two sentences, with none of the program's own counting."""
    seats: dict[str, list[Any]] = {}
    in_hall: set[str] = set()
    aside: set[str] = set()
    votes: dict[str, str] = {}
    for entry in entries:
        facts = entry["facts"]
        match entry["event"]:
            case "seats_frozen":
                seats |= {seat[0]: seat for seat in facts["seats"]}
            case "person_checked_in":
                in_hall.add(facts["seat"])
            case "person_left":
                in_hall.discard(facts["seat"])
            case "ballot_cast" if facts["poll"] == poll:
                votes[facts["seat"]] = facts["vote"]
            case "recusal_declared" if facts["poll"] == poll:
                aside.add(facts["seat"])
                votes.pop(facts["seat"], None)
    due, present = len(seats), len(in_hall | set(votes))
    yes = list(votes.values()).count("for")
    valid = 3 * present >= 2 * due
    return {"due": due, "present": present, "for": yes, "valid": valid, "carried": valid and 2 * yes > present}


@pytest.mark.slow
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(acts=ACTS)
def test_the_result_follows_from_the_log_alone(council: Council, acts: list[tuple[str, int]]) -> None:
    council.clock.set(council.village_opened)
    council.mandate()
    meeting = council.open([council.matter()], ROLES[:11])
    poll = council.poll(meeting)
    seats = {role: council.seat(meeting, role).id for role in ROLES}
    clerk = council.ctx("clerk")
    for act, number in acts:
        role = ROLES[number]
        try:
            match act:
                case "in":
                    meetings.check_in(clerk, seats[role])
                case "out":
                    meetings.leave(clerk, seats[role])
                case "aside":
                    polls.declare_recusal(clerk, poll.id, seats[role], "近亲属")
                case vote:
                    polls.cast_ballot(council.ctx(role), poll.id, Vote(vote))
        except RuleBroken:
            continue
    closed = polls.close_poll(council.ctx("clerk"), poll.id)
    session = council.anyone().session
    rows = session.execute(select(LogEntry).order_by(LogEntry.seq)).scalars()
    entries = [json.loads(bytes(row.body)) for row in rows]
    start = max(place for place, entry in enumerate(entries) if entry["event"] == "meeting_convened")
    counted = recount(entries[start:], poll.id.hex)
    assert counted == {
        "due": closed.due,
        "present": closed.present,
        "for": closed.votes_for,
        "valid": closed.valid,
        "carried": closed.carried,
    }
    meetings.close_meeting(council.ctx("clerk"), meeting.id, "散会")
