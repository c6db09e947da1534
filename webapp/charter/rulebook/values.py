"""What a rule consists of: its value, unit, articles, who may change it and in which direction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.charter.rulebook.counting import Threshold

VCOL_2025_FROM = date(2026, 1, 1)
"""The second amendment of the organic law of villagers' committees is in force from this day."""
VCOL_2018_UNTIL = date(2025, 12, 31)
RCEO_FROM = date(2025, 5, 1)
"""The law on rural collective economic organizations is in force from this day."""
RCEO_BEFORE = date(2025, 4, 30)
LONGEST_SOURCE = 500
EARLIEST = date(2010, 10, 28)
"""Before this revision of the organic law the charter knows no text to judge by."""


class Lock(StrEnum):
    """Who may change a number: nobody may loosen the statute; the rest a village fits to itself."""

    STATUTORY = "S"
    LOCAL = "L"
    PRACTICE = "P"
    DESIGN = "D"


class Stricter(StrEnum):
    """In which direction a rule becomes stricter."""

    MORE = "more"
    LESS = "less"
    FIXED = "fixed"


class Unit(StrEnum):
    """What a rule's value counts."""

    SHARE = "share"
    DAYS = "days"
    WORKDAYS = "workdays"
    MONTHS = "months"
    YEARS = "years"
    SECONDS = "seconds"
    COUNT = "count"
    SIZE = "size"
    YUAN = "yuan"
    FLAG = "flag"
    CHOICE = "choice"
    NAMES = "names"


class Base(StrEnum):
    """The whole of which a share is taken."""

    DUE = "due"
    PRESENT = "present"
    VILLAGERS = "villagers"
    HOUSEHOLDS = "households"
    REPRESENTATIVES = "representatives"
    MEMBERS = "members"
    ELECTORS = "electors"
    VOTES = "votes"


@dataclass(frozen=True)
class Range:
    """From ``low`` to ``high``, both included; ``odd`` when only odd numbers count."""

    low: int
    high: int
    odd: bool = False

    def __contains__(self, n: int) -> bool:
        return self.low <= n <= self.high and (not self.odd or n % 2 == 1)

    def __str__(self) -> str:
        return f"{self.low}–{self.high}"


Value = bool | int | str | Threshold | Range | tuple[str, ...] | None


@dataclass(frozen=True)
class Rule:
    """One rule of the village, as it stood between two days.

    ``articles`` name the sources, the first is the one quoted; ``VCOL:30`` there means the organic law
    in its numbering of 2025 and is turned into the numbering of the day by ``profile_on``.
    ``floor`` is what no village may fall below (for a statutory rule its own value).
    ``choices`` are the words a choice allows, in order from lenient to strict.
    """

    id: str
    value: Value
    unit: Unit
    articles: tuple[str, ...]
    lock: Lock
    stricter: Stricter = Stricter.MORE
    floor: Value = None
    bounds: tuple[int, int] = (0, 3650)
    choices: tuple[str, ...] = ()
    base: Base | None = None
    since: date | None = None
    until: date | None = None
    is_local: bool = False

    @property
    def article(self) -> str:
        """The article to quote beside this rule."""
        return self.articles[0]

    def applies_on(self, day: date) -> bool:
        """Whether the rule was in force on ``day``."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def _floor(value: Value, lock: Lock, floor: Value) -> Value:
    return value if floor is None and lock is Lock.STATUTORY else floor


def share(
    id: str,
    value: Threshold,
    *articles: str,
    base: Base,
    lock: Lock = Lock.STATUTORY,
    floor: Threshold | None = None,
    since: date | None = None,
    until: date | None = None,
    stricter: Stricter = Stricter.MORE,
) -> Rule:
    """A share of a whole that decides; a higher share is stricter."""
    return Rule(
        id, value, Unit.SHARE, articles, lock, stricter, _floor(value, lock, floor), base=base, since=since, until=until
    )


def claim(id: str, value: Threshold, *articles: str, base: Base, lock: Lock = Lock.STATUTORY) -> Rule:
    """A share of people who can demand something; a village may make it easier for them, never harder."""
    return share(id, value, *articles, base=base, lock=lock, stricter=Stricter.LESS)


def number(
    id: str,
    value: int,
    unit: Unit,
    *articles: str,
    lock: Lock = Lock.STATUTORY,
    stricter: Stricter = Stricter.MORE,
    bounds: tuple[int, int] = (0, 3650),
    since: date | None = None,
    until: date | None = None,
) -> Rule:
    """A whole number of days, people, years; ``bounds`` keep a slip of the pen out."""
    return Rule(id, value, unit, articles, lock, stricter, _floor(value, lock, None), bounds, since=since, until=until)


def unset(id: str, unit: Unit, *articles: str, lock: Lock = Lock.LOCAL, bounds: tuple[int, int] = (0, 3650)) -> Rule:
    """A number the law leaves to the province: nothing applies until it is set."""
    return Rule(id, None, unit, articles, lock, Stricter.LESS, None, bounds)


def size(
    id: str,
    low: int,
    high: int,
    *articles: str,
    odd: bool = False,
    lock: Lock = Lock.STATUTORY,
    bounds: tuple[int, int] = (1, 1000),
    since: date | None = None,
    until: date | None = None,
) -> Rule:
    """A size between two numbers; a narrower span is stricter."""
    value = Range(low, high, odd)
    return Rule(
        id, value, Unit.SIZE, articles, lock, Stricter.MORE, _floor(value, lock, None), bounds, since=since, until=until
    )


def flag(
    id: str,
    value: bool,
    *articles: str,
    lock: Lock = Lock.STATUTORY,
    stricter: Stricter | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Rule:
    """A yes or no; a statutory yes stays yes and a statutory no stays no unless ``stricter`` says otherwise."""
    way = stricter or (Stricter.MORE if value else Stricter.LESS)
    return Rule(id, value, Unit.FLAG, articles, lock, way, _floor(value, lock, None), since=since, until=until)


def choice(
    id: str,
    value: str,
    choices: tuple[str, ...],
    *articles: str,
    lock: Lock = Lock.STATUTORY,
    stricter: Stricter = Stricter.MORE,
    since: date | None = None,
    until: date | None = None,
) -> Rule:
    """One word out of ``choices``, which go from lenient to strict."""
    return Rule(
        id,
        value,
        Unit.CHOICE,
        articles,
        lock,
        stricter,
        _floor(value, lock, None),
        choices=choices,
        since=since,
        until=until,
    )


def names(
    id: str,
    value: tuple[str, ...],
    *articles: str,
    lock: Lock = Lock.STATUTORY,
    stricter: Stricter = Stricter.MORE,
    choices: tuple[str, ...] = (),
    since: date | None = None,
    until: date | None = None,
) -> Rule:
    """A list of words; for a statutory list a longer one is stricter."""
    return Rule(
        id,
        value,
        Unit.NAMES,
        articles,
        lock,
        stricter,
        _floor(value, lock, None),
        choices=choices or value,
        since=since,
        until=until,
    )
