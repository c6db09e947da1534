"""When an item may be put to the vote: never twice for a decision, and amendments before what they change."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from webapp.charter.rules import Body
from webapp.core.errors import Blocker
from webapp.council.meetings.rules import MeetingState
from webapp.council.polls.rules.counting import Circumstances, judged
from webapp.council.polls.rules.votes import PollState, Voter


@dataclass(frozen=True)
class Earlier:
    """One vote on the same item, or on an amendment to it, in the order they were held."""

    poll_id: uuid.UUID
    state: PollState
    valid: bool | None
    awaits_runoff: bool = False
    amendment_id: uuid.UUID | None = None
    concerned_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Again:
    """A repeat: which vote it repeats and why; or a run-off among those who missed the majority in it."""

    poll_id: uuid.UUID
    because: str
    is_runoff: bool = False


@dataclass(frozen=True)
class Asked:
    """What is to be put to the vote: the item itself or an amendment to it, for the first time or again.

    `is_ready`: the matter stands at the step this meeting takes; `is_same_text`: nobody revised it since the notice
    went out; `pending`: the numbers of amendments that have to be voted on before. `concerned_id`: the person of
    several whom this vote is about, `is_about_people`: whether the matter asks for a vote about each.
    """

    is_ready: bool
    is_same_text: bool
    amendment_id: uuid.UUID | None = None
    again: Again | None = None
    pending: Collection[int] = ()
    concerned_id: uuid.UUID | None = None
    is_about_people: bool = False


def blockers_open_poll(
    meeting: MeetingState,
    asked: Asked,
    earlier: Iterable[Earlier],
    voters: Sequence[Voter],
    around: Circumstances,
) -> list[Blocker]:
    """Why this cannot be put to the vote now, each reason with its article.

    A vote that could not decide may be repeated, a decision may not; where too few options had a majority, a run-off
    among the others may follow.
    """
    if meeting is not MeetingState.OPEN:
        return [Blocker("poll.meeting_not_open")]
    if asked.is_about_people is (asked.concerned_id is None):
        return [Blocker("poll.graded_apart", around.profile.article("review.perYear.min"))]
    polls = [poll for poll in earlier if poll.concerned_id == asked.concerned_id]
    found: list[Blocker] = []
    if any(poll.state is PollState.OPEN for poll in polls):
        found.append(Blocker("poll.already_open"))
    else:
        found += _again([poll for poll in polls if poll.amendment_id == asked.amendment_id], asked, around)
    if asked.pending:
        numbers = ", ".join(str(number) for number in sorted(asked.pending))
        found.append(Blocker("poll.amendment_first", "", {"numbers": numbers}))
    if not asked.is_same_text:
        found.append(Blocker("poll.text_changed"))
    found += [check.blocker for check in judged(voters, around).rules if not (check.met or check.is_consent)]
    return found


def _again(same: Sequence[Earlier], asked: Asked, around: Circumstances) -> list[Blocker]:
    if any(poll.valid and not poll.awaits_runoff for poll in same):
        return [Blocker("poll.already_decided")]
    if not asked.is_ready:
        return [Blocker("poll.party_elsewhere" if around.body is Body.PARTY_MEMBERS else "poll.matter_elsewhere")]
    last, again = (same[-1] if same else None), asked.again
    awaits = any(poll.awaits_runoff for poll in same)
    if again is None:
        return [Blocker("poll.runoff_only" if awaits else "poll.repeat_unnamed")] if last else []
    if again.poll_id not in {poll.poll_id for poll in same}:
        return [Blocker("poll.repeats_other")]
    if awaits and not again.is_runoff:
        return [Blocker("poll.runoff_only")]
    if again.is_runoff and not any(poll.poll_id == again.poll_id and poll.awaits_runoff for poll in same):
        return [Blocker("poll.no_runoff")]
    return []
