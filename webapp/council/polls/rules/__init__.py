"""Rules of polls: how a vote is taken, who may vote, until when, and what the law makes of the count."""

from __future__ import annotations

from webapp.council.polls.rules.casting import (
    blockers_cast,
    blockers_represented,
    blockers_take_out,
    checked_choice,
    checked_slip,
    is_offered,
)
from webapp.council.polls.rules.counting import (
    NONE_COUNTED,
    Circumstances,
    blockers_counted,
    facts_of,
    judged,
    tightest,
    votes_in,
    weighed,
)
from webapp.council.polls.rules.grades import GRADE_RULE, GRADE_WORDS, POSITIONS, Grade, Graded, grade_of, graded_in
from webapp.council.polls.rules.opening import Again, Asked, Earlier, blockers_open_poll
from webapp.council.polls.rules.options import GRADED, Choices, Outcome, elect, outcome_of
from webapp.council.polls.rules.records import (
    blockers_recorded,
    box_record,
    decision_record,
    facts_record,
    options_record,
    outcome_record,
)
from webapp.council.polls.rules.terms import BY_NAME, Option, Terms, blockers_terms
from webapp.council.polls.rules.votes import SCREENS, Channel, PollState, Question, Secrecy, Vote, Voter

__all__ = [
    "BY_NAME",
    "GRADED",
    "GRADE_RULE",
    "GRADE_WORDS",
    "NONE_COUNTED",
    "POSITIONS",
    "SCREENS",
    "Again",
    "Asked",
    "Channel",
    "Choices",
    "Circumstances",
    "Earlier",
    "Grade",
    "Graded",
    "Option",
    "Outcome",
    "PollState",
    "Question",
    "Secrecy",
    "Terms",
    "Vote",
    "Voter",
    "blockers_cast",
    "blockers_counted",
    "blockers_open_poll",
    "blockers_recorded",
    "blockers_represented",
    "blockers_take_out",
    "blockers_terms",
    "box_record",
    "checked_choice",
    "checked_slip",
    "decision_record",
    "elect",
    "facts_of",
    "facts_record",
    "grade_of",
    "graded_in",
    "is_offered",
    "judged",
    "options_record",
    "outcome_of",
    "outcome_record",
    "tightest",
    "votes_in",
    "weighed",
]
