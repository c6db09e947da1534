"""Counting a vote again from the log alone, and comparing with the result that the log states.

Each ballot by name is an entry, a later one of the same seat takes the place of the earlier; a confirmed sheet brings
raised hands or ballots and takes out those of the sheet it replaces; who stands aside has no ballot. Of a secret vote
the log says who took part and, at the close, what lay in the box.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .entry import Entry

ANSWERS = ("for", "against", "abstain")
OPENED = "poll_opened"
CLOSED = frozenset({"poll_closed", "small_secret_poll_closed"})
_MAX_COUNT = 2**31


@dataclass(frozen=True, slots=True)
class PollCount:
    """One vote counted again. ``seq`` is the entry that states the result; ``wrong`` says what differs, or nothing.

    ``motion`` and ``number`` are what was asked; ``counted`` the figures found, ``why_not`` a word for why a vote
    cannot be counted from here: ``opened_before``, ``too_few`` (a small secret vote) or ``households``.
    """

    seq: int
    poll: str
    number: int
    motion: str
    counted: dict[str, int] = field(default_factory=dict)
    wrong: str = ""
    why_not: str = ""


@dataclass(slots=True)
class _Poll:
    """A vote while its entries pass by."""

    opened: Entry | None = None
    ballots: dict[str, tuple[str, list[int], int | None]] = field(default_factory=dict)
    took_part: set[str] = field(default_factory=set)
    hands: dict[int, dict[str, int]] = field(default_factory=dict)
    weights: dict[str, int] | None = None


def count_polls(entries: Iterable[Entry]) -> list[PollCount]:
    """Every vote that was closed within these entries (in their order), counted again."""
    polls: dict[str, _Poll] = {}
    found = []
    for entry in entries:
        if entry.event in CLOSED and entry.subject:
            found.append(_close(entry, polls.get(entry.subject[1], _Poll())))
        elif entry.event == OPENED and entry.subject:
            polls[entry.subject[1]] = _Poll(entry)
        elif isinstance(key := entry.facts.get("poll"), str) and key in polls:
            _take(polls[key], entry.event, entry.facts)
    return found


def _take(poll: _Poll, event: str, facts: dict[str, Any]) -> None:
    seat = str(facts.get("seat"))
    match event:
        case "ballot_cast":
            poll.ballots[seat] = (str(facts.get("vote")), [], None)
        case "choice_cast":
            poll.ballots[seat] = ("", _numbers(facts.get("chosen")), None)
        case "ballot_written":
            poll.ballots[seat] = (str(facts.get("vote")), _numbers(facts.get("chosen")), _number(facts.get("sheet")))
        case "secret_ballot_cast" | "paper_handed_out":
            poll.took_part.add(seat)
        case "recusal_declared":
            poll.ballots.pop(seat, None)
        case "signatures_counted":
            poll.weights = {str(one[0]): _number(one[1]) for one in _table(facts.get("seats"))}
        case "sheet_confirmed":
            _take_sheet(poll, facts)


def _take_sheet(poll: _Poll, facts: dict[str, Any]) -> None:
    replaced = facts.get("replaces")
    if isinstance(replaced, int):
        poll.hands.pop(replaced, None)
        poll.ballots = {seat: one for seat, one in poll.ballots.items() if one[2] != replaced}
    counted = facts.get("counted")
    if isinstance(counted, dict) and counted:
        poll.hands[_number(facts.get("number"))] = {answer: _number(counted.get(answer, 0)) for answer in ANSWERS}


def _close(entry: Entry, poll: _Poll) -> PollCount:
    facts, opened = entry.facts, poll.opened
    motion = str(opened.facts.get("motion", "")) if opened else ""
    here = (entry.seq, entry.subject[1] if entry.subject else "", _number(facts.get("number")), motion)
    if opened is None:
        return PollCount(*here, why_not="opened_before")
    if entry.event != "poll_closed":
        return PollCount(*here, why_not="too_few")
    if _counts_households(facts) and poll.weights is None:
        return PollCount(*here, why_not="households")
    box = _box(facts.get("box"))
    if opened.facts.get("secrecy") == "secret":
        slips = sum(many for _, _, many in box)
        if slips > len(poll.took_part):
            return PollCount(*here, wrong=f"{slips} slips lay in the box, {len(poll.took_part)} people took part")
    if opened.facts.get("question") == "motion":
        counted = _votes(poll, box)
        stated = {answer: _number(_part(facts.get("count"), "votes", answer)) for answer in ANSWERS}
    else:
        counted = _options(poll, box, _table(opened.facts.get("options")))
        stated = {str(one[0]): _number(one[1]) for one in _table(facts.get("options"), 3)}
    wrong = "" if counted == stated else f"counted {_said(counted)}; stated {_said(stated)}"
    return PollCount(*here, counted=counted, wrong=wrong)


def _votes(poll: _Poll, box: list[tuple[str, list[int], int]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for seat, (vote, _, _) in poll.ballots.items():
        found[vote] += _weight(poll, seat)
    for hands in poll.hands.values():
        found.update(hands)
    for vote, _, many in box:
        found[vote] += many
    return {answer: found[answer] for answer in ANSWERS}


def _options(poll: _Poll, box: list[tuple[str, list[int], int]], options: list[list[Any]]) -> dict[str, int]:
    found = {str(one[0]): 0 for one in options}
    given = [(chosen, _weight(poll, seat)) for seat, (_, chosen, _) in poll.ballots.items()]
    for chosen, weight in given + [(chosen, many) for _, chosen, many in box]:
        for position in set(chosen):
            found[str(position)] = found.get(str(position), 0) + weight
    return found


def _weight(poll: _Poll, seat: str) -> int:
    return 1 if poll.weights is None else poll.weights.get(seat, 0)


def _counts_households(facts: dict[str, Any]) -> bool:
    """Whether each seat counts as many households as it speaks for: a levy before the representatives."""
    return _part(facts.get("count"), "matter") == "levy" and _part(facts.get("count"), "body") == "representatives"


def _box(value: object) -> list[tuple[str, list[int], int]]:
    return [(str(one[0]), _numbers(one[1]), _number(one[2])) for one in _table(value, 3)]


def _table(value: object, width: int = 2) -> list[list[Any]]:
    return value if _is_table(value, width) and isinstance(value, list) else []


def _is_table(value: object, width: int) -> bool:
    return isinstance(value, list) and all(isinstance(one, list) and len(one) >= width for one in value)


def _part(value: object, *names: str) -> object:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _numbers(value: object) -> list[int]:
    return [_number(one) for one in value] if isinstance(value, list) else []


def _number(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value < _MAX_COUNT else -1


def _said(figures: dict[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in figures.items())
