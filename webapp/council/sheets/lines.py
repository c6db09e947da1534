"""What stands on a tellers' sheet: names with votes, counts, or each paper; read strictly, so that two entries of the
same sheet are equal exactly when they say the same."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from webapp.core.errors import InvalidInput
from webapp.council.polls.rules import Channel, Question, Secrecy, Vote

SPOILED = "spoiled"
SLIPS = "slips"
MOST_COUNTED = 20_000
MOST_SLIPS = 2_000


class SheetKind(StrEnum):
    """A line for each name; a number for each answer; a line for each paper."""

    NAMES = "names"
    COUNTS = "counts"
    SLIPS = "slips"


@dataclass(frozen=True)
class Asked:
    """What the poll asks, and how the sheet answers. `options` are the positions to choose from."""

    channel: Channel
    secrecy: Secrecy
    question: Question
    options: tuple[int, ...] = ()
    most: int = 1

    @property
    def kind(self) -> SheetKind:
        """Whether the sheet holds names, counts or papers."""
        if self.channel is Channel.HANDS_COUNTED:
            return SheetKind.COUNTS
        if self.channel is Channel.HANDS or self.secrecy is Secrecy.NAMED:
            return SheetKind.NAMES
        return SheetKind.SLIPS if self.question is Question.UP_TO else SheetKind.COUNTS

    @property
    def is_paper(self) -> bool:
        """Whether there are papers, which can be spoiled."""
        return self.channel is Channel.PAPER

    @property
    def answers(self) -> list[str]:
        """The words (or positions) one answers with; who names no option abstains, on paper as in a browser."""
        if self.question is Question.MOTION:
            return [vote.value for vote in Vote]
        return [*(str(position) for position in self.options), Vote.ABSTAIN.value]

    @property
    def words(self) -> list[str]:
        """The answers, and on paper that it is spoiled: no answer, but counted."""
        return [*self.answers, *([SPOILED] if self.is_paper else [])]


def positions(word: str) -> tuple[int, ...]:
    """The options a word names: "1" or "1,3"."""
    return tuple(int(part) for part in word.split(","))


def read_names(asked: Asked, given: Mapping[str, Any], seats: Mapping[str, str]) -> dict[str, Any]:
    """Seat → vote, or the positions chosen, or "spoiled"; who raised no hand has no line. `seats`: key → name.

    Positions may be none: a blank paper, or a hand raised to abstain, is an abstention as a blank ballot in a browser.

    A paper that names more options than allowed is spoiled (Henan 35). Raises InvalidInput naming the person.
    """
    lines: dict[str, Any] = {}
    for key, name in seats.items():
        said = given.get(key)
        if said is None or said == "" or said == []:
            continue
        lines[key] = _line(asked, said, name)
    if len(given) > len(seats) or not set(given) <= set(seats):
        raise InvalidInput("sheet.unknown_line", "lines")
    return lines


def _line(asked: Asked, said: Any, name: str) -> Any:
    if said == SPOILED and asked.is_paper:
        return SPOILED
    if asked.question is Question.MOTION:
        if said in asked.answers:
            return said
        raise InvalidInput("sheet.bad_line", "lines", name=name)
    chosen = [] if said == Vote.ABSTAIN else _chosen(asked, said if isinstance(said, list) else [said])
    if chosen is None:
        raise InvalidInput("sheet.bad_line", "lines", name=name)
    if len(chosen) <= asked.most:
        return chosen
    if asked.is_paper:
        return SPOILED
    raise InvalidInput("sheet.too_many_chosen", "lines", name=name, most=asked.most)


def _chosen(asked: Asked, said: Sequence[Any]) -> list[int] | None:
    words = [str(word) for word in said]
    if len(set(words)) != len(words) or not set(words) <= {str(position) for position in asked.options}:
        return None
    return sorted(int(word) for word in words)


def read_counts(asked: Asked, given: Mapping[str, Any]) -> dict[str, Any]:
    """A number for each answer, and for spoiled papers. Raises InvalidInput when one is missing or no number."""
    words = asked.words
    if set(given) != set(words):
        raise InvalidInput("sheet.counts", "lines")
    for count in given.values():
        if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= MOST_COUNTED:
            raise InvalidInput("sheet.counts", "lines")
    return {word: given[word] for word in words}


def read_slips(asked: Asked, papers: Sequence[Sequence[int] | str]) -> dict[str, Any]:
    """Each paper with the positions it names, in an order that tells nothing; what marks too many is spoiled.

    A blank one names none and is an abstention.

    Raises InvalidInput naming the line that cannot be read.
    """
    if len(papers) > MOST_SLIPS:
        raise InvalidInput("sheet.many_slips", "lines", most=MOST_SLIPS)
    slips: list[list[int]] = []
    spoiled = 0
    for number, paper in enumerate(papers, 1):
        chosen = None if isinstance(paper, str) else _chosen(asked, paper)
        if chosen is None and paper != SPOILED:
            raise InvalidInput("sheet.bad_slip", "lines", line=number)
        if chosen is None or len(chosen) > asked.most:
            spoiled += 1
        else:
            slips.append(chosen)
    return {SLIPS: [*sorted(slips), *([SPOILED] * spoiled)]}


def read_lines(asked: Asked, given: Mapping[str, Any], seats: Mapping[str, str]) -> dict[str, Any]:
    """What a teller entered, in the one form in which it is kept and compared. Raises InvalidInput."""
    if asked.kind is SheetKind.NAMES:
        return read_names(asked, given, seats)
    if asked.kind is SheetKind.COUNTS:
        return read_counts(asked, given)
    return read_slips(asked, given.get(SLIPS, []))


def collected(lines: Mapping[str, Any]) -> int:
    """How many papers or hands stand on a sheet of counts or of papers."""
    return len(lines[SLIPS]) if SLIPS in lines else sum(lines.values())


def word_of(said: Sequence[int] | str) -> str:
    """What a line says in one word: "for", "1,3", "spoiled"; no option at all is an abstention."""
    return said if isinstance(said, str) else ",".join(map(str, said)) or Vote.ABSTAIN.value


def by_answer(lines: Mapping[str, Any]) -> dict[str, Any]:
    """The lines as they are laid side by side: papers are put together by what they name ("1,3": two of them)."""
    if SLIPS not in lines:
        return dict(lines)
    counts = Counter(word_of(slip) for slip in lines[SLIPS])
    return dict(sorted(counts.items()))


def differences(first: Mapping[str, Any], second: Mapping[str, Any]) -> set[str]:
    """The lines on which two entries do not say the same."""
    one, other = by_answer(first), by_answer(second)
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


def digest_of(lines: Mapping[str, Any]) -> str:
    """A short mark of what stands on the sheet, so that a scrutineer confirms what they saw and nothing else."""
    return hashlib.sha256(json.dumps(lines, sort_keys=True).encode()).hexdigest()[:32]
