"""Rules of amendments: when one may be moved, and in which order they are voted on."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from webapp.core.errors import Blocker
from webapp.council.meetings.rules import MeetingState

MOST_PENDING = 12
"""How many amendments to one item may wait at a time: more than a hall can keep apart."""
DEEPEST = 2
"""An amendment to an amendment is the last degree: a third could not be followed any more."""
LONGEST_TEXT = 1000


class AmendmentState(StrEnum):
    """Waiting for its vote, adopted, rejected, or taken back by who moved it."""

    PENDING = "pending"
    CARRIED = "carried"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Standing:
    """How things stand on an item when somebody wants to change it.

    `degree`: 1 changes the item, 2 changes an amendment. `changes_pending`: whether that amendment still waits.
    """

    meeting: MeetingState
    is_current: bool
    is_decided: bool
    is_voting: bool
    is_present: bool
    pending: int
    degree: int = 1
    changes_pending: bool = True


@dataclass(frozen=True)
class Waiting:
    """One pending amendment as the order of voting sees it; `changes` is the amendment it would change, if any."""

    id: uuid.UUID
    number: int
    changes: uuid.UUID | None


def blockers_move(standing: Standing) -> list[Blocker]:
    """Why an amendment cannot be moved now."""
    if standing.meeting is not MeetingState.OPEN:
        return [Blocker("amendment.meeting_not_open")]
    if standing.is_decided:
        return [Blocker("amendment.item_decided")]
    if not standing.is_current:
        return [Blocker("amendment.item_not_current")]
    if standing.is_voting:
        return [Blocker("amendment.voting_now")]
    found = []
    if not standing.is_present:
        found.append(Blocker("amendment.not_in_hall"))
    if not standing.changes_pending:
        found.append(Blocker("amendment.not_pending"))
    if standing.degree > DEEPEST:
        found.append(Blocker("amendment.too_deep"))
    if standing.pending >= MOST_PENDING:
        found.append(Blocker("amendment.too_many", "", {"most": MOST_PENDING}))
    return found


def blockers_withdraw(meeting: MeetingState, state: AmendmentState, is_voting: bool) -> list[Blocker]:
    """Why an amendment cannot be taken back: the meeting is over, it waits no more, or a vote on the item is open."""
    if meeting is MeetingState.CLOSED:
        return [Blocker("meeting.is_closed")]
    if state is not AmendmentState.PENDING:
        return [Blocker("amendment.not_pending")]
    return [Blocker("amendment.voting_now")] if is_voting else []


def voting_order(waiting: Iterable[Waiting]) -> list[uuid.UUID]:
    """In which order pending amendments are voted on: each before what it changes, of one level the newest first."""
    listed = sorted(waiting, key=lambda one: -one.number)
    known = {one.id for one in listed}
    order: list[uuid.UUID] = []

    def take(parent: uuid.UUID | None) -> None:
        for one in listed:
            if (one.changes if one.changes in known else None) == parent:
                take(one.id)
                order.append(one.id)

    take(None)
    return order
