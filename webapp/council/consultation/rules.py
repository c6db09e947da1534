"""What a household told its representative before the meeting."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from webapp.charter.rules import Profile
from webapp.core.errors import Blocker
from webapp.council.meetings.rules import MeetingState

LONGEST_NOTE = 200
SMALLEST_SHOWN = 10
"""Among fewer words than this a number would tell who said what."""
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
    household says were noted wrongly. `largest`: how many of those asked belong to the one representative with the
    most. `is_final`: no word is noted any more.
    """

    households: int = 0
    agree: int = 0
    against: int = 0
    other: int = 0
    not_reached: int = 0
    signed: int = 0
    contested: int = 0
    largest: int = 0
    is_final: bool = True

    @property
    def asked(self) -> int:
        """How many households gave a word."""
        return self.agree + self.against + self.other

    @property
    def is_split_shown(self) -> bool:
        """Whether one sees how many said what, and not only how many were asked.

        Not while words come in: two looks, before and after one word, would tell that word. Nor when a representative,
        who knows what the own households said, could take these from the whole and read a small rest.
        """
        return self.is_final and self.asked > 0 and is_large([self.largest], self.asked)


def is_large(known: Iterable[int], words: int) -> bool:
    """Whether of so many words, to whoever knows some of them, none or enough are left to hide one household's."""
    return words == 0 or all(words - one == 0 or words - one >= SMALLEST_SHOWN for one in (0, *known))


def areas_shown(asked: Sequence[int]) -> list[bool]:
    """Of which constituencies one sees how many said what; `asked`: how many gave a word in each.

    Where few did, nobody does; and as many others are left out, the smallest first, until what is missing from the
    sum is so much that neither the sum nor a representative's own households tell anything of the rest.
    """
    hidden = {place for place, words in enumerate(asked) if words < SMALLEST_SHOWN}
    others = sorted((place for place in range(len(asked)) if place not in hidden), key=lambda place: asked[place])
    while others and not is_large([asked[place] for place in hidden], sum(asked[place] for place in hidden)):
        hidden.add(others.pop(0))
    return [place not in hidden for place in range(len(asked))]


def blockers_consult(
    own_constituency: uuid.UUID | None,
    households_constituency: uuid.UUID | None,
    meeting: MeetingState,
    profile: Profile,
) -> list[Blocker]:
    """Why this cannot be noted: another representative's household, or the meeting has begun (asking comes before)."""
    if own_constituency is None or own_constituency != households_constituency:
        return [Blocker("consultation.other_household", profile.article("rep.households.perRep"))]
    if meeting is not MeetingState.CONVENED:
        return [Blocker("consultation.meeting_began", profile.article("rep.consult.beforeMeeting"))]
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
