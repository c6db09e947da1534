"""When a vote can be explained."""

from __future__ import annotations

from webapp.core.errors import Blocker
from webapp.council.polls.rules import PollState, Secrecy

LONGEST_TEXT = 300


def blockers_explain(state: PollState, secrecy: Secrecy, households: int, has_voted: bool) -> list[Blocker]:
    """Why a representative cannot explain a vote: it is not closed, was secret, or there is nothing to explain."""
    if state is not PollState.CLOSED:
        return [Blocker("explanation.not_closed")]
    if secrecy is Secrecy.SECRET:
        return [Blocker("explanation.secret")]
    if not households:
        return [Blocker("explanation.no_households")]
    return [] if has_voted else [Blocker("explanation.not_voted")]
