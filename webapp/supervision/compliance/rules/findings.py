"""What the board says of one rule: kept, missing, or not due yet; and what it only points at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from webapp.charter.rules import Profile

Law = Callable[[date], Profile]
"""The rules in force on a day."""
_NOTHING: Mapping[str, object] = MappingProxyType({})


class Mark(StrEnum):
    """Kept; missing or broken; not due yet."""

    MET = "met"
    MISSING = "missing"
    LATER = "later"


@dataclass(frozen=True)
class Finding:
    """One rule of the charter held against the record. `params` are what the sentence about it needs."""

    code: str
    mark: Mark
    article: str
    params: Mapping[str, object] = field(default_factory=lambda: _NOTHING, hash=False)


@dataclass(frozen=True)
class Sign:
    """A fact that may mean form without substance; it is shown, not judged. `name` is masked for the public."""

    code: str
    params: Mapping[str, object] = field(default_factory=lambda: _NOTHING, hash=False)
    name: str = ""


def missing_of(findings: Iterable[Finding]) -> list[Finding]:
    """The rules that are missing or broken."""
    return [finding for finding in findings if finding.mark is Mark.MISSING]


def mark(is_met: bool, is_due: bool) -> Mark:
    """Kept; otherwise missing once it is due."""
    if is_met:
        return Mark.MET
    return Mark.MISSING if is_due else Mark.LATER
