"""Opening polls, voting, standing aside, closing polls."""

from __future__ import annotations

from webapp.council.polls.operations.aside import declare_recusal
from webapp.council.polls.operations.closing import close_poll
from webapp.council.polls.operations.opening import open_poll
from webapp.council.polls.operations.voting import cast_ballot, cast_choice, cast_secret

__all__ = ["cast_ballot", "cast_choice", "cast_secret", "close_poll", "declare_recusal", "open_poll"]
