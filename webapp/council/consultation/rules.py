"""What a household told its representative before the meeting."""

from __future__ import annotations

from enum import StrEnum


class HouseholdSays(StrEnum):
    """For, against, something else, or not reached."""

    FOR = "for"
    AGAINST = "against"
    OTHER = "other"
    NOT_REACHED = "not_reached"
