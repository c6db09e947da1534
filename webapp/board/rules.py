"""Rules of the notice board: how long a notice hangs, and until when an objection is answered."""

from __future__ import annotations

from enum import StrEnum


class NoticeKind(StrEnum):
    """What a notice is about."""

    RESOLUTION = "resolution"
    RESULT = "result"
    MEETING = "meeting"
    AFFAIRS = "affairs"
    FINANCE = "finance"
