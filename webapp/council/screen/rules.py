"""What the hall screen shows at which moment: one address follows the meeting by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from webapp.council.meetings.rules import MeetingState

RESULT_STAYS = timedelta(minutes=3)
"""How long a result stays when its item was ended or never called up; while the item is called up it stays."""


class Stage(StrEnum):
    """Before the meeting; between items; the debate on one; a vote; its result; after the meeting."""

    WAITING = "waiting"
    AGENDA = "agenda"
    DEBATE = "debate"
    VOTE = "vote"
    RESULT = "result"
    OVER = "over"


@dataclass(frozen=True)
class Moment:
    """Where a meeting is. `closed_at` is when the last vote was closed; `is_its_item`: that vote was on the item called
    up now; `went_on_at`: when the debate last moved on (an item called up, a turn begun)."""

    state: MeetingState
    is_voting: bool
    has_item: bool
    closed_at: datetime | None = None
    is_its_item: bool = False
    went_on_at: datetime | None = None


def stage_at(moment: Moment, now: datetime) -> Stage:
    """What is shown now. A result gives way as soon as the debate goes on."""
    if moment.state is MeetingState.CONVENED:
        return Stage.WAITING
    if moment.state is MeetingState.CLOSED:
        return Stage.OVER
    if moment.is_voting:
        return Stage.VOTE
    closed_at, went_on_at = moment.closed_at, moment.went_on_at
    if closed_at is not None and (went_on_at is None or went_on_at <= closed_at):
        stays = moment.is_its_item or now - closed_at < RESULT_STAYS
        if stays:
            return Stage.RESULT
    return Stage.DEBATE if moment.has_item else Stage.AGENDA
