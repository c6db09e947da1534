"""Rules of polls: people's complaints as worked examples, ways to vote, options, repeats, what a small box hides."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from webapp.charter.rules import Body, CountBy, Votes
from webapp.core.errors import Blocker, InvalidInput
from webapp.council.ballots.box.rules import Slip
from webapp.council.meetings.rules import MeetingState, SeatKind
from webapp.council.polls import rules
from webapp.council.polls.rules import (
    Again,
    Asked,
    Channel,
    Choices,
    Circumstances,
    Earlier,
    Option,
    PollState,
    Question,
    Secrecy,
    Terms,
    Vote,
    Voter,
)

NOW = datetime(2026, 3, 6, 11, 0, tzinfo=UTC)
AROUND = Circumstances(
    matter="public_welfare",
    held_on=date(2026, 3, 6),
    notice_days=12,
    urgent=False,
    mandate=True,
    party_studied=True,
    local={},
)


def people(due: int, present: int, votes: dict[Vote, int] | None = None, **more: Any) -> list[Voter]:
    """So many due, the first of them in the hall and voting; every sixth sits on the committee, every other is a woman."""
    cast = [vote for vote, count in (votes or {}).items() for _ in range(count)]
    return [
        Voter(
            uuid.UUID(int=number),
            SeatKind.COMMITTEE if number % 6 == 5 else SeatKind.REPRESENTATIVE,
            number % 2 == 0,
            10,
            number < present,
            vote=cast[number] if number < len(cast) else None,
            has_voted=number < len(cast),
            **more,
        )
        for number in range(due)
    ]


def around(body: Body = Body.REPRESENTATIVES, matter: str = "public_welfare", **more: Any) -> Circumstances:
    return dataclasses.replace(AROUND, body=body, matter=matter, **more)


def needed(decision: Any, rule: str) -> tuple[int, int, int]:
    check = next(check for check in decision.rules if check.id == rule)
    return check.needed, check.base, check.got


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


def codes(found: list[Blocker]) -> set[str]:
    return {one.code for one in found}


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

    def test_villagers_may_mix_counted_hands_with_phones(self) -> None:
        mixed = Terms(channels=(Channel.BROWSER, Channel.HANDS_COUNTED))
        assert rules.blockers_terms(mixed, around(Body.ASSEMBLY), NOW) == []

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
    assert rules.is_too_small(slips)
    assert not rules.is_too_small([*slips, Slip()])
    record = rules.outcome_record(outcome, hides_numbers=True)
    assert "votes" not in record["facts"]
    assert [rule["got"] for rule in record["rules"] if rule["is_consent"]] == [None]
    lost = rules.outcome_record(rules.outcome_of(voters, AROUND, None, Votes(1, 8, 0)), hides_numbers=True)
    assert [one.code for one in rules.blockers_recorded(lost)] == ["poll.not_enough"]


def test_the_box_is_published_without_order() -> None:
    slips = [Slip("for"), Slip("against"), Slip("", (2, 3)), Slip("for")]
    assert rules.box_record(slips) == [["", [2, 3], 1], ["against", [], 1], ["for", [], 2]]
