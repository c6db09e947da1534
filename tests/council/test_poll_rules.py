"""Rules of polls: people's complaints as worked examples, ways to vote, options, repeats, what a small box hides."""

from __future__ import annotations

import dataclasses
import uuid

import pytest

from tests.council.seats import AROUND, NOW, around, codes, needed, people
from webapp.charter.rules import Body, CountBy, Votes
from webapp.core.errors import InvalidInput
from webapp.council.ballots.box.rules import Slip, is_too_small
from webapp.council.meetings.rules import MeetingState
from webapp.council.polls import rules
from webapp.council.polls.rules import (
    Again,
    Asked,
    Channel,
    Earlier,
    PollState,
    Question,
    Secrecy,
    Terms,
    Vote,
)


class TestComplaintsOfPeople:
    """What villagers have complained about, computed."""

    def test_two_thirds_of_nine_is_six_not_seven(self) -> None:
        decision = rules.judged(people(9, 6, {Vote.FOR: 4}), AROUND)
        assert needed(decision, "rep.quorum") == (6, 9, 6)
        assert decision.valid
        assert not rules.judged(people(9, 5, {Vote.FOR: 5}), AROUND).valid

    def test_the_majority_of_thirty_nine_is_twenty(self) -> None:
        assert needed(rules.judged(people(45, 39, {Vote.FOR: 20}), AROUND), "rep.pass") == (20, 39, 20)
        assert rules.judged(people(45, 39, {Vote.FOR: 20}), AROUND).carried
        assert not rules.judged(people(45, 39, {Vote.FOR: 19}), AROUND).carried

    def test_eight_of_sixteen_is_no_majority(self) -> None:
        decision = rules.judged(people(18, 16, {Vote.FOR: 8, Vote.ABSTAIN: 8}), AROUND)
        assert needed(decision, "rep.pass") == (9, 16, 8)
        assert decision.valid
        assert not decision.carried

    def test_a_tie_fails(self) -> None:
        assert not rules.judged(people(18, 16, {Vote.FOR: 8, Vote.AGAINST: 8}), AROUND).carried

    def test_the_silent_stay_in_the_base(self) -> None:
        assert not rules.judged(people(18, 16, {Vote.FOR: 8, Vote.AGAINST: 1}), AROUND).carried

    def test_proxies_of_the_absent_are_not_counted(self) -> None:
        """Twelve due, seven came; five sent word with them. Seven is less than eight: no quorum, whatever was sent."""
        decision = rules.judged(people(12, 7, {Vote.FOR: 7}), AROUND)
        assert not decision.valid
        assert needed(decision, "rep.quorum") == (8, 12, 7)

    def test_paper_votes_do_not_drop_out(self) -> None:
        """A vote counts the same by whatever way it came, also when its voter went home before the close."""
        voters = people(12, 8, {Vote.FOR: 9})
        assert [voter.is_in_hall for voter in voters].count(True) == 8
        facts = rules.facts_of(voters, AROUND)
        assert (facts.present, facts.votes.yes) == (9, 9)

    def test_hands_that_were_only_counted_add_up_with_the_ballots(self) -> None:
        villagers = around(Body.ASSEMBLY)
        facts = rules.facts_of(people(40, 30, {Vote.FOR: 10}), villagers, Votes(6, 2, 1))
        assert (facts.votes.yes, facts.votes.no, facts.votes.abstain) == (16, 2, 1)
        assert rules.judged(people(40, 30, {Vote.FOR: 10}), villagers, Votes(6, 2, 1)).carried

    def test_more_hands_than_people_are_no_count(self) -> None:
        voters = people(40, 30, {Vote.FOR: 10})
        assert rules.blockers_counted(voters, Votes(20, 0, 0)) == []
        (found,) = rules.blockers_counted(voters, Votes(20, 1, 0))
        assert (found.code, found.params["votes"], found.params["voters"]) == ("poll.too_many_hands", 31, 30)

    def test_more_slips_than_people_are_no_count(self) -> None:
        voters = people(12, 12, None)[:2]
        assert rules.blockers_counted(voters, Votes(1, 0, 0), [Slip("for")])[0].code == "poll.too_many_slips"


