"""The pages of polls, by what people come for."""

from __future__ import annotations

from webapp.council.polls.views import aside, opening, showing, voting
from webapp.council.polls.views.blueprint import bp

__all__ = ["aside", "bp", "opening", "showing", "voting"]
