"""What a household told its representative before the meeting."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum

from webapp.charter.rules import Profile
from webapp.core.errors import Blocker
from webapp.council.meetings.rules import MeetingState

LONGEST_NOTE = 200
SMALLEST_SHOWN = 10
"""Below this many words the public sees only how many were asked: among few, a number would tell who said what."""
LEVY = "levy"


class HouseholdSays(StrEnum):
    """For, against, something else, or not reached."""

    FOR = "for"
    AGAINST = "against"
    OTHER = "other"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True)
class Said:
    """One household's word as it was typed on the sheet."""

    household_id: uuid.UUID
    says: HouseholdSays
    note: str = ""


@dataclass(frozen=True)
class Summary:
    """What the households of those due said about an item, in numbers only.

    `asked` are those with a word; who was not reached is not among them. `signed` of a levy; `contested` are words a
    household says were noted wrongly.
    """

    households: int = 0
    agree: int = 0
    against: int = 0
    other: int = 0
    not_reached: int = 0
    signed: int = 0
    contested: int = 0

    @property
    def asked(self) -> int:
        """How many households gave a word."""
        return self.agree + self.against + self.other

    @property
    def is_split_shown(self) -> bool:
        """Whether the public sees how many said what, and not only how many were asked."""
        return self.asked >= SMALLEST_SHOWN


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


def blockers_sign(
    kind: str, says: HouseholdSays | None, meeting: MeetingState, has_poll: bool, profile: Profile
) -> list[Blocker]:
    """Why a signature cannot be recorded: no levy, nothing the household could have signed, or the vote has begun.

    Who was not reached has signed nothing (measures on levies of 2007).
    """
    article = profile.article("levy.household.signature")
    if kind != LEVY:
        return [Blocker("consultation.no_levy", article)]
    if has_poll or meeting is MeetingState.CLOSED:
        return [Blocker("consultation.too_late", article)]
    if says is None or says is HouseholdSays.NOT_REACHED:
        return [Blocker("consultation.nothing_said", article)]
    return []


def blockers_correct(own_household: uuid.UUID | None, noted_of: uuid.UUID, is_open: bool) -> list[Blocker]:
    """Why a person cannot say that a word was noted wrongly: another household's, or it was said already."""
    if own_household is None or own_household != noted_of:
        return [Blocker("consultation.not_mine")]
    return [Blocker("consultation.correction_open")] if is_open else []
