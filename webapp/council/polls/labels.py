"""Words and pictures of polls: votes, outcomes, reasons, what the log says, and the meters of a closed poll."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from webapp.charter.labels import article_label
from webapp.council.polls.models import Poll
from webapp.council.polls.queries import NamedVote
from webapp.council.polls.rules import PollState, Vote, blockers_recorded
from webapp.kit.explain import explain
from webapp.village.kinship.labels import KIN
from webapp.village.kinship.rules import KinKind

VOTES: dict[Vote, Any] = {Vote.FOR: _("For"), Vote.AGAINST: _("Against"), Vote.ABSTAIN: _("Abstain")}

BLOCKERS: dict[str, Any] = {
    "poll.words": _("Write between 1 and %(longest)s signs."),
    "poll.meeting_not_open": _("The meeting is not open. Open it when enough people are in the hall."),
    "poll.already_open": _("A vote on this item is open now. Close it first."),
    "poll.already_decided": _("This item was decided in this meeting. A decision is not voted on twice."),
    "poll.matter_elsewhere": _("This matter does not stand before the representatives now."),
    "poll.text_changed": _("The text was changed after the notice went out. Convene again with the new text."),
    "poll.is_closed": _("This vote is closed already. A closed vote is never opened again."),
    "ballot.poll_closed": _("The vote was closed before your ballot arrived, so it was not counted."),
    "ballot.recused": _("You stand aside in this vote, so you have no ballot."),
    "ballot.not_in_hall": _("Only those in the hall vote. Check in first, at the door or with the clerk."),
    "recusal.poll_closed": _("The vote is closed: it is too late to stand aside."),
    "recusal.already": _("%(name)s stands aside already."),
}

EVENTS: dict[str, Any] = {
    "poll_opened": _("Vote no. %(number)s was opened: %(motion)s"),
    "ballot_cast": _("A person put a ballot into the box"),
    "recusal_declared": _("A person stands aside in a vote"),
    "poll_closed": _("Vote no. %(number)s was closed and counted"),
}


def vote_label(vote: Vote) -> str:
    """A vote in words."""
    return str(VOTES[vote])


def outcome_label(poll: Poll) -> str:
    """How a poll stands, in a word or two."""
    if poll.state is PollState.OPEN:
        return gettext("Voting now")
    if poll.carried:
        return gettext("Carried")
    return gettext("Not carried") if poll.valid else gettext("Could not decide")


def outcome_look(poll: Poll) -> str:
    """The look of its tag."""
    if poll.state is PollState.OPEN:
        return "wait"
    return "ok" if poll.carried else "no"


def poll_reasons(poll: Poll) -> list[dict[str, str]]:
    """Why a closed poll did not carry, each reason with its article."""
    return explain(blockers_recorded(poll.decision or {}))


def poll_meters(poll: Poll) -> list[dict[str, Any]]:
    """The meters of a closed poll: attendance against all due, consent against each base the law names."""
    rules = [rule for rule in (poll.decision or {}).get("rules", []) if rule["base"] is not None]
    attendance = [rule for rule in rules if _is_attendance(rule["id"])]
    consent = [rule for rule in rules if rule["is_consent"]]
    by_households = (poll.decision or {}).get("facts", {}).get("count_by") == "households"
    present = gettext("Households represented") if by_households else gettext("Present")
    meters = [_meter(present, rule["got"], rule["base"], [rule], "slate") for rule in attendance]
    for base in sorted({rule["base"] for rule in consent}):
        of_all = base == poll.due != poll.present
        label = gettext("In favour, of all due") if of_all else gettext("In favour, of those present")
        ticks = [rule for rule in consent if rule["base"] == base]
        meters.append(_meter(label, poll.votes_for or 0, base, ticks, "jade"))
    return meters


def vote_people(votes: Sequence[NamedVote]) -> list[dict[str, str]]:
    """The seat chart of a closed poll."""
    return [{"name": line.seat.name, "state": line.state} for line in votes]


def kin_label(kin: str) -> str:
    """What a person is to the one concerned."""
    return gettext("the person concerned") if kin == "self" else str(KIN[KinKind(kin)])


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
