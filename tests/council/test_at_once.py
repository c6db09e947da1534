"""Forty people and one: ballots that arrive at the same moment, on both databases, none lost and none doubled."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.council.builder import COMMITTEE, REPS, ROLES, Council
from webapp.audit.log import MerkleLog
from webapp.audit.models import LogEntry
from webapp.charter.matters import Body
from webapp.core.context import Context
from webapp.core.errors import Conflict, RuleBroken
from webapp.council.ballots.box.models import BallotBox
from webapp.council.ballots.box.rules import FEWEST_SHOWN, Slip
from webapp.council.calls.models import MeetingCall
from webapp.council.calls.operations import start_call
from webapp.council.calls.rules import CallSource
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Ballot, Poll
from webapp.council.polls.rules import Secrecy, Terms, Vote
from webapp.grants import GrantTable

pytestmark = pytest.mark.both_databases
VOTES = list(Vote)


@pytest.fixture
def poll(council: Council) -> Poll:
    council.mandate()
    return council.poll(council.open([council.matter()], [*COMMITTEE, *REPS[:12]]))


def all_at_once(council: Council, acts: list[tuple[str, Callable[[Context], Any]]]) -> list[Exception]:
    """Run every act in a thread of its own as that person; what was refused."""
    council.rest()
    database, found = council.village.acting.database, []
    start = threading.Barrier(len(acts))

    def run(role: str, act: Callable[[Context], Any]) -> None:
        start.wait()
        with database.session(council.village.village_id) as session:
            ctx = Context(
                session,
                council.village.village_id,
                council.village.actor(role),
                council.clock(),
                GrantTable(),
                MerkleLog(),
            )
            try:
                act(ctx)
            except (RuleBroken, Conflict) as error:
                found.append(error)

    threads = [threading.Thread(target=run, args=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return found


def cast(poll: Poll, vote: Vote) -> Callable[[Context], Any]:
    return lambda ctx: polls.cast_ballot(ctx, poll.id, vote)


def test_forty_requests_of_one_person_make_one_ballot(council: Council, poll: Poll) -> None:
    refused = all_at_once(council, [("rep_1", cast(poll, VOTES[n % 3])) for n in range(40)])
    assert refused == []
    session = council.anyone().session
    ballots = session.execute(select(Ballot)).scalars().all()
    assert len(ballots) == 1
    entries = session.execute(select(LogEntry).where(LogEntry.event == "ballot_cast").order_by(LogEntry.seq)).scalars()
    bodies = [bytes(entry.body).decode() for entry in entries]
    assert len(bodies) == 40
    assert f'"vote":"{ballots[0].vote.value}"' in bodies[-1]


def test_everyone_at_once_three_times_over(council: Council, poll: Poll) -> None:
    acts = [(role, cast(poll, Vote.FOR)) for role in ROLES for _ in range(3)]
    assert all_at_once(council, acts[:40]) == []
    session = council.anyone().session
    assert session.execute(select(func.count(Ballot.id))).scalar_one() == len({role for role, _ in acts[:40]})


def test_ballots_against_the_close(council: Council, poll: Poll) -> None:
    """Whatever was taken is in the count, and whatever came after the close was refused."""
    acts = [(role, cast(poll, Vote.FOR)) for role in ROLES]
    acts.insert(7, ("clerk", lambda ctx: polls.close_poll(ctx, poll.id)))
    refused = all_at_once(council, acts)
    codes = Counter(blocker.code for error in refused for blocker in error.blockers)  # type: ignore[attr-defined]
    assert set(codes) <= {"ballot.poll_closed"}
    session = council.anyone().session
    closed = session.get_one(Poll, (session.village_id, poll.id))
    taken = session.execute(select(func.count(Ballot.id))).scalar_one()
    assert closed.votes_for == taken == len(ROLES) - codes.total()
    entries = session.execute(select(func.count()).select_from(LogEntry).where(LogEntry.event == "ballot_cast"))
    assert entries.scalar_one() == taken


def test_two_who_close_at_once(council: Council, poll: Poll) -> None:
    close = ("clerk", lambda ctx: polls.close_poll(ctx, poll.id))
    refused = all_at_once(council, [close, close, close])
    assert [error.blockers[0].code for error in refused] == ["poll.is_closed"] * 2  # type: ignore[attr-defined]


def test_one_person_who_asks_for_a_meeting_five_times_at_once_has_asked_once(council: Council) -> None:
    ask = ("rep_1", lambda ctx: start_call(ctx, Body.REPRESENTATIVES, CallSource.REPRESENTATIVES, "水渠何时动工"))
    refused = all_at_once(council, [ask] * 5)
    assert [error.blockers[0].code for error in refused] == ["call.already_open"] * 4  # type: ignore[attr-defined]
    assert council.anyone().session.scalars(select(MeetingCall.number)).all() == [1]


@pytest.fixture
def secret(council: Council) -> Poll:
    council.mandate()
    meeting = council.open([council.matter()], [*COMMITTEE, *REPS[:12]])
    return council.poll(meeting, terms=Terms(secrecy=Secrecy.SECRET))


def drop(poll: Poll, vote: str = "for") -> Callable[[Context], Any]:
    return lambda ctx: polls.cast_secret(ctx, poll.id, Slip(vote))


def test_everyone_drops_three_slips_at_once_and_one_of_each_lies_in_the_box(council: Council, secret: Poll) -> None:
    acts = [(role, drop(secret)) for role in ROLES for _ in range(3)]
    assert len(all_at_once(council, acts)) == 2 * len(ROLES)
    session = council.anyone().session
    assert session.execute(select(func.count(Ballot.id))).scalar_one() == len(ROLES)
    assert session.execute(select(BallotBox.slips)).scalar_one() == [["for", []]] * len(ROLES)


def test_slips_against_the_close(council: Council, secret: Poll) -> None:
    acts = [(role, drop(secret)) for role in ROLES]
    acts.insert(12, ("clerk", lambda ctx: polls.close_poll(ctx, secret.id)))
    refused = all_at_once(council, acts)
    session = council.anyone().session
    taken = session.execute(select(func.count(Ballot.id))).scalar_one()
    closed = session.get_one(Poll, (session.village_id, secret.id))
    assert taken == len(ROLES) - len(refused) == len(session.execute(select(BallotBox.slips)).scalar_one())
    assert closed.votes_for == (taken if taken >= FEWEST_SHOWN else None)
