"""Rules of the agenda in the hall: its order before the meeting, one item after the other during it."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.core.errors import Blocker
from webapp.council.meetings.rules import MeetingState

LONGEST_MINUTES = 600


def blockers_order(state: MeetingState, positions: Sequence[int], wanted: Sequence[int]) -> list[Blocker]:
    """Why the agenda cannot be put into this order: the meeting began, or an item is missing or named twice."""
    if state is not MeetingState.CONVENED:
        return [Blocker("agenda.meeting_began")]
    if sorted(positions) != sorted(wanted):
        return [Blocker("agenda.not_an_order", "", {"items": len(positions)})]
    return []


def blockers_begin(state: MeetingState, has_begun: bool, has_ended: bool, is_voting: bool) -> list[Blocker]:
    """Why an item cannot be called up: the meeting is not open, the item is or was dealt with, a vote is open.

    Calling up an item ends the one before it. An item that ended can be taken up again.
    """
    if state is not MeetingState.OPEN:
        return [Blocker("agenda.meeting_not_open")]
    if has_begun and not has_ended:
        return [Blocker("agenda.is_current")]
    return [Blocker("agenda.voting_now")] if is_voting else []


def blockers_end(state: MeetingState, has_begun: bool, has_ended: bool, is_voting: bool) -> list[Blocker]:
    """Why an item cannot be ended: it is not the one dealt with now, or a vote on it is open."""
    if state is not MeetingState.OPEN:
        return [Blocker("agenda.meeting_not_open")]
    if not has_begun or has_ended:
        return [Blocker("agenda.not_current")]
    return [Blocker("agenda.voting_now")] if is_voting else []
