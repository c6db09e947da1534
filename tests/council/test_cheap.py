"""What a ballot and the council's pages cost: a number of statements that does not grow with the village."""

from __future__ import annotations

from typing import Any

import pytest

from tests.council.builder import REPS, ROLES, Council
from tests.harness.statements import statements
from webapp.core import postgresql
from webapp.council.polls import operations as polls
from webapp.council.polls.rules import Vote

BASE = "/v/411381105201"


@pytest.mark.both_databases
def test_a_first_ballot_takes_six_statements(council: Council) -> None:
    """The poll, the voter, the ballot; the head of the log, the entry, the head again."""
    council.mandate()
    poll = council.poll(council.open([council.matter()]))
    council.vote(poll, ["rep_1"])
    ctx = council.ctx("rep_2")
    with statements(council.village.acting.database.engine) as sent:
        polls.cast_ballot(ctx, poll.id, Vote.FOR)
    assert 4 <= len(sent) <= 6, sent


@pytest.mark.both_databases
def test_a_ballot_takes_five_messages(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    """The poll held, the voter, the ballot, the head of the log; the entry, the head again and the commit in one."""
    if council.village.acting.database.kind == "sqlite":
        pytest.skip("the embedded database is in the same process")
    council.mandate()
    poll = council.poll(council.open([council.matter()]))
    ctx = council.ctx("rep_1")
    messages, send = [], postgresql._exchange
    monkeypatch.setattr(postgresql, "_exchange", lambda connection: messages.append(1) or send(connection))
    polls.cast_ballot(ctx, poll.id, Vote.FOR)
    assert len(messages) == 5


def test_pages_cost_the_same_for_few_and_for_many(council: Council, app: Any) -> None:
    council.mandate()
    matters = [council.matter(title=f"第{n}项") for n in range(6)]
    meeting = council.open(matters, ROLES[:12])
    client, engine = app.test_client(), app.extensions["yishi_database"].engine
    paths = ("/meetings", "/meetings/2026-1", "/meetings/2026-1/polls/1", "/resolutions/2026-1", "/resolutions")

    def cost() -> dict[str, int]:
        found = {}
        for path in paths:
            with statements(engine) as sent:
                assert client.get(BASE + path).status_code == 200, path
            found[path] = len(sent)
        return found

    def decide(position: int) -> None:
        poll = council.poll(meeting, position)
        council.vote(poll, REPS[:8])
        polls.close_poll(council.ctx("clerk"), poll.id)

    decide(1)
    first = cost()
    for position in range(2, 7):
        decide(position)
    assert cost() == first
    assert max(first.values()) <= 14, first
