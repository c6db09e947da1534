"""Ways to vote, amendments, the Party members' step, recusals, the checkpoint: on both databases."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.council.builder import COMMITTEE, REPS, ROLES, Council, refused
from tests.council.sittings import confirm_hands, hold_sitting, move_amendment, party_members
from webapp.audit.check import problems_of_village, state_of_village
from webapp.audit.models import LogCheckpoint, LogEntry
from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import MatterState, Step
from webapp.branch.steps.models import StepRecord
from webapp.charter.rules import Body
from webapp.core.errors import RuleBroken
from webapp.council.amendments.models import Amendment
from webapp.council.amendments.rules import AmendmentState
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Poll, Recusal
from webapp.council.polls.rules import Channel, Terms, Vote
from webapp.council.resolutions.models import Resolution

pytestmark = pytest.mark.both_databases


@pytest.fixture
def meeting(council: Council) -> Meeting:
    council.mandate()
    return council.open([council.matter()], ROLES[:12])


def close(council: Council, poll: Poll, by: str = "clerk") -> Poll:
    return polls.close_poll(council.ctx(by), poll.id)


def entries(council: Council) -> list[dict[str, Any]]:
    rows = council.anyone().session.execute(select(LogEntry).order_by(LogEntry.seq)).scalars()
    return [json.loads(bytes(row.body)) for row in rows]


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
        poll = council.poll(meeting, by="secretary")
        voters = council.village.people
        mine = [role for role, person in voters.items() if person in due]
        council.vote(poll, mine)
        needed = len(due) // 2 + 1
        closed = close(council, poll, "secretary")
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
        assert "party.meeting.quorum" in refused(lambda: council.poll(meeting, by="secretary"))


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
