"""Rules of the tellers' sheets: when one is opened, when two entries are the same, when it may be confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from webapp.charter.rules import Votes
from webapp.core.errors import Blocker
from webapp.council.ballots.box.rules import Slip, is_too_small
from webapp.council.polls.rules import Channel, PollState, Question, Secrecy, Vote
from webapp.council.sheets.lines import SLIPS, SPOILED, positions, word_of
from webapp.council.tellers.rules import blockers_counting

ON_SHEETS = (Channel.HANDS, Channel.HANDS_COUNTED, Channel.PAPER)
MORE_COLLECTED = "HENAN:35"
"""More papers out of the box than were handed out make the vote void; an over-marked paper is void by itself."""
LONGEST_REASON = 500


class SheetState(StrEnum):
    """Two entries are awaited; they differ; they agree; the scrutineer confirmed; a later sheet took its place; it was
    put away before anybody confirmed it."""

    ENTERING = "entering"
    DIFFERS = "differs"
    AGREED = "agreed"
    CONFIRMED = "confirmed"
    REPLACED = "replaced"
    DROPPED = "dropped"


@dataclass(frozen=True)
class SeatNow:
    """One seat in the moment a sheet is confirmed. `voted` is the channel of the ballot it has already, if any."""

    name: str
    was_in_hall: bool
    is_recused: bool
    voted: Channel | None = None

    @property
    def is_free(self) -> bool:
        """Whether a counted hand can be this seat's."""
        return self.was_in_hall and not self.is_recused and self.voted is None


def is_settled(state: SheetState) -> bool:
    """Whether nothing can be entered on the sheet any more."""
    return state in (SheetState.CONFIRMED, SheetState.REPLACED, SheetState.DROPPED)


def blockers_open_sheet(
    poll: PollState,
    channel: Channel,
    taken: Sequence[str],
    secrecy: Secrecy,
    question: Question,
    by_households: bool,
    serving: tuple[int, int],
) -> list[Blocker]:
    """Why no sheet can be opened for this poll and channel. `taken`: the poll's channels; `serving`: tellers and
    scrutineers of the meeting; `by_households`: each person counts for several households, as in a levy."""
    if poll is not PollState.OPEN:
        return [Blocker("sheet.poll_closed")]
    if channel not in ON_SHEETS or channel.value not in taken:
        return [Blocker("sheet.other_channel")]
    found: list[Blocker] = []
    if secrecy is Secrecy.SECRET and channel is not Channel.PAPER:
        found.append(Blocker("sheet.secret_hands"))
    if channel is Channel.HANDS_COUNTED and question is Question.UP_TO:
        found.append(Blocker("sheet.counted_up_to"))
    if channel is Channel.HANDS_COUNTED and by_households:
        found.append(Blocker("sheet.counted_households"))
    return found + blockers_counting(*serving)


def blockers_enter(state: SheetState, poll: PollState, others: Sequence[str]) -> list[Blocker]:
    """Why a teller cannot enter the sheet: it is settled, the vote is closed, or two others enter it."""
    if poll is not PollState.OPEN:
        return [Blocker("sheet.poll_closed")]
    if is_settled(state):
        return [Blocker("sheet.is_settled")]
    if len(others) > 1:
        return [Blocker("sheet.two_others", "", {"first": others[0], "second": others[1]})]
    return []


def state_after(entries: Sequence[Mapping[str, Any]]) -> SheetState:
    """How a sheet stands after an entry: one is awaited, they agree, or they differ."""
    if len(entries) < 2:
        return SheetState.ENTERING
    return SheetState.AGREED if entries[0] == entries[1] else SheetState.DIFFERS


def blockers_confirm(
    state: SheetState, poll: PollState, is_paper: bool, has_photo: bool, entered_it: bool, name: str
) -> list[Blocker]:
    """Why a scrutineer cannot confirm the sheet yet, whatever stands on it."""
    if poll is not PollState.OPEN:
        return [Blocker("sheet.poll_closed")]
    if is_settled(state):
        return [Blocker("sheet.is_settled")]
    found: list[Blocker] = []
    if state is not SheetState.AGREED:
        found.append(Blocker(f"sheet.is_{state.value}"))
    if is_paper and not has_photo:
        found.append(Blocker("sheet.no_photo"))
    if entered_it:
        found.append(Blocker("sheet.own_entry", "HENAN:32", {"name": name}))
    return found


