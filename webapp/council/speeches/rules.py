"""Rules of debate: who may speak, how often, how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.charter.rules import Profile
from webapp.core.errors import Blocker
from webapp.council.meetings.rules import MeetingState

SECONDS = "debate.speech.seconds"
TURNS = "debate.speech.turns"
LONGEST_SUMMARY = 2000


@dataclass(frozen=True)
class Floor:
    """How things stand on one item when somebody wants to speak.

    `waits`: the person stands on the list, or is speaking; `spoken`: the turns the person has had on this item.
    """

    meeting: MeetingState
    has_ended: bool
    is_voting: bool
    is_present: bool
    waits: bool
    spoken: int


def blockers_ask(floor: Floor, profile: Profile) -> list[Blocker]:
    """Why a person cannot be put on the speakers' list; a turn too many is refused with the rule of debate."""
    if floor.meeting is not MeetingState.OPEN:
        return [Blocker("speech.meeting_not_open")]
    if floor.has_ended:
        return [Blocker("speech.item_ended")]
    if floor.is_voting:
        return [Blocker("speech.voting_now")]
    if not floor.is_present:
        return [Blocker("speech.not_in_hall")]
    if floor.waits:
        return [Blocker("speech.waits_already")]
    turns = profile.number(TURNS)
    if floor.spoken >= turns:
        return [Blocker("speech.turns_used", profile.article(TURNS), {"turns": turns})]
    return []


def blockers_begin(
    is_current: bool, is_voting: bool, is_present: bool, somebody_speaks: bool, is_waiting: bool
) -> list[Blocker]:
    """Why a turn cannot begin: one person speaks at a time, on the item called up, and not while a vote is open."""
    if not is_waiting:
        return [Blocker("speech.not_waiting")]
    if not is_current:
        return [Blocker("speech.item_not_current")]
    if is_voting:
        return [Blocker("speech.voting_now")]
    if not is_present:
        return [Blocker("speech.left_the_hall")]
    return [Blocker("speech.somebody_speaks")] if somebody_speaks else []


def time_is_up_at(began_at: datetime, profile: Profile) -> datetime:
    """When a turn's time is up. The clock is shown; ending the turn stays with who leads the meeting."""
    return began_at + timedelta(seconds=profile.number(SECONDS))