class TestBodies:
    def test_villagers_by_persons_and_by_households(self) -> None:
        assert needed(rules.judged(people(300, 151), around(Body.ASSEMBLY)), "assembly.quorum.persons") == (
            151,
            300,
            151,
        )
        homes = around(Body.ASSEMBLY, count_by=CountBy.HOUSEHOLDS)
        assert needed(rules.judged(people(9, 6), homes), "assembly.quorum.households") == (6, 9, 6)

    def test_a_group_needs_two_thirds(self) -> None:
        decision = rules.judged(people(9, 6, {Vote.FOR: 4}), around(Body.GROUP))
        assert needed(decision, "group.quorum") == (6, 9, 6)
        assert decision.carried

    def test_party_members_count_all_due(self) -> None:
        decision = rules.judged(people(20, 14, {Vote.FOR: 10}), around(Body.PARTY_MEMBERS))
        assert needed(decision, "party.meeting.pass") == (11, 20, 10)
        assert not decision.carried

    def test_members_of_the_collective_count_all_members(self) -> None:
        members = around(Body.RCEO_MEMBERS, "member_status")
        assert needed(rules.judged(people(30, 20, {Vote.FOR: 20}), members), "rceo.pass") == (20, 30, 20)


class TestLevy:
    LEVY = around(matter="levy")

    def test_only_households_that_signed_are_represented(self) -> None:
        voters = [dataclasses.replace(one, signed=7) for one in people(12, 12, {Vote.FOR: 8})]
        facts = rules.facts_of(voters, self.LEVY)
        assert (facts.due, facts.present, facts.votes.yes) == (120, 84, 56)
        assert rules.judged(voters, self.LEVY).carried

    def test_without_enough_signatures_the_meeting_cannot_decide(self) -> None:
        voters = [dataclasses.replace(one, signed=6) for one in people(12, 12, {Vote.FOR: 12})]
        assert needed(rules.judged(voters, self.LEVY), "levy.rep.households") == (80, 120, 72)
        assert not rules.judged(voters, self.LEVY).valid

    def test_more_signatures_than_households_count_once(self) -> None:
        voters = [dataclasses.replace(one, signed=99) for one in people(12, 12)]
        assert rules.facts_of(voters, self.LEVY).present == 120

    @pytest.mark.parametrize("terms", [Terms(secrecy=Secrecy.SECRET), Terms(channels=(Channel.HANDS_COUNTED,))])
    def test_a_levy_is_voted_on_by_name(self, terms: Terms) -> None:
        found = rules.blockers_terms(terms, self.LEVY, NOW)
        assert [one.article for one in found if one.code == "terms.weighed_by_name"] == ["LEVY-2007"]


class TestBallots:
    def test_a_choice_names_known_options_once_and_not_too_many(self) -> None:
        assert rules.checked_choice(Question.UP_TO, 2, {1, 2, 3}, [3, 1]) == (1, 3)
        assert rules.checked_choice(Question.UP_TO, 2, {1, 2, 3}, []) == ()
        for chosen, code in (([4], "unknown_option"), ([0], "unknown_option"), ([1, 1], "option_twice")):
            with pytest.raises(InvalidInput, match=code):
                rules.checked_choice(Question.UP_TO, 2, {1, 2, 3}, chosen)
        with pytest.raises(InvalidInput, match="too_many"):
            rules.checked_choice(Question.UP_TO, 2, {1, 2, 3}, [1, 2, 3])

    def test_a_slip_answers_the_question(self) -> None:
        assert rules.checked_slip(Question.MOTION, 1, (), Slip("for")) == Slip("for")
        assert rules.checked_slip(Question.ONE_OF, 1, {1, 2}, Slip("", (2,))) == Slip("", (2,))
        assert rules.checked_slip(Question.ONE_OF, 1, {1, 2}, Slip("abstain")) == Slip("abstain")
        for question, slip in (
            (Question.MOTION, Slip("")),
            (Question.MOTION, Slip("perhaps")),
            (Question.MOTION, Slip("for", (1,))),
            (Question.ONE_OF, Slip("for")),
            (Question.ONE_OF, Slip("abstain", (1,))),
        ):
            with pytest.raises(InvalidInput, match="other_kind"):
                rules.checked_slip(question, 1, {1, 2}, slip)


