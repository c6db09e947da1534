"""Five hundred phones vote in the same ten seconds and the server is killed in the middle: the count is right."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.bench.ballots import verify_village
from tests.bench.village import acting, build_hall
from tests.crash.phones import sign_in, vote_of, vote_within
from tests.harness.server import start_server
from webapp.core.database import Database
from webapp.council.polls.models import Ballot, Poll
from webapp.council.polls.operations import close_poll

PHONES = 500
SECONDS = 10.0
KILLED_AFTER = 4.0
LATE = 12


@pytest.mark.slow
@pytest.mark.both_databases
def test_what_was_acknowledged_is_counted_and_nothing_else(
    database_url: str, database: Database, tmp_path: Path
) -> None:
    hall = build_hall(database, motions=1, voters=PHONES)
    server = start_server(database_url, tmp_path, YISHI_WORKERS="2")
    voters = sign_in(server.port, hall)
    in_time, late = voters[:-LATE], voters[-LATE:]

    answers, threads = vote_within(server.port, in_time, SECONDS)
    time.sleep(KILLED_AFTER)
    server.kill()
    again = start_server(database_url, tmp_path, port=server.port, YISHI_WORKERS="2")
    for thread in threads:
        thread.join(timeout=90)
    ctx = acting(database)
    with ctx.session:
        poll = close_poll(ctx, hall.polls[1])
    too_late, threads = vote_within(again.port, late, 0.5)
    for thread in threads:
        thread.join(timeout=90)
    again.stop()

    assert answers.lost > 0, "nobody noticed the power cut: the test tests nothing"
    assert len(answers.acknowledged) == len(in_time)
    assert answers.refused == {}
    assert len(too_late.refused) == LATE
    assert too_late.acknowledged == {}
    with database.session(hall.village_id) as session:
        rows = session.execute(select(Ballot)).scalars().all()
        stored = session.get_one(Poll, (hall.village_id, poll.id))
        by_seat = {row.seat_id: row.vote for row in rows}
        assert len(rows) == len(by_seat) == len(in_time)
        assert all(by_seat[hall.seats[voter.name]] == vote_of(voter) for voter in in_time)
        said = Counter(answers.acknowledged.values())
        assert (stored.votes_for, stored.votes_against, stored.votes_abstain) == (
            said["for"],
            said["against"],
            said["abstain"],
        )
    assert verify_village(database_url, tmp_path)
