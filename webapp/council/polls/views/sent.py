"""What a ballot's page sends: an answer, the options ticked, or that one abstains; also from the hall's tablet."""

from __future__ import annotations

import dataclasses

from flask import request

from webapp.council.polls.rules import Vote


@dataclasses.dataclass(frozen=True)
class SentBallot:
    """What was pressed or ticked; nothing at all is no ballot, and not an abstention."""

    vote: Vote | None
    chosen: tuple[int, ...]
    is_said: bool


def sent_ballot() -> SentBallot:
    """The ballot in this request; an option that is no number becomes 0, which is no option."""
    ticked = tuple(int(one) if one.isdecimal() and len(one) < 4 else 0 for one in request.form.getlist("option"))
    if request.form.get("abstain"):
        return SentBallot(Vote.ABSTAIN, (), True)
    pressed = request.form.get("choice", "")
    vote = Vote(pressed) if pressed in set(Vote) else None
    return SentBallot(vote, ticked, vote is not None or bool(ticked))
