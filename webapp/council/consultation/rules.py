"""What a household told its representative before the meeting."""

from __future__ import annotations

import uuid
from enum import StrEnum

from webapp.charter.rules import Profile
from webapp.core.errors import Blocker
from webapp.council.meetings.rules import MeetingState

LONGEST_NOTE = 200


class HouseholdSays(StrEnum):
    """For, against, something else, or not reached."""

    FOR = "for"
    AGAINST = "against"
    OTHER = "other"
    NOT_REACHED = "not_reached"


def blockers_consult(
    own_constituency: uuid.UUID | None,
    households_constituency: uuid.UUID | None,
    meeting: MeetingState,
    has_poll: bool,
    profile: Profile,
) -> list[Blocker]:
    """Why this cannot be noted: another representative's household, or the vote has begun (asking comes before)."""
    if own_constituency is None or own_constituency != households_constituency:
        return [Blocker("consultation.other_household", profile.article("rep.households.perRep"))]
    if has_poll or meeting is MeetingState.CLOSED:
        return [Blocker("consultation.too_late", profile.article("rep.consult.beforeMeeting"))]
    return []
