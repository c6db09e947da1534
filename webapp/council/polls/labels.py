"""Words of polls: votes, outcomes, reasons, and what the log says."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from webapp.council.polls.models import Poll
from webapp.council.polls.rules import PollState, Vote
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


def kin_label(kin: str) -> str:
    """What a person is to the one concerned."""
    return gettext("the person concerned") if kin == "self" else str(KIN[KinKind(kin)])
