"""Opening polls, voting, standing aside, closing polls."""

from __future__ import annotations

from webapp.council.polls.operations.closing import close_poll
from webapp.council.polls.operations.voting import cast_ballot, declare_recusal, open_poll

__all__ = ["cast_ballot", "close_poll", "declare_recusal", "open_poll"]
