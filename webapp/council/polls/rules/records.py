"""The judgement of a vote as plain data: what the log and the pages keep, and what a small secret vote leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from webapp.charter.rules import Decision, Facts
from webapp.core.errors import Blocker
from webapp.council.ballots.box.rules import Slip
from webapp.council.polls.rules.options import Outcome


def box_record(slips: Sequence[Slip]) -> list[list[object]]:
    """What lay in the box, without names and without an order: [vote, options, how many of the same]."""
    counted = Counter((slip.vote, slip.chosen) for slip in slips)
    return [[vote, list(chosen), many] for (vote, chosen), many in sorted(counted.items())]


def options_record(outcome: Outcome) -> list[list[object]]:
    """What each option got, by its position: [position, votes, is it elected]."""
    return [[position, votes, position in outcome.elected] for position, votes in sorted((outcome.got or {}).items())]


def outcome_record(outcome: Outcome, hides_numbers: bool = False) -> dict[str, Any]:
    """The whole outcome as plain data for the poll's row; without the votes where these would tell too much."""
    record = decision_record(outcome.facts, outcome.decision) | {
        "options": options_record(outcome),
        "elected": list(outcome.elected),
        "tied": list(outcome.tied),
        "hides_numbers": hides_numbers,
    }
    return _without_votes(record) if hides_numbers else record


def _without_votes(record: dict[str, Any]) -> dict[str, Any]:
    return record | {
        "facts": {name: value for name, value in record["facts"].items() if name != "votes"},
        "rules": [rule | {"got": None} if rule["is_consent"] else rule for rule in record["rules"]],
        "options": [[position, None, is_elected] for position, _, is_elected in record["options"]],
    }


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


def decision_record(facts: Facts, decision: Decision) -> dict[str, Any]:
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
        if rule["met"]:
            continue
        params = {name: rule[name] for name in ("needed", "base", "got")} | dict(rule["params"])
        if rule["reason"]:
            params["reason"] = rule["reason"]
        found.append(Blocker("poll.not_enough" if rule["got"] is None else rule["id"], rule["article"], params))
    return found
