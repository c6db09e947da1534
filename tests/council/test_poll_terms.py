"""Rules of polls: which ways to vote go together, and who or what is elected among several."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Any

import pytest

from tests.council.seats import AROUND, NOW, around, codes, needed, people
from webapp.charter.rules import Body, Votes
from webapp.council.ballots.box.rules import Slip
from webapp.council.polls import rules
from webapp.council.polls.rules import (
    Channel,
    Choices,
    Option,
    Question,
    Secrecy,
    Terms,
)

TWO = (Option("甲"), Option("乙"))


class TestTerms:
    @pytest.mark.parametrize(
        ("terms", "code"),
        [
            (Terms(channels=()), "terms.channels"),
            (Terms(channels=(Channel.PAPER, Channel.PAPER)), "terms.channels"),
            (Terms(secrecy=Secrecy.SECRET, channels=(Channel.BROWSER, Channel.HANDS)), "terms.secret_hands"),
            (Terms(secrecy=Secrecy.SECRET, channels=(Channel.HANDS_COUNTED,)), "terms.secret_hands"),
            (Terms(channels=(Channel.HANDS, Channel.HANDS_COUNTED)), "terms.hands_twice"),
            (Terms(channels=(Channel.BROWSER, Channel.HANDS_COUNTED)), "terms.counted_alone"),
            (Terms(Question.ONE_OF, TWO, channels=(Channel.HANDS_COUNTED,)), "terms.counted_motion"),
            (Terms(options=TWO), "terms.no_options"),
            (Terms(most=2), "terms.no_options"),
            (Terms(Question.ONE_OF, TWO[:1]), "terms.options"),
            (Terms(Question.ONE_OF, TWO, most=2), "terms.one_of"),
            (Terms(Question.UP_TO, TWO, most=3), "terms.most"),
            (Terms(Question.UP_TO, TWO, most=0), "terms.most"),
            (Terms(Question.UP_TO, (*TWO, Option("甲"))), "terms.option_twice"),
            (Terms(Question.UP_TO, (*TWO, Option("  "))), "terms.option_words"),
            (Terms(Question.UP_TO, (*TWO, Option("长" * 121))), "terms.option_words"),
            (Terms(Question.UP_TO, tuple(Option(str(n)) for n in range(31))), "terms.options"),
            (Terms(closes_at=NOW), "terms.closes"),
            (Terms(closes_at=NOW + timedelta(hours=13)), "terms.closes"),
        ],
    )
    def test_what_does_not_go_together(self, terms: Terms, code: str) -> None:
        assert codes(rules.blockers_terms(terms, AROUND, NOW)) == {code}

    @pytest.mark.parametrize(
        "terms",
        [
            Terms(),
            Terms(channels=(Channel.BROWSER, Channel.TABLET, Channel.HANDS, Channel.PAPER)),
            Terms(channels=(Channel.HANDS_COUNTED,)),
            Terms(secrecy=Secrecy.SECRET, channels=(Channel.BROWSER, Channel.TABLET, Channel.PAPER)),
            Terms(Question.UP_TO, TWO, 2, Secrecy.SECRET, closes_at=NOW + timedelta(minutes=5)),
        ],
    )
    def test_what_goes_together(self, terms: Terms) -> None:
        assert rules.blockers_terms(terms, AROUND, NOW) == []

    @pytest.mark.parametrize("body", [Body.REPRESENTATIVES, Body.ASSEMBLY, Body.GROUP, Body.RCEO_MEMBERS])
    def test_who_raises_a_hand_that_is_only_counted_cannot_vote_a_second_time(self, body: Body) -> None:
        mixed = Terms(channels=(Channel.BROWSER, Channel.HANDS_COUNTED))
        assert codes(rules.blockers_terms(mixed, around(body), NOW)) == {"terms.counted_alone"}
        assert rules.blockers_terms(Terms(channels=(Channel.HANDS_COUNTED,)), around(body), NOW) == []

    def test_a_by_election_is_anonymous_and_on_paper(self) -> None:
        by_election = around(matter="by_election")
        for terms in (Terms(Question.ONE_OF, TWO), Terms(Question.ONE_OF, TWO, secrecy=Secrecy.SECRET)):
            assert codes(rules.blockers_terms(terms, by_election, NOW)) == {"terms.by_election"}
        booth = Terms(Question.ONE_OF, TWO, secrecy=Secrecy.SECRET, channels=(Channel.PAPER,))
        assert rules.blockers_terms(booth, by_election, NOW) == []

    def test_the_party_members_step_is_one_question_with_its_numbers(self) -> None:
        party = around(Body.PARTY_MEMBERS)
        for terms in (Terms(secrecy=Secrecy.SECRET), Terms(Question.ONE_OF, TWO)):
            assert codes(rules.blockers_terms(terms, party, NOW)) == {"terms.party_review"}


class TestOptions:
    def outcome(self, ballots: list[tuple[int, ...]], most: int = 1, present: int = 12, **more: Any) -> Any:
        voters = [
            dataclasses.replace(one, has_voted=True, chosen=ballots[place]) if place < len(ballots) else one
            for place, one in enumerate(people(12, present))
        ]
        matter, is_runoff = more.pop("matter", "public_welfare"), more.pop("is_runoff", False)
        return rules.outcome_of(voters, around(matter=matter), Choices((1, 2, 3), most, is_runoff))

    def test_more_than_half_of_those_present_elects(self) -> None:
        found = self.outcome([(1,)] * 7 + [(2,)] * 5)
        assert (found.elected, found.carried, found.awaits_runoff) == ((1,), True, False)

    def test_the_strongest_is_not_enough(self) -> None:
        found = self.outcome([(1,)] * 6 + [(2,)] * 4)
        assert (found.elected, found.valid, found.carried, found.awaits_runoff) == ((), True, False, True)
        assert needed(found.decision, "rep.pass") == (7, 12, 6)

    def test_at_most_as_many_as_there_are_places(self) -> None:
        found = self.outcome([(1, 2)] * 8 + [(1, 3)] * 4, most=2)
        assert (found.got, found.elected) == ({1: 12, 2: 8, 3: 4}, (1, 2))

    def test_a_tie_for_the_last_place_elects_neither(self) -> None:
        assert rules.elect({1: 9, 2: 8, 3: 8, 4: 2}, 7, 2) == ((1,), (2, 3))
        assert rules.elect({1: 8, 2: 8, 3: 2}, 7, 1) == ((), (1, 2))
        assert rules.elect({1: 9, 2: 8, 3: 7}, 7, 2) == ((1, 2), ())
        assert rules.elect({1: 9, 2: 9}, 7, 2) == ((1, 2), ())

    def test_a_tie_of_the_strongest_is_told(self) -> None:
        voters = [dataclasses.replace(one, has_voted=True, chosen=(1, 2)) for one in people(12, 12)]
        found = rules.outcome_of(voters, AROUND, Choices((1, 2, 3), 1))
        assert (found.carried, found.tied, [one.code for one in found.decision.blockers]) == (
            False,
            (1, 2),
            ["poll.tie"],
        )

    def test_a_lawful_runoff_takes_one_third_of_the_votes_cast_and_plurality(self) -> None:
        """VCOL 18: in the further vote most votes win, but not with less than one third of those cast."""
        found = self.outcome([(1,)] * 4 + [(2,)] * 3 + [(3,)] * 3, matter="by_election", is_runoff=True)
        assert needed(found.decision, "election.runoff.min") == (4, 10, 4)
        assert (found.elected, found.awaits_runoff) == ((1,), False)
        short = self.outcome([(1,)] * 3 + [(2,)] * 3 + [()] * 4, matter="by_election", is_runoff=True)
        assert (short.elected, short.carried) == ((), False)

    def test_a_runoff_about_anything_else_still_needs_the_majority(self) -> None:
        found = self.outcome([(1,)] * 6 + [(2,)] * 4, is_runoff=True)
        assert (found.elected, found.awaits_runoff) == ((), False)

    def test_without_quorum_nobody_is_elected(self) -> None:
        found = self.outcome([(1,)] * 7, present=7)
        assert (found.valid, found.elected, found.awaits_runoff) == (False, (), False)

    def test_slips_of_a_secret_choice(self) -> None:
        voters = [dataclasses.replace(one, has_voted=True) for one in people(12, 12)]
        slips = [Slip("", (2,))] * 8 + [Slip("abstain")] * 2 + [Slip()] * 2
        found = rules.outcome_of(voters, AROUND, Choices((1, 2), 1), Votes(0, 0, 0), slips)
        assert (found.got, found.elected) == ({1: 0, 2: 8}, (2,))
