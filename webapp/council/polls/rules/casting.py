"""When a ballot is taken, and what may stand on it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from webapp.charter.rules import profile_on
from webapp.core.errors import Blocker, InvalidInput
from webapp.council.ballots.box.rules import Slip
from webapp.council.polls.rules.votes import SCREENS, Channel, PollState, Question, Secrecy, Vote


def blockers_cast(
    state: PollState, is_present: bool, is_recused: bool, on: date, is_offered: bool = True
) -> list[Blocker]:
    """Why this ballot is not taken: the poll is closed, the person is not in the hall, or stands aside.

    `is_offered`: whether this way of voting is open in this poll.
    """
    if state is not PollState.OPEN:
        return [Blocker("ballot.poll_closed", profile_on(on).article("rep.pass"))]
    if is_recused:
        return [Blocker("ballot.recused")]
    if not is_present:
        return [Blocker("ballot.not_in_hall", profile_on(on).article("rep.pass"))]
    return [] if is_offered else [Blocker("ballot.other_way")]


def blockers_take_out(secrecy: Secrecy, is_own: bool, name: str) -> list[Blocker]:
    """Why a ballot is not taken out for a recusal: nobody finds a slip in the box, and it is another person's vote."""
    if secrecy is Secrecy.SECRET:
        return [Blocker("recusal.slip_in_box")]
    return [] if is_own else [Blocker("recusal.has_voted", "", {"name": name})]


def blockers_represented(is_represented: bool) -> list[Blocker]:
    """Why the owner of a seat has no ballot: whoever holds the written mandate is in the hall for it (RCEO 27)."""
    return [Blocker("ballot.represented", "RCEO:27")] if is_represented else []


def is_offered(channel: Channel, open_ways: Collection[Channel]) -> bool:
    """Whether a person may put a ballot in by this way: the hall's tablet stands wherever browsers vote, too."""
    if channel is Channel.TABLET and Channel.BROWSER in open_ways:
        return True
    return channel in SCREENS and channel in open_ways


def checked_choice(question: Question, most: int, positions: Collection[int], chosen: Sequence[int]) -> tuple[int, ...]:
    """The positions on a ballot in their order; none is an abstention.

    Raises InvalidInput for an unknown option, one named twice, or more than the ballot may name.
    """
    if question is Question.MOTION:
        raise InvalidInput("ballot.other_kind", "chosen")
    if any(isinstance(one, bool) or one not in positions for one in chosen):
        raise InvalidInput("ballot.unknown_option", "chosen")
    if len(set(chosen)) < len(chosen):
        raise InvalidInput("ballot.option_twice", "chosen")
    if len(chosen) > most:
        raise InvalidInput("ballot.too_many", "chosen", most=most)
    return tuple(sorted(chosen))


def checked_slip(question: Question, most: int, positions: Collection[int], slip: Slip) -> Slip:
    """The slip as it goes into the box: a vote on a motion, or options, or an abstention. Raises InvalidInput."""
    if question is Question.MOTION:
        if slip.chosen or slip.vote not in set(Vote):
            raise InvalidInput("ballot.other_kind", "vote")
        return slip
    chosen = checked_choice(question, most, positions, slip.chosen)
    if slip.vote not in ("", Vote.ABSTAIN) or (slip.vote and chosen):
        raise InvalidInput("ballot.other_kind", "vote")
    return Slip("", chosen) if chosen else Slip(Vote.ABSTAIN.value)
