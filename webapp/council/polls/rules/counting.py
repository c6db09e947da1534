"""From the people in the hall to the facts of the charter, and what the law makes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from webapp.charter.rules import (
    Body,
    Check,
    CountBy,
    Decision,
    Facts,
    Profile,
    Votes,
    apply_local,
    decide,
    profile_on,
    threshold_check,
)
from webapp.core.errors import Blocker
from webapp.council.ballots.box.rules import Slip
from webapp.council.meetings.rules import composition_of
from webapp.council.polls.rules.votes import Vote, Voter

NONE_COUNTED = Votes(0, 0, 0)


@dataclass(frozen=True)
class Circumstances:
    """What is known about a vote besides the people: the matter, the day, notice, mandate, study, local rules.

    `body` is who meets, `count_by` whether its seats are persons or households.
    """

    matter: str
    held_on: date
    notice_days: int
    urgent: bool
    mandate: bool
    party_studied: bool
    local: Mapping[str, object]
    body: Body = Body.REPRESENTATIVES
    count_by: CountBy = CountBy.PERSONS

    @property
    def profile(self) -> Profile:
        """The law of the day with the village's own rules."""
        return apply_local(profile_on(self.held_on), self.local)

    @property
    def is_weighed(self) -> bool:
        """Whether each seat counts as many households as it speaks for: a levy before the representatives."""
        return self.body is Body.REPRESENTATIVES and self.matter == "levy"


@dataclass(frozen=True)
class Weighed:
    """A seat with its weight among those due, and the weight it brings into the hall."""

    voter: Voter
    due: int
    weight: int


def weighed(voters: Sequence[Voter], around: Circumstances) -> list[Weighed]:
    """What each seat counts: one, or for a levy its households; of these it represents those that have signed.

    A household without a recorded signature stays among those due (levy.household.signature).
    """
    if not around.is_weighed:
        return [Weighed(voter, 1, 1) for voter in voters]
    by_signature = around.profile.flag("levy.household.signature")
    return [
        Weighed(voter, voter.households, min(voter.signed, voter.households) if by_signature else voter.households)
        for voter in voters
    ]


def facts_of(voters: Sequence[Voter], around: Circumstances, counted: Votes = NONE_COUNTED) -> Facts:
    """The facts the charter judges: heads, or households where the law counts these.

    `counted` are votes without a name, from raised hands that were only counted or from the box of a secret vote.
    """
    listed = weighed(voters, around)
    present = [one for one in listed if one.voter.counts_as_present]

    def cast(vote: Vote) -> int:
        return sum(one.weight for one in present if one.voter.vote is vote and not one.voter.is_recused)

    is_council = around.body is Body.REPRESENTATIVES and not around.is_weighed
    return Facts(
        held_on=around.held_on,
        body=around.body,
        matter=around.matter,
        due=sum(one.due for one in listed),
        present=sum(one.weight for one in present),
        count_by=CountBy.HOUSEHOLDS if around.is_weighed else around.count_by,
        votes=Votes(
            cast(Vote.FOR) + counted.yes, cast(Vote.AGAINST) + counted.no, cast(Vote.ABSTAIN) + counted.abstain
        ),
        recused=sum(one.weight for one in present if one.voter.is_recused),
        composition=composition_of((voter.kind, voter.is_woman) for voter in voters) if is_council else None,
        notice_days=around.notice_days,
        urgent=around.urgent,
        mandate=around.mandate,
        party_studied=around.party_studied,
        local=around.local,
    )


def judged(voters: Sequence[Voter], around: Circumstances, counted: Votes = NONE_COUNTED) -> Decision:
    """What the law makes of the count.

    A levy is counted by households; the meeting that decides it still needs two thirds of its members (VCOL 30).
    """
    decision = decide(facts_of(voters, around, counted))
    if not around.is_weighed:
        return decision
    present = sum(voter.counts_as_present for voter in voters)
    quorum = threshold_check(around.profile, "rep.quorum", present, len(voters))
    return replace(decision, rules=(quorum, *decision.rules))


def tightest(decision: Decision) -> Check | None:
    """The rule about consent that asks for most: who meets it meets them all."""
    return max((check for check in decision.rules if check.is_consent), key=lambda check: check.needed, default=None)


def votes_in(slips: Sequence[Slip]) -> Votes:
    """The votes on a motion that lay in the box; spoiled slips are none."""
    found = Counter(slip.vote for slip in slips)
    return Votes(found[Vote.FOR], found[Vote.AGAINST], found[Vote.ABSTAIN])


def blockers_counted(voters: Sequence[Voter], counted: Votes, slips: Sequence[Slip] = ()) -> list[Blocker]:
    """Why the count cannot be true: more hands or slips than people who could have raised or given them."""
    could = sum(voter.counts_as_present and not voter.is_recused for voter in voters)
    took_part = sum(voter.has_voted and not voter.is_recused for voter in voters)
    if slips:
        numbers = {"slips": len(slips), "voters": took_part}
        return [Blocker("poll.too_many_slips", "", numbers)] if len(slips) > took_part else []
    if counted.total and counted.total + took_part > could:
        return [Blocker("poll.too_many_hands", "", {"votes": counted.total + took_part, "voters": could})]
    return []
