"""Secret ballot papers, and votes among several: what goes into the box, what is void, what the log keeps silent on."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from tests.council.builder import ROLES, Council, refused
from tests.council.counting import TELLERS, Counting, counting
from webapp.audit.models import LogEntry
from webapp.core.errors import InvalidInput
from webapp.council.ballots.box.models import BallotBox
from webapp.council.meetings import operations as meetings
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Ballot
from webapp.council.polls.rules import Channel, Question, Secrecy
from webapp.council.sheets import operations as sheets
from webapp.council.sheets.lines import SLIPS, SPOILED


@pytest.fixture
def hall(council: Council) -> Counting:
    """Twelve in the hall, a named vote by every channel."""
    return counting(council, ROLES[:12])


def secret(council: Council, **more: Any) -> Counting:
    return counting(council, ROLES, secrecy=Secrecy.SECRET, channels=[Channel.BROWSER, Channel.PAPER], **more)


class TestSecretPaper:
    def test_papers_go_into_the_box_and_who_took_part_stands_apart(self, council: Council) -> None:
        hall = secret(council)
        hall.hand_out(ROLES[:11])
        hall.settle(Channel.PAPER, {"for": 7, "against": 2, "abstain": 1, "spoiled": 1})
        session = council.anyone().session
        slips = session.execute(select(BallotBox.slips)).scalar_one()
        assert sorted(slips) == sorted([["for", []]] * 7 + [["against", []]] * 2 + [["abstain", []], ["", []]])
        assert set(hall.ballots().values()) == {(Channel.PAPER, None)}

    def test_more_papers_than_were_handed_out_make_the_vote_void(self, council: Council) -> None:
        hall = secret(council)
        hall.hand_out(ROLES[:3])
        sheet = hall.open(Channel.PAPER)
        hall.enter(sheet, {"for": 3, "against": 0, "abstain": 0, "spoiled": 1})
        hall.photograph(sheet)
        assert refused(lambda: hall.confirm(sheet)) == {"sheet.more_papers": "HENAN:35"}

    def test_fewer_papers_are_taken(self, council: Council) -> None:
        hall = secret(council)
        hall.hand_out(ROLES[:3])
        hall.settle(Channel.PAPER, {"for": 1, "against": 0, "abstain": 0, "spoiled": 0})

    def test_two_boxes_together_hold_no_more_than_was_handed_out(self, council: Council) -> None:
        hall = secret(council)
        hall.hand_out(ROLES[:3])
        hall.settle(Channel.PAPER, {"for": 2, "against": 0, "abstain": 0, "spoiled": 0})
        sheet = hall.open(Channel.PAPER)
        hall.enter(sheet, {"for": 2, "against": 0, "abstain": 0, "spoiled": 0})
        hall.photograph(sheet)
        assert set(refused(lambda: hall.confirm(sheet))) == {"sheet.more_papers"}

    def test_nobody_gets_two_papers(self, council: Council) -> None:
        hall = secret(council)
        hall.hand_out(["rep_1"])
        assert set(refused(lambda: hall.hand_out(["rep_1"]))) == {"paper.voted_paper"}
        meetings.leave(council.ctx("clerk"), council.seat(hall.meeting, "rep_2").id)
        assert set(refused(lambda: hall.hand_out(["rep_2"]))) == {"paper.not_in_hall"}
        polls.declare_recusal(council.ctx("clerk"), hall.poll.id, council.seat(hall.meeting, "rep_3").id, "近亲属")
        assert set(refused(lambda: hall.hand_out(["rep_3"]))) == {"paper.recused"}

    def test_a_named_vote_hands_out_no_secret_papers(self, hall: Counting) -> None:
        assert set(refused(lambda: hall.hand_out(["rep_1"]))) == {"paper.named"}

    def test_papers_need_a_photograph(self, council: Council) -> None:
        hall = secret(council)
        hall.hand_out(ROLES[:3])
        sheet = hall.open(Channel.PAPER)
        hall.enter(sheet, {"for": 3, "against": 0, "abstain": 0, "spoiled": 0})
        assert set(refused(lambda: hall.confirm(sheet))) == {"sheet.no_photo"}

    def test_the_log_says_nothing_of_a_secret_count(self, council: Council) -> None:
        hall = secret(council)
        hall.hand_out(ROLES[:12])
        hall.settle(Channel.PAPER, {"for": 7, "against": 3, "abstain": 1, "spoiled": 1})
        bodies = [entry for entry in _bodies(council) if '"sheet_entered"' in entry or '"sheet_confirmed"' in entry]
        assert len(bodies) == 3
        assert not [body for body in bodies if '"for"' in body or '"against"' in body]

    def test_slips_in_the_box_are_never_taken_out_again(self, council: Council) -> None:
        hall = secret(council)
        hall.hand_out(ROLES[:3])
        sheet = hall.settle(Channel.PAPER, {"for": 3, "against": 0, "abstain": 0, "spoiled": 0})
        correct = lambda: sheets.correct_sheet(council.ctx(TELLERS[0]), sheet.id, "数错了")  # noqa: E731
        assert set(refused(correct)) == {"sheet.in_the_box"}

    def test_hands_are_not_secret(self, council: Council) -> None:
        hall = counting(council, ROLES, secrecy=Secrecy.SECRET)
        assert "sheet.secret_hands" in refused(lambda: hall.open(Channel.HANDS))


class TestSeveralOptions:
    def test_names_hold_what_each_chose(self, council: Council) -> None:
        hall = counting(council, question=Question.UP_TO, options=["甲", "乙", "丙"], most=2)
        hall.settle(Channel.HANDS, hall.names({"rep_1": ["3", "1"], "rep_2": ["2"]}))
        rows = council.anyone().session.execute(select(Ballot)).scalars()
        assert {row.seat_id.hex: row.chosen for row in rows} == hall.names({"rep_1": [1, 3], "rep_2": [2]})

    def test_an_over_marked_paper_is_void_and_a_hand_raised_too_often_is_asked_again(self, council: Council) -> None:
        hall = counting(council, question=Question.UP_TO, options=["甲", "乙", "丙"], most=2)
        hall.settle(Channel.PAPER, hall.names({"rep_1": ["1", "2", "3"]}))
        assert council.anyone().session.execute(select(Ballot.chosen)).scalar_one() is None
        with pytest.raises(InvalidInput, match="too_many_chosen"):
            hall.enter(hall.open(), hall.names({"rep_2": ["1", "2", "3"]}))

    def test_each_secret_paper_by_itself(self, council: Council) -> None:
        hall = secret(council, question=Question.UP_TO, options=["甲", "乙", "丙"], most=2)
        hall.hand_out(ROLES[:4])
        sheet = hall.open(Channel.PAPER)
        hall.enter(sheet, {SLIPS: [[1, 2], [3], [1, 2, 3], []]}, {SLIPS: [[], SPOILED, [3], [2, 1]]})
        hall.photograph(sheet)
        hall.confirm(sheet)
        slips = council.anyone().session.execute(select(BallotBox.slips)).scalar_one()
        assert sorted(slips) == [["", []], ["", [1, 2]], ["", [3]], ["abstain", []]]

    def test_hands_are_not_counted_where_each_may_name_several(self, council: Council) -> None:
        hall = counting(council, question=Question.UP_TO, options=["甲", "乙"], most=2)
        assert set(refused(lambda: hall.open(Channel.HANDS_COUNTED))) == {"sheet.counted_up_to"}

    def test_hands_are_not_counted_where_each_speaks_for_households(self, council: Council) -> None:
        hall = counting(council, kind="levy")
        assert set(refused(lambda: hall.open(Channel.HANDS_COUNTED))) == {"sheet.counted_households"}


def _bodies(council: Council) -> list[str]:
    rows = council.anyone().session.execute(select(LogEntry)).scalars()
    return [bytes(row.body).decode() for row in rows]
