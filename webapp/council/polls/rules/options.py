"""Choosing among several: who or what is elected, and when a run-off may follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from webapp.charter.rules import Check, Decision, Facts, Votes, threshold_check
from webapp.council.ballots.box.rules import Slip
from webapp.council.polls.rules.counting import NONE_COUNTED, Circumstances, facts_of, judged, tightest, weighed
from webapp.council.polls.rules.grades import GRADE_RULE, TURNOUT
from webapp.council.polls.rules.votes import Voter

GRADED = "evaluation"
"""The matter in which each person gets a grade: more than half of the grades given make it, and there is no run-off."""

RUNOFF_BY_PLURALITY = frozenset({"by_election"})
"""Where the law lets a run-off be won by most votes, with one third of those cast (VCOL 23 and 18). Everything else
the villagers decide needs more than half of those present, also at the second attempt (VCOL 26, 30, 32)."""


@dataclass(frozen=True)
class Choices:
    """The options of a vote: their positions, how many may be elected, and whether it is the run-off."""

    positions: tuple[int, ...]
    most: int
    is_runoff: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a vote ended: the facts, the judgement, and for options what each got and which are elected.

    `tied`: options with equally many votes for too few places, of which none is elected. `awaits_runoff`: places are
    left and so are options, and a further vote among these may follow.
    """

    facts: Facts
    decision: Decision
    got: Mapping[int, int] | None = None
    elected: tuple[int, ...] = ()
    tied: tuple[int, ...] = ()
    awaits_runoff: bool = False

    @property
    def valid(self) -> bool:
        """Whether this meeting could decide."""
        return self.decision.valid

    @property
    def carried(self) -> bool:
        """Whether something was decided: the motion adopted, or an option elected."""
        return self.decision.carried


def outcome_of(
    voters: Sequence[Voter],
    around: Circumstances,
    choices: Choices | None = None,
    counted: Votes = NONE_COUNTED,
    slips: Sequence[Slip] = (),
) -> Outcome:
    """The whole judgement of one vote by the law of its day. Nobody types a result."""
    if choices is None:
        return Outcome(facts_of(voters, around, counted), judged(voters, around, counted))
    decision = judged(voters, around)
    weights = [one for one in weighed(voters, around) if one.voter.has_voted and not one.voter.is_recused]
    got = Counter(dict.fromkeys(choices.positions, 0))
    for one in weights:
        got.update(dict.fromkeys(one.voter.chosen, one.weight))
    for slip in slips:
        got.update(slip.chosen)
    cast = len(slips) or sum(one.weight for one in weights)
    if around.matter == GRADED:
        cast = sum(bool(slip.chosen) for slip in slips) or sum(bool(one.voter.chosen) for one in weights)
        decision = replace(decision, rules=(*decision.rules, _turnout(voters, around)))
    measure = _measure(decision, choices, around, cast)
    elected, tied = elect(got, int(measure.needed), choices.most)
    if not decision.valid:
        elected, tied = (), ()
    left = set(choices.positions) - set(elected)
    return Outcome(
        facts_of(voters, around),
        _judgement(decision, measure, max(got.values(), default=0), bool(tied) and not elected),
        dict(got),
        elected,
        tied,
        decision.valid and _may_run_off(choices, around) and len(elected) < choices.most and bool(left),
    )


def _turnout(voters: Sequence[Voter], around: Circumstances) -> Check:
    """Whether enough took part for the grades to say anything: of those present who do not stand aside (practice)."""
    could = [voter for voter in voters if voter.counts_as_present and not voter.is_recused]
    return threshold_check(around.profile, TURNOUT, sum(voter.has_voted for voter in could), len(could))


def _may_run_off(choices: Choices, around: Circumstances) -> bool:
    return not choices.is_runoff and around.matter != GRADED


def elect(got: Mapping[int, int], needed: int, most: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Which options are elected: those with enough votes, at most so many; a tie for the last place elects neither."""
    enough = sorted((votes for votes in got.values() if votes >= needed), reverse=True)
    if len(enough) <= most:
        return tuple(sorted(one for one, votes in got.items() if votes >= needed)), ()
    last, next_one = enough[most - 1], enough[most]
    above = tuple(sorted(one for one, votes in got.items() if votes > last or (votes == last != next_one)))
    tied = tuple(sorted(one for one, votes in got.items() if votes == last)) if last == next_one else ()
    return above, tied


def _measure(decision: Decision, choices: Choices, around: Circumstances, cast: int) -> Check:
    """The rule each option is held against: the body's majority, or in a lawful run-off one third of the votes cast.

    A grade is held against the grades given: who stands aside or gives none is not in that base.
    """
    profile = around.profile
    if around.matter == GRADED:
        return threshold_check(profile, GRADE_RULE, 0, cast, is_consent=True)
    if choices.is_runoff and around.matter in RUNOFF_BY_PLURALITY:
        return threshold_check(profile, "election.runoff.min", 0, cast, is_consent=True)
    found = tightest(decision)
    if found is None:
        raise ValueError(f"no rule says when {around.body} agrees")
    return found


def _judgement(decision: Decision, measure: Check, best: int, is_tie: bool) -> Decision:
    """The judgement with the strongest option in place of the votes for a motion."""
    rules: Iterable[Check] = (check for check in decision.rules if not check.is_consent)
    met = best >= int(measure.needed)
    strongest = Check(measure.id, measure.article, measure.needed, measure.base, best, met, True)
    tie = (Check("poll.tie", measure.article, True, None, False, False, True),) if is_tie else ()
    return Decision(decision.profile, (*rules, strongest, *tie))
