"""A representative's word after the vote."""

from __future__ import annotations

import pytest

from tests.council.builder import REPS, ROLES, Council, refused
from webapp.core.errors import InvalidInput, NotPermitted
from webapp.council.explanations import operations, queries, rules
from webapp.council.meetings.models import Meeting
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import PollState, Secrecy


def voted(council: Council, close: bool = True) -> Poll:
    council.mandate()
    poll = council.poll(council.open([council.matter()], ROLES))
    council.vote(poll, [*REPS[:8], "chair"])
    return polls.close_poll(council.ctx("clerk"), poll.id) if close else poll


def test_a_secret_vote_is_not_explained() -> None:
    assert [b.code for b in rules.blockers_explain(PollState.CLOSED, Secrecy.SECRET, 6, True)] == ["explanation.secret"]
    assert rules.blockers_explain(PollState.CLOSED, Secrecy.NAMED, 6, True) == []


def test_nothing_is_explained_while_the_vote_is_open(council: Council) -> None:
    poll = voted(council, close=False)
    assert set(refused(lambda: operations.explain_vote(council.ctx("rep_1"), poll.id, "因为"))) == {
        "explanation.not_closed"
    }


def test_one_short_text_for_each_vote_shown_where_people_look_for_their_representative(council: Council) -> None:
    poll = voted(council)
    operations.explain_vote(council.ctx("rep_1"), poll.id, "我片六户都要先修渠")
    operations.explain_vote(council.ctx("rep_1"), poll.id, "我片多数要先修渠")
    session = council.anyone().session
    assert [one.text for one in queries.explanations(session, poll.id)] == ["我片多数要先修渠"]
    area = council.seat(poll_meeting(council, poll), "rep_1").constituency_id
    assert area is not None
    assert [one.text for one in queries.explanations_in(council.anyone().session, [area], 5)] == ["我片多数要先修渠"]
    for text in (" ", "长" * 301):
        with pytest.raises(InvalidInput):
            operations.explain_vote(council.ctx("rep_1"), poll.id, text)


def test_who_explains(council: Council) -> None:
    poll = voted(council)
    assert set(refused(lambda: operations.explain_vote(council.ctx("chair"), poll.id, "因为"))) == {
        "explanation.no_households"
    }
    assert set(refused(lambda: operations.explain_vote(council.ctx("rep_12"), poll.id, "因为"))) == {
        "explanation.not_voted"
    }
    with pytest.raises(NotPermitted):
        operations.explain_vote(council.ctx("villager"), poll.id, "因为")


def poll_meeting(council: Council, poll: Poll) -> Meeting:
    return council.anyone().session.get_one(Meeting, (poll.village_id, poll.meeting_id))
