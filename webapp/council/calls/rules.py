"""Rules of asking for a meeting."""

from __future__ import annotations

from enum import StrEnum


class CallState(StrEnum):
    """Still gathering names; enough names, so that the committee must convene; answered by a meeting; taken back."""

    GATHERING = "gathering"
    REACHED = "reached"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class CallSource(StrEnum):
    """Who asks: representatives, or villagers."""

    REPRESENTATIVES = "representatives"
    VILLAGERS = "villagers"
