"""The pictures of a closed poll: meters with every base the law names, the seat chart, and why it did not carry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext

from webapp.charter.labels import article_label
from webapp.council.polls.models import Poll
from webapp.council.polls.queries import NamedVote
from webapp.council.polls.rules import blockers_recorded
from webapp.kit.explain import explain


def poll_reasons(poll: Poll) -> list[dict[str, str]]:
    """Why a closed poll did not carry, each reason with its article."""
    return explain(blockers_recorded(poll.decision or {}))


def poll_meters(poll: Poll) -> list[dict[str, Any]]:
    """The meters of a closed poll: attendance against all due, consent against each base the law names.

    Of a small secret vote only attendance is drawn; options have meters of their own.
    """
    rules = [rule for rule in (poll.decision or {}).get("rules", []) if rule["base"] is not None]
    attendance = [rule for rule in rules if _is_attendance(rule["id"])]
    by_households = (poll.decision or {}).get("facts", {}).get("count_by") == "households"
    present = gettext("Households represented") if by_households else gettext("Present")
    meters = [_meter(present, rule["got"], rule["base"], [rule], "slate") for rule in attendance]
    consent = [] if poll.is_choice or poll.hides_numbers else [rule for rule in rules if rule["is_consent"]]
    for base in sorted({rule["base"] for rule in consent}):
        of_all = base == poll.due != poll.present
        label = gettext("In favour, of all due") if of_all else gettext("In favour, of those present")
        ticks = [rule for rule in consent if rule["base"] == base]
        meters.append(_meter(label, poll.votes_for or 0, base, ticks, "jade"))
    return meters


def option_meters(poll: Poll) -> list[dict[str, Any]]:
    """What each option of a closed poll got, against what it needed; of a small secret vote only whether it won."""
    decision = poll.decision or {}
    labels = decision.get("labels", [])
    measures = [rule for rule in decision.get("rules", []) if rule["is_consent"] and rule["base"] is not None]
    shown = []
    for position, votes, is_elected in decision.get("options", []):
        line = {"label": labels[position - 1], "is_elected": is_elected, "meter": None}
        if votes is not None and measures:
            line["meter"] = _meter(line["label"], votes, measures[0]["base"], measures[:1], "jade")
        shown.append(line)
    return shown


def vote_people(votes: Sequence[NamedVote]) -> list[dict[str, str]]:
    """The seat chart of a closed poll."""
    return [{"name": line.seat.public_name, "state": line.state} for line in votes]


def _is_attendance(rule_id: str) -> bool:
    return "quorum" in rule_id.split(".") or rule_id == "levy.rep.households"


def _meter(label: str, value: int, base: int, rules: Sequence[dict[str, Any]], look: str) -> dict[str, Any]:
    ticks = [
        {
            "need": rule["needed"],
            "label": gettext("at least %(needed)s", needed=rule["needed"]),
            "article": str(article_label(rule["article"])),
        }
        for rule in rules
    ]
    return {"label": label, "value": value, "base": base, "ticks": ticks, "look": look}
