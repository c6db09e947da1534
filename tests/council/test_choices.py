"""Choosing among several and voting in secret: on both databases."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import select, text

from tests.council.builder import REPS, ROLES, Council, refused
from webapp.audit.models import LogEntry
from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import MatterState, Step
from webapp.core.errors import InvalidInput
from webapp.council.agenda import operations as agenda
from webapp.council.amendments import operations as amendments
from webapp.council.amendments.models import Amendment
from webapp.council.amendments.rules import AmendmentState
from webapp.council.ballots.box.models import BallotBox
from webapp.council.ballots.box.rules import Slip
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import agenda_of
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Ballot, Poll
from webapp.council.polls.queries import named_votes, tally
from webapp.council.polls.rules import Again, Option, Question, Secrecy, Terms
from webapp.council.resolutions.models import Resolution

pytestmark = pytest.mark.both_databases

SECRET = Terms(secrecy=Secrecy.SECRET)
THREE = (Option("张家"), Option("李家"), Option("王家"))
ONE = Terms(Question.ONE_OF, THREE)
TWO = Terms(Question.UP_TO, THREE, 2)


@pytest.fixture
def meeting(council: Council) -> Meeting:
    council.mandate()
    return council.open([council.matter()], ROLES[:12])


def choose(council: Council, poll: Poll, ballots: dict[str, Sequence[int]]) -> None:
    for role, chosen in ballots.items():
        polls.cast_choice(council.ctx(role), poll.id, chosen)


def drop(council: Council, poll: Poll, roles: Sequence[str], vote: str = "for") -> None:
    for role in roles:
        polls.cast_secret(council.ctx(role), poll.id, Slip(vote))


def close(council: Council, poll: Poll) -> Poll:
    return polls.close_poll(council.ctx("clerk"), poll.id)


def entries(council: Council) -> list[dict[str, Any]]:
    rows = council.anyone().session.execute(select(LogEntry).order_by(LogEntry.seq)).scalars()
    return [json.loads(bytes(row.body)) for row in rows]


def _state(council: Council, moved: Amendment) -> AmendmentState:
    session = council.anyone().session
    return session.get_one(Amendment, (session.village_id, moved.id)).state


class TestChoices:
    def test_one_of_several_is_elected_and_named_in_the_resolution(self, council: Council, meeting: Meeting) -> None:
        poll = council.poll(meeting, terms=ONE)
        choose(council, poll, dict.fromkeys(ROLES[:7], (2,)) | dict.fromkeys(ROLES[7:10], (1,)))
        closed = close(council, poll)
        assert (closed.carried, closed.votes_for, closed.decision["elected"]) == (True, None, [2])
        session = council.anyone().session
        assert "- 李家" in session.execute(select(Resolution.text)).scalar_one()

    def test_a_choice_may_change_and_names_no_more_than_it_may(self, council: Council, meeting: Meeting) -> None:
        poll = council.poll(meeting, terms=TWO)
        choose(council, poll, {"rep_1": (1, 2)})
        choose(council, poll, {"rep_1": (3,)})
        for chosen in ((1, 2, 3), (4,), (2, 2)):
            with pytest.raises(InvalidInput):
                choose(council, poll, {"rep_1": chosen})
        ballots = council.anyone().session.execute(select(Ballot)).scalars().all()
        assert [(ballot.chosen, ballot.vote) for ballot in ballots] == [([3], None)]

    def test_every_question_has_its_own_ballot(self, council: Council, meeting: Meeting) -> None:
        poll = council.poll(meeting, terms=ONE)
        assert refused(lambda: council.vote(poll, ["rep_1"])) == {"ballot.other_kind": ""}
        assert refused(lambda: drop(council, poll, ["rep_1"])) == {"ballot.other_kind": ""}

    def test_a_runoff_among_those_not_elected_fills_the_places(self, council: Council, meeting: Meeting) -> None:
        first = council.poll(meeting, terms=TWO)
        choose(council, first, dict.fromkeys(ROLES[:5], (1, 2)) | dict.fromkeys(ROLES[5:8], (1, 3)))
        closed = close(council, first)
        assert (closed.decision["elected"], closed.carried, closed.awaits_runoff) == ([1], True, True)
        again = Again(first.id, "还缺一户", is_runoff=True)
        stranger = Terms(Question.ONE_OF, (Option("赵家"),))
        assert "poll.runoff_options" in refused(lambda: council.poll(meeting, terms=stranger, again=again))
        assert refused(lambda: council.poll(meeting, terms=TWO)) == {"poll.runoff_only": ""}
        second = council.poll(meeting, terms=Terms(Question.ONE_OF, THREE[1:]), again=again)
        choose(council, second, dict.fromkeys(ROLES[:7], (1,)))
        assert close(council, second).decision["elected"] == [1]
        session = council.anyone().session
        texts = session.execute(select(Resolution.text).order_by(Resolution.number)).scalars().all()
        assert ["- 张家" in texts[0], "- 李家" in texts[1], len(texts)] == [True, True, 2]
        assert session.execute(select(Matter.step)).scalar_one() is Step.DISCLOSE_DECISION

    @pytest.mark.parametrize("at_the_second", [True, False])
    def test_an_amendment_is_decided_when_its_runoff_is(
        self, council: Council, meeting: Meeting, at_the_second: bool
    ) -> None:
        """While a run-off is awaited the amendment waits; a run-off that elects nobody leaves it rejected."""
        [(item, _)] = agenda_of(council.anyone().session, meeting.id)
        agenda.begin_item(council.ctx("chair"), item.id)
        moved = amendments.move_amendment(council.ctx("rep_1"), item.id, "由其中一家施工")
        first = council.poll(meeting, terms=ONE, amendment_id=moved.id)
        choose(council, first, {"rep_1": (1,), "rep_2": (2,)})
        assert close(council, first).awaits_runoff
        assert _state(council, moved) is AmendmentState.PENDING
        again = Again(first.id, "都没有过半数", is_runoff=True)
        second = council.poll(meeting, terms=Terms(Question.ONE_OF, THREE[:2]), again=again, amendment_id=moved.id)
        choose(council, second, dict.fromkeys(ROLES[:7] if at_the_second else ROLES[:2], (1,)))
        close(council, second)
        assert _state(council, moved) is (AmendmentState.CARRIED if at_the_second else AmendmentState.REJECTED)

    def test_a_runoff_of_an_amendment_rejects_nothing_the_first_vote_adopted(
        self, council: Council, meeting: Meeting
    ) -> None:
        [(item, _)] = agenda_of(council.anyone().session, meeting.id)
        agenda.begin_item(council.ctx("chair"), item.id)
        moved = amendments.move_amendment(council.ctx("rep_1"), item.id, "由其中两家施工")
        first = council.poll(meeting, terms=TWO, amendment_id=moved.id)
        choose(council, first, dict.fromkeys(ROLES[:7], (1,)))
        assert close(council, first).decision["elected"] == [1]
        again = Again(first.id, "还缺一家", is_runoff=True)
        second = council.poll(meeting, terms=Terms(Question.ONE_OF, THREE[1:]), again=again, amendment_id=moved.id)
        assert not close(council, second).carried
        assert _state(council, moved) is AmendmentState.CARRIED

    def test_a_vote_that_left_places_does_not_end_the_matter(self, council: Council, meeting: Meeting) -> None:
        poll = council.poll(meeting, terms=ONE)
        choose(council, poll, {"rep_1": (1,)})
        assert close(council, poll).awaits_runoff
        meetings.close_meeting(council.ctx("clerk"), meeting.id, "散会")
        matter = council.anyone().session.execute(select(Matter)).scalar_one()
        assert (matter.state, matter.step, matter.announced_on) == (MatterState.ACTIVE, Step.RESOLVE, None)


class TestSecretVotes:
    def test_who_took_part_and_what_was_in_the_box_are_apart(self, council: Council, meeting: Meeting) -> None:
        poll = council.poll(meeting, terms=SECRET)
        drop(council, poll, REPS[:6])
        drop(council, poll, REPS[6:9], "against")
        drop(council, poll, ["chair"], "abstain")
        session = council.anyone().session
        assert {(ballot.vote, ballot.chosen) for ballot in session.execute(select(Ballot)).scalars()} == {(None, None)}
        said = [entry for entry in entries(council) if entry["event"] == "secret_ballot_cast"]
        assert [set(entry["facts"]) for entry in said] == [{"poll", "seat"}] * 10
        assert all([table for table, _, _ in entry["changes"]] == ["ballot"] for entry in said)
        assert tally(session, poll.id).voted == 10
        closed = close(council, poll)
        assert (closed.votes_for, closed.votes_against, closed.votes_abstain) == (6, 3, 1)
        (ended,) = [entry for entry in entries(council) if entry["event"] == "poll_closed"]
        assert ended["facts"]["box"] == [["abstain", [], 1], ["against", [], 3], ["for", [], 6]]

    def test_the_box_is_one_row_without_names_times_or_keys(self, council: Council, meeting: Meeting) -> None:
        poll = council.poll(meeting, terms=SECRET)
        drop(council, poll, REPS[:3])
        session = council.anyone().session
        box = session.execute(select(BallotBox)).scalar_one()
        assert (box.id, box.slips) == (poll.id, [["for", []]] * 3)
        if session.connection().dialect.name == "sqlite":
            made = session.execute(text("select sql from sqlite_master where name = 'ballot_box'")).scalar_one()
            assert "WITHOUT ROWID" in made.upper()

    def test_a_slip_is_final_and_counts_once(self, council: Council, meeting: Meeting) -> None:
        poll = council.poll(meeting, terms=SECRET)
        drop(council, poll, ["rep_1"])
        assert refused(lambda: drop(council, poll, ["rep_1"], "against")) == {"ballot.final": ""}
        assert refused(lambda: council.vote(poll, ["rep_1"])) == {"ballot.other_kind": ""}
        seat = council.seat(meeting, "rep_1")
        assert refused(lambda: polls.declare_recusal(council.ctx("rep_1"), poll.id, seat.id, "弟弟")) == {
            "recusal.slip_in_box": ""
        }
        assert len(council.anyone().session.execute(select(BallotBox.slips)).scalar_one()) == 1

    def test_a_wrong_slip_leaves_no_trace(self, council: Council, meeting: Meeting) -> None:
        poll = council.poll(meeting, terms=SECRET)
        with pytest.raises(InvalidInput):
            drop(council, poll, ["rep_1"], "perhaps")
        session = council.anyone().session
        assert session.execute(select(Ballot)).first() is None
        assert session.execute(select(BallotBox.slips)).scalar_one() == []

    def test_below_ten_ballots_only_the_outcome_is_shown(self, council: Council, meeting: Meeting) -> None:
        poll = council.poll(meeting, terms=SECRET)
        drop(council, poll, REPS[:8])
        drop(council, poll, ["chair"], "against")
        closed = close(council, poll)
        assert (closed.carried, closed.hides_numbers) == (True, True)
        assert (closed.votes_for, closed.votes_against, closed.votes_abstain) == (None, None, None)
        assert "votes" not in closed.decision["facts"]
        assert [rule["got"] for rule in closed.decision["rules"] if rule["is_consent"]] == [None]
        (ended,) = [entry for entry in entries(council) if entry["event"] == "small_secret_poll_closed"]
        for name in ("count", "counted", "box", "options"):
            assert set(ended["facts"][name]) == {"sha256"}
        assert ended["facts"]["carried"]

    def test_a_small_vote_that_failed_says_why_without_numbers(self, council: Council, meeting: Meeting) -> None:
        poll = council.poll(meeting, terms=SECRET)
        drop(council, poll, REPS[:3])
        close(council, poll)
        matter = council.anyone().session.execute(select(Matter)).scalar_one()
        assert matter.state is MatterState.RETURNED
        assert '"got": null' in matter.returned_because

    def test_a_secret_choice(self, council: Council, meeting: Meeting) -> None:
        poll = council.poll(meeting, terms=Terms(Question.UP_TO, THREE, 2, Secrecy.SECRET))
        for role in ROLES[:11]:
            polls.cast_secret(council.ctx(role), poll.id, Slip("", (1, 3)))
        closed = close(council, poll)
        assert closed.decision["elected"] == [1, 3]
        session = council.anyone().session
        lines = named_votes(session, session.get_one(Poll, (session.village_id, poll.id)))
        assert {line.chosen for line in lines} == {()}
