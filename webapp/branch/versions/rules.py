"""What changed between two versions of a text, sign by sign for Chinese and word by word for other writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

_SENTENCE = re.compile(r"[^\n。！？；!?;]*(?:[\n。！？；!?;]+|$)")
_TOKEN = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)
FINE_ENOUGH = 1500
"""Longer stretches are shown as a whole: comparing them sign by sign takes long and helps nobody."""


class Change(StrEnum):
    """What happened to a stretch of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A stretch of text and what happened to it."""

    change: Change
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """The later text with what was taken out and put in, in reading order.

    Sentences are compared first, then the signs within those that changed.
    """
    pieces = (piece for piece in _compare(_sentences(before), _sentences(after)) if piece.text)
    return [
        Piece(change, "".join(piece.text for piece in run))
        for change, run in groupby(pieces, key=lambda piece: piece.change)
    ]


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE.findall(text) if sentence]


def _compare(before: list[str], after: list[str]) -> Iterator[Piece]:
    for kind, i, j, k, m in SequenceMatcher(None, before, after).get_opcodes():
        old, new = "".join(before[i:j]), "".join(after[k:m])
        if kind == "equal":
            yield Piece(Change.SAME, new)
        elif kind == "replace" and max(len(old), len(new)) <= FINE_ENOUGH:
            yield from _compare_signs(_TOKEN.findall(old), _TOKEN.findall(new))
        else:
            yield Piece(Change.REMOVED, old)
            yield Piece(Change.ADDED, new)


def _compare_signs(before: list[str], after: list[str]) -> Iterator[Piece]:
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece(Change.SAME, "".join(after[k:m]))
            continue
        yield Piece(Change.REMOVED, "".join(before[i:j]))
        yield Piece(Change.ADDED, "".join(after[k:m]))
