"""Rules of polls: who may vote, until when, and what the law makes of the count."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from webapp.charter.rules import (
    Body,
    CountBy,
    Decision,
    Facts,
    Votes,
    apply_local,
    decide,
    profile_on,
    threshold_check,
)
from webapp.core.errors import Blocker
from webapp.council.meetings.rules import MeetingState, SeatKind, composition_of


class PollState(StrEnum):
    """Open, or closed for ever: re-opening does not exist."""

    OPEN = "open"
    CLOSED = "closed"


class Vote(StrEnum):
    """For, against, abstain. Silence is none of them and counts in the base all the same."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Secrecy(StrEnum):
    """Whether each vote is kept by name, or only who took part while the box holds the votes apart."""

    NAMED = "named"
    SECRET = "secret"


class Channel(StrEnum):
    """By which way a vote is given: one's own browser, the hall's tablet, a raised hand written down by name, raised
    hands only counted, a ballot paper."""

    BROWSER = "browser"
    TABLET = "tablet"
    HANDS = "hands"
    HANDS_COUNTED = "hands_counted"
    PAPER = "paper"


class Question(StrEnum):
    """What is asked: yes or no to a motion, one of several, up to n of several."""

    MOTION = "motion"
    ONE_OF = "one_of"
    UP_TO = "up_to"


@dataclass(frozen=True)
class Voter:
    """One seat as the count sees it. A ballot stays in the box when its voter leaves; a recused person has none."""

    seat_id: uuid.UUID
    kind: SeatKind
    is_woman: bool
    households: int
    is_in_hall: bool
    is_recused: bool = False
    vote: Vote | None = None

    @property
    def counts_as_present(self) -> bool:
        """Whether the person is in the hall now, or voted before leaving: nobody can be counted out of a vote."""
        return self.is_in_hall or (self.vote is not None and not self.is_recused)


@dataclass(frozen=True)
class Circumstances:
    """What is known about a vote besides the people: the matter, the day, notice, mandate, study, local rules."""

    matter: str
    held_on: date
    notice_days: int
    urgent: bool
    mandate: bool
    party_studied: bool
    local: Mapping[str, object]


def facts_of(voters: Sequence[Voter], around: Circumstances) -> Facts:
    """The facts the charter judges: heads, or households where a levy is decided (one household, one vote)."""
    by_households = around.matter == "levy"
    weighed = [(voter, voter.households if by_households else 1) for voter in voters]
    present = [(voter, weight) for voter, weight in weighed if voter.counts_as_present]

    def cast(vote: Vote) -> int:
        return sum(weight for voter, weight in present if voter.vote is vote and not voter.is_recused)

    return Facts(
        held_on=around.held_on,
        body=Body.REPRESENTATIVES,
        matter=around.matter,
        due=sum(weight for _, weight in weighed),
        present=sum(weight for _, weight in present),
        count_by=CountBy.HOUSEHOLDS if by_households else CountBy.PERSONS,
        votes=Votes(cast(Vote.FOR), cast(Vote.AGAINST), cast(Vote.ABSTAIN)),
        recused=sum(weight for voter, weight in present if voter.is_recused),
        composition=None if by_households else composition_of((voter.kind, voter.is_woman) for voter in voters),
        notice_days=around.notice_days,
        urgent=around.urgent,
        mandate=around.mandate,
        party_studied=around.party_studied,
        local=around.local,
    )


def judged(voters: Sequence[Voter], around: Circumstances) -> Decision:
    """What the law makes of the count.

    A levy is counted by households; the meeting that decides it still needs two thirds of its members (VCOL 30).
    """
    decision = decide(facts_of(voters, around))
    if around.matter != "levy":
        return decision
    profile = apply_local(profile_on(around.held_on), around.local)
    present = sum(voter.counts_as_present for voter in voters)
    return replace(decision, rules=(threshold_check(profile, "rep.quorum", present, len(voters)), *decision.rules))


def blockers_open_poll(
    meeting: MeetingState,
    is_ready: bool,
    is_same_text: bool,
    earlier: Iterable[tuple[PollState, bool | None]],
    voters: Sequence[Voter],
    around: Circumstances,
) -> list[Blocker]:
    """Why this item cannot be put to the vote now, each reason with its article.

    `is_ready`: the matter stands at its fourth step; `is_same_text`: nobody revised it since the notice went out;
    `earlier`: (state, valid) of the item's polls. A vote that could not decide may be repeated, a decision may not.
    """
    if meeting is not MeetingState.OPEN:
        return [Blocker("poll.meeting_not_open")]
    found: list[Blocker] = []
    polls = list(earlier)
    if any(state is PollState.OPEN for state, _ in polls):
        found.append(Blocker("poll.already_open"))
    elif any(valid for _, valid in polls):
        found.append(Blocker("poll.already_decided"))
    elif not is_ready:
        found.append(Blocker("poll.matter_elsewhere"))
    if not is_same_text:
        found.append(Blocker("poll.text_changed"))
    found += [check.blocker for check in judged(voters, around).rules if not (check.met or check.is_consent)]
    return found


def blockers_cast(state: PollState, is_present: bool, is_recused: bool, on: date) -> list[Blocker]:
    """Why this ballot is not taken: the poll is closed, the person is not in the hall, or stands aside."""
    if state is not PollState.OPEN:
        return [Blocker("ballot.poll_closed", profile_on(on).article("rep.pass"))]
    if is_recused:
        return [Blocker("ballot.recused")]
    if not is_present:
        return [Blocker("ballot.not_in_hall", profile_on(on).article("rep.pass"))]
    return []


def facts_record(facts: Facts) -> dict[str, object]:
    """The facts as plain data, in the very shape the charter reads them: who has them can judge the vote again."""
    parts = facts.composition
    return {
        "held_on": facts.held_on.isoformat(),
        "body": facts.body.value,
        "matter": facts.matter,
        "due": facts.due,
        "present": facts.present,
        "count_by": facts.count_by.value,
        "votes": {"for": facts.votes.yes, "against": facts.votes.no, "abstain": facts.votes.abstain},
        "recused": facts.recused,
        "composition": parts
        and {
            "members": parts.members,
            "committee": parts.committee,
            "representatives": parts.representatives,
            "women_representatives": parts.women_representatives,
        },
        "notice_days": facts.notice_days,
        "urgent": facts.urgent,
        "mandate": facts.mandate,
        "party_studied": facts.party_studied,
        "local": dict(facts.local),
    }


def decision_record(facts: Facts, decision: Decision) -> dict[str, object]:
    """The charter's whole answer as plain data, with the facts it was given."""
    return {
        "profile": decision.profile,
        "valid": decision.valid,
        "carried": decision.carried,
        "facts": facts_record(facts),
        "rules": [
            {
                "id": check.id,
                "article": check.article,
                "needed": check.needed,
                "base": check.base,
                "got": check.got,
                "met": check.met,
                "is_consent": check.is_consent,
                "reason": check.reason,
                "params": dict(check.params),
            }
            for check in decision.rules
        ],
    }


def blockers_recorded(decision: Mapping[str, object]) -> list[Blocker]:
    """Every rule a recorded decision missed, as reasons with their articles."""
    rules = decision.get("rules", [])
    found = []
    for rule in rules if isinstance(rules, list) else []:
        if not rule["met"]:
            params = {name: rule[name] for name in ("needed", "base", "got")} | dict(rule["params"])
            if rule["reason"]:
                params["reason"] = rule["reason"]
            found.append(Blocker(rule["id"], rule["article"], params))
    return found