def blockers_names(lines: Iterable[str], seats: Mapping[str, SeatNow], earlier: Iterable[str]) -> list[Blocker]:
    """Whose line cannot become a ballot, each by name. `earlier`: seats on the sheet that this one corrects."""
    known, found = set(earlier), []
    for key in lines:
        seat = seats.get(key)
        if seat is None:
            found.append(Blocker("sheet.no_seat"))
        elif seat.is_recused:
            found.append(Blocker("sheet.recused", "", {"name": seat.name}))
        elif seat.voted is not None and key not in known:
            found.append(Blocker(f"sheet.voted_{seat.voted.value}", "", {"name": seat.name}))
        elif not seat.was_in_hall and key not in known:
            found.append(Blocker("sheet.not_in_hall", "VCOL-2025:30", {"name": seat.name}))
    return found


def blockers_hands(counted: int, free: int) -> list[Blocker]:
    """Why counted hands cannot be right: more than there are people in the hall who have not voted otherwise."""
    if counted > free:
        return [Blocker("sheet.more_hands", "VCOL-2025:30", {"counted": counted, "free": free})]
    return []


def blockers_beside_hands(found: tuple[int, int] | None) -> list[Blocker]:
    """Why somebody cannot vote by another way as well: the counted hands are those of everybody left, theirs too."""
    if found is None or found[0] <= found[1]:
        return []
    return [Blocker("ballot.hand_counted", "VCOL-2025:30", {"counted": found[0], "others": found[1]})]


def blockers_papers(collected: int, handed_out: int) -> list[Blocker]:
    """Why the box cannot be right: more papers in it than were handed out make the vote void (Henan 35)."""
    if collected > handed_out:
        return [Blocker("sheet.more_papers", MORE_COLLECTED, {"collected": collected, "handed_out": handed_out})]
    return []


def blockers_correct(state: SheetState, poll: PollState, secrecy: Secrecy, under_way: bool) -> list[Blocker]:
    """Why a confirmed sheet cannot be corrected: vote closed, a correction under way, the slips in the box.

    Slips in the box carry no mark, so none could be taken out again without telling whose they are.
    """
    if poll is not PollState.OPEN:
        return [Blocker("sheet.correct_closed")]
    if state is SheetState.REPLACED:
        return [Blocker("sheet.is_replaced")]
    if state is not SheetState.CONFIRMED:
        return [Blocker("sheet.not_confirmed")]
    if secrecy is Secrecy.SECRET:
        return [Blocker("sheet.in_the_box")]
    return [Blocker("sheet.correction_under_way")] if under_way else []


def blockers_hand_out(poll: PollState, taken: Sequence[str], seat: SeatNow) -> list[Blocker]:
    """Why this person gets no ballot paper."""
    if poll is not PollState.OPEN:
        return [Blocker("sheet.poll_closed")]
    if Channel.PAPER.value not in taken:
        return [Blocker("sheet.other_channel")]
    told = {"name": seat.name}
    if seat.is_recused:
        return [Blocker("paper.recused", "", told)]
    if seat.voted is not None:
        return [Blocker(f"paper.voted_{seat.voted.value}", "", told)]
    return [] if seat.was_in_hall else [Blocker("paper.not_in_hall", "VCOL-2025:30", told)]


def blockers_close(waiting: Sequence[int]) -> list[Blocker]:
    """Why the vote cannot be closed yet: these sheets are opened and not confirmed, and nobody's hand may be lost."""
    return [Blocker("sheet.waits", "", {"number": number}) for number in waiting]


def votes_of(lines: Iterable[Mapping[str, Any]]) -> Votes:
    """Counted hands on a motion, of all sheets together."""
    sums = dict.fromkeys(Vote, 0)
    for one in lines:
        for vote in Vote:
            sums[vote] += one.get(vote.value, 0)
    return Votes(sums[Vote.FOR], sums[Vote.AGAINST], sums[Vote.ABSTAIN])


def slips_of(lines: Mapping[str, Any]) -> list[Slip]:
    """The slips that counts, or a list of papers, stand for; a spoiled paper stays one."""
    if SLIPS in lines:
        return [_slip(word_of(said)) for said in lines[SLIPS]]
    return [slip for word, count in lines.items() for slip in [_slip(word)] * count]


def _slip(word: str) -> Slip:
    if word == SPOILED:
        return Slip()
    return Slip(vote=word) if word in set(Vote) else Slip(chosen=positions(word))


def is_publishable(collected: int, others: Iterable[int]) -> bool:
    """Whether the numbers of a secret sheet may be shown after the close. `others`: each other sheet, and the screens.

    Every one of them must be empty or large: who takes all published sheets from the whole would read a small rest.
    """
    return not is_too_small(collected) and all(other == 0 or not is_too_small(other) for other in others)