class TestAgain:
    FIRST = uuid.UUID(int=1)

    def open(self, asked: Asked, *earlier: Earlier) -> set[str]:
        return codes(rules.blockers_open_poll(MeetingState.OPEN, asked, earlier, people(12, 12), AROUND))

    def test_a_vote_that_could_not_decide_is_repeated_by_name_and_reason(self) -> None:
        failed = Earlier(self.FIRST, PollState.CLOSED, False)
        assert self.open(Asked(True, True), failed) == {"poll.repeat_unnamed"}
        assert self.open(Asked(True, True, again=Again(self.FIRST, "人数不够")), failed) == set()
        other = Again(uuid.UUID(int=2), "人数不够")
        assert self.open(Asked(True, True, again=other), failed) == {"poll.repeats_other"}
        runoff = Again(self.FIRST, "人数不够", is_runoff=True)
        assert self.open(Asked(True, True, again=runoff), failed) == {"poll.no_runoff"}

    def test_a_decision_is_never_repeated(self) -> None:
        decided = Earlier(self.FIRST, PollState.CLOSED, True)
        assert self.open(Asked(True, True, again=Again(self.FIRST, "不服")), decided) == {"poll.already_decided"}

    def test_places_that_are_left_are_filled_by_a_runoff_only(self) -> None:
        left = Earlier(self.FIRST, PollState.CLOSED, True, awaits_runoff=True)
        assert self.open(Asked(True, True), left) == {"poll.runoff_only"}
        assert self.open(Asked(True, True, again=Again(self.FIRST, "再来")), left) == {"poll.runoff_only"}
        assert self.open(Asked(True, True, again=Again(self.FIRST, "缺额", is_runoff=True)), left) == set()

    def test_amendments_come_first(self) -> None:
        assert self.open(Asked(True, True, pending=(2, 1))) == {"poll.amendment_first"}

    def test_a_vote_on_an_amendment_does_not_decide_the_item(self) -> None:
        amendment = Earlier(self.FIRST, PollState.CLOSED, True, amendment_id=uuid.UUID(int=9))
        assert self.open(Asked(True, True), amendment) == set()


def test_a_small_box_tells_only_the_outcome() -> None:
    voters = [dataclasses.replace(one, has_voted=place < 9) for place, one in enumerate(people(12, 12))]
    slips = [Slip("for")] * 8 + [Slip("against")]
    outcome = rules.outcome_of(voters, AROUND, None, rules.votes_in(slips), slips)
    assert is_too_small(len(slips))
    assert not is_too_small(len(slips) + 1)
    record = rules.outcome_record(outcome, hides_numbers=True)
    assert "votes" not in record["facts"]
    assert [rule["got"] for rule in record["rules"] if rule["is_consent"]] == [None]
    lost = rules.outcome_record(rules.outcome_of(voters, AROUND, None, Votes(1, 8, 0)), hides_numbers=True)
    assert [one.code for one in rules.blockers_recorded(lost)] == ["poll.not_enough"]


def test_the_box_is_published_without_order() -> None:
    slips = [Slip("for"), Slip("against"), Slip("", (2, 3)), Slip("for")]
    assert rules.box_record(slips) == [["", [2, 3], 1], ["against", [], 1], ["for", [], 2]]
