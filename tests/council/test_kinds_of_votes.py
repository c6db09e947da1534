"""Choices, secret votes, counted hands, amendments, run-offs, the Party members' step: on both databases."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from tests.council.builder import COMMITTEE, REPS, ROLES, Council, refused
from tests.council.sittings import confirm_hands, hold_sitting, move_amendment, party_members
from webapp.audit.check import problems_of_village, state_of_village
from webapp.audit.models import LogCheckpoint, LogEntry
from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import MatterState, Step
from webapp.branch.steps.models import StepRecord
from webapp.charter.rules import Body
from webapp.core.errors import InvalidInput, RuleBroken
from webapp.council.amendments.models import Amendment
from webapp.council.amendments.rules import AmendmentState
from webapp.council.ballots.box.models import BallotBox
from webapp.council.ballots.box.rules import Slip
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Ballot, Poll, Recusal
from webapp.council.polls.queries import named_votes, tally
from webapp.council.polls.rules import Again, Channel, Option, Question, Secrecy, Terms, Vote
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


class TestWays:
    def test_a_ballot_by_a_way_that_is_not_open_is_refused(self, council: Council, meeting: Meeting) -> None:
        poll = council.poll(meeting, terms=Terms(channels=(Channel.PAPER, Channel.TABLET)))
        assert refused(lambda: council.vote(poll, ["rep_1"])) == {"ballot.other_way": ""}
        ballot = polls.cast_ballot(council.ctx("rep_1"), poll.id, Vote.FOR, Channel.TABLET)
        assert ballot.channel is Channel.TABLET
        act = lambda: polls.cast_ballot(council.ctx("rep_2"), poll.id, Vote.FOR, Channel.PAPER)  # noqa: E731
        assert refused(act) == {"ballot.other_way": ""}

    def test_counted_hands_come_from_the_tellers_sheets(self, council: Council, meeting: Meeting) -> None:
        poll = council.poll(meeting, terms=Terms(channels=(Channel.HANDS_COUNTED,)))
        counts = {"for": 7, "against": 2, "abstain": 1}
        confirm_hands(council.anyone(), poll.id, Channel.HANDS_COUNTED, counts, council.village.people["supervisor"])
        closed = close(council, poll)
        assert (closed.votes_for, closed.votes_against, closed.votes_abstain, closed.carried) == (7, 2, 1, True)

    def test_more_hands_than_people_close_nothing(self, council: Council, meeting: Meeting) -> None:
        poll = council.poll(meeting, terms=Terms(channels=(Channel.HANDS_COUNTED,)))
        counts = {"for": 13, "against": 0, "abstain": 0}
        confirm_hands(council.anyone(), poll.id, Channel.HANDS_COUNTED, counts, council.village.people["supervisor"])
        assert refused(lambda: close(council, poll)) == {"poll.too_many_hands": ""}

    def test_the_announced_end_stands_in_the_log(self, council: Council, meeting: Meeting) -> None:
        ends = council.clock.now + timedelta(minutes=5)
        poll = council.poll(meeting, terms=Terms(closes_at=ends))
        (opened,) = [entry for entry in entries(council) if entry["event"] == "poll_opened"]
        assert opened["facts"]["closes_at"].startswith(f"{ends:%Y-%m-%dT%H:%M}")
        council.clock.advance(minutes=6)
        council.vote(poll, ["rep_1"])


class TestAmendments:
    def test_amendments_first_and_their_words_in_the_resolution(self, council: Council, meeting: Meeting) -> None:
        amendment = move_amendment(council.anyone(), meeting.id, "护坡改用块石")
        nested = move_amendment(council.anyone(), meeting.id, "块石须本村采", amendment.id)
        assert refused(lambda: council.poll(meeting)) == {"poll.amendment_first": ""}
        assert refused(lambda: council.poll(meeting, amendment_id=amendment.id)) == {"poll.amendment_first": ""}
        lost = council.poll(meeting, amendment_id=nested.id)
        council.vote(lost, REPS[:3])
        assert not close(council, lost).carried
        won = council.poll(meeting, amendment_id=amendment.id)
        council.vote(won, REPS[:8])
        close(council, won)
        session = council.anyone().session
        states = session.execute(select(Amendment.state).order_by(Amendment.number)).scalars().all()
        assert states == [AmendmentState.CARRIED, AmendmentState.REJECTED]
        assert session.execute(select(Resolution)).first() is None
        assert session.execute(select(Matter.state)).scalar_one() is MatterState.ACTIVE
        assert refused(lambda: council.poll(meeting, amendment_id=amendment.id)) == {"poll.amendment_done": ""}
        main = council.poll(meeting)
        council.vote(main, REPS[:8])
        close(council, main)
        words = council.anyone().session.execute(select(Resolution.text)).scalar_one()
        assert words.endswith("1. 护坡改用块石")

    def test_an_amendment_that_could_not_be_decided_still_waits(self, council: Council, meeting: Meeting) -> None:
        amendment = move_amendment(council.anyone(), meeting.id, "护坡改用块石")
        poll = council.poll(meeting, amendment_id=amendment.id)
        for role in COMMITTEE:
            meetings.leave(council.ctx("clerk"), council.seat(meeting, role).id)
        assert not close(council, poll).valid
        assert council.anyone().session.execute(select(Amendment.state)).scalar_one() is AmendmentState.PENDING


class TestPartyMembers:
    def test_closing_takes_the_step_of_the_matter(self, council: Council) -> None:
        matter = council.matter(studied=False)
        council.clock.set(council.village_opened + timedelta(days=60))
        due = party_members(council)
        meeting = hold_sitting(council.anyone(), Body.PARTY_MEMBERS, matter.id, due, len(due), 1)
        poll = council.poll(meeting)
        voters = council.village.people
        mine = [role for role, person in voters.items() if person in due]
        council.vote(poll, mine)
        needed = len(due) // 2 + 1
        closed = close(council, poll)
        session = council.anyone().session
        matter = session.get_one(Matter, (session.village_id, matter.id))
        assert closed.carried == (len(mine) >= needed)
        record = session.execute(select(StepRecord)).scalar_one()
        assert (record.step, record.votes_for, record.passed) == (Step.PARTY_REVIEW, len(mine), closed.carried)
        assert poll.motion in record.minutes
        assert (matter.step, matter.state) == (
            (Step.RESOLVE, MatterState.ACTIVE) if closed.carried else (Step.CONSULT, MatterState.RETURNED)
        )
        assert session.execute(select(Resolution)).first() is None

    def test_without_enough_members_nothing_is_recorded(self, council: Council) -> None:
        matter = council.matter(studied=False)
        council.clock.set(council.village_opened + timedelta(days=60))
        due = party_members(council)
        meeting = hold_sitting(council.anyone(), Body.PARTY_MEMBERS, matter.id, due, len(due) // 2, 1)
        assert "party.meeting.quorum" in refused(lambda: council.poll(meeting))


def test_all_villagers_adopt_in_their_assembly(council: Council) -> None:
    matter = council.matter("village_rules")
    council.clock.set(council.village_opened + timedelta(days=60))
    due = sorted(council.village.people.values(), key=lambda key: key.hex)
    meeting = hold_sitting(council.anyone(), Body.ASSEMBLY, matter.id, due, len(due), 1)
    poll = council.poll(meeting)
    council.vote(poll, council.village.people)
    closed = close(council, poll)
    assert (closed.valid, closed.carried, closed.due) == (True, True, len(due))
    assert council.anyone().session.execute(select(Resolution)).scalar_one().poll_id == poll.id


def test_near_relatives_and_the_one_concerned_stand_aside_from_the_beginning(council: Council) -> None:
    council.mandate()
    meeting = council.open([council.matter(concerned_id=council.village.people["rep_4"])])
    poll = council.poll(meeting)
    session = council.anyone().session
    recusal = session.execute(select(Recusal)).scalar_one()
    assert (recusal.seat_id, recusal.because) == (council.seat(meeting, "rep_4").id, "kin:self")
    assert refused(lambda: council.vote(poll, ["rep_4"])) == {"ballot.recused": ""}
    council.vote(poll, [*COMMITTEE, *REPS[4:9]])
    closed = close(council, poll)
    assert (closed.present, closed.carried) == (15, True)


def test_a_close_cuts_a_checkpoint_that_holds_its_own_entries(council: Council, meeting: Meeting) -> None:
    poll = council.poll(meeting)
    council.vote(poll, ROLES[:8])
    session = council.anyone().session
    assert session.execute(select(LogCheckpoint)).first() is None
    close(council, poll)
    session.rollback()
    cut = session.execute(select(LogCheckpoint)).scalar_one()
    assert (cut.size, cut.root.hex()) == state_of_village(session)
    assert list(problems_of_village(session)) == []


def test_nobody_types_a_result(council: Council, meeting: Meeting) -> None:
    """The close takes the poll and nothing else: no count, no outcome can be handed to it."""
    poll = council.poll(meeting)
    for more in ({"votes_for": 12}, {"carried": True}, {"counted": 12}):
        with pytest.raises(TypeError):
            polls.close_poll(council.ctx("clerk"), poll.id, **more)
    assert close(council, poll).votes_for == 0


def test_a_refused_close_leaves_the_poll_open(council: Council, meeting: Meeting) -> None:
    poll = council.poll(meeting)
    with pytest.raises(RuleBroken):
        polls.open_poll(council.ctx("chair"), poll.agenda_item_id, "再来一次")
    with pytest.raises(Exception, match="Poll"):
        polls.close_poll(council.ctx("clerk"), uuid.uuid4())
