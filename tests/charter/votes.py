"""Facts to judge: one ordinary meeting, of which a test changes what it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from webapp.charter.decide import Decision, decide
from webapp.charter.facts import facts_from
from webapp.charter.rules import Profile, profile_on

ORDINARY: dict[str, Any] = {
    "held_on": "2026-03-01",
    "body": "representatives",
    "matter": "public_welfare",
    "due": 39,
    "present": 30,
    "count_by": "persons",
    "votes": {"for": 20, "against": 5, "abstain": 3},
}


def facts(**changed: Any) -> dict[str, Any]:
    """The ordinary meeting with some facts changed; ``yes`` sets the votes in favour and no others."""
    found = {**ORDINARY, **changed}
    if "yes" in found:
        found["votes"] = {"for": found.pop("yes"), "against": 0, "abstain": 0}
    return found


def judged(**changed: Any) -> Decision:
    """The judgement of the ordinary meeting with some facts changed."""
    return decide(facts_from(facts(**changed)))


def codes(decision: Decision) -> list[str]:
    """The rules not met."""
    return [blocker.code for blocker in decision.blockers]


def needed(decision: Decision, rule_id: str) -> tuple[int, int | None]:
    """What a rule needed and of how many."""
    check = next(check for check in decision.rules if check.id == rule_id)
    return check.needed, check.base


def law(day: str = "2026-03-01") -> Profile:
    """The law of a day."""
    return profile_on(date.fromisoformat(day))
