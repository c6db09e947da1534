"""The rules as they stood on one day: which number applies, and by which article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from types import MappingProxyType

from webapp.charter.rulebook.articles import VCOL_2018, VCOL_2025, numbered
from webapp.charter.rulebook.book import BOOK
from webapp.charter.rulebook.counting import Threshold
from webapp.charter.rulebook.values import EARLIEST, RCEO_FROM, VCOL_2025_FROM, Range, Rule
from webapp.core.errors import InvalidInput


@dataclass(frozen=True)
class Profile:
    """The law of one day for one village: the text in force and every rule under its id.

    ``code`` is ``VCOL-2018`` or ``VCOL-2025``; ``rceo`` says whether the law on rural collective
    economic organizations (``RCEO-2024``) is in force as well. The typed readers raise ``InvalidInput``
    for an id that is not a rule of that day and ``TypeError`` when asked for the wrong kind of value.
    """

    code: str
    rceo: bool
    rules: Mapping[str, Rule]

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules.values())

    def __contains__(self, rule_id: str) -> bool:
        return rule_id in self.rules

    def rule(self, rule_id: str) -> Rule:
        """The whole rule with its articles and its lock."""
        try:
            return self.rules[rule_id]
        except KeyError:
            raise InvalidInput("rule.unknown", rule_id, rule=rule_id) from None

    def article(self, rule_id: str) -> str:
        """The article to quote for a rule."""
        return self.rule(rule_id).article

    def threshold(self, rule_id: str) -> Threshold:
        """A share, such as two thirds for ``rep.quorum``."""
        value = self.rule(rule_id).value
        if not isinstance(value, Threshold):
            raise TypeError(f"{rule_id} is not a share")
        return value

    def number(self, rule_id: str) -> int:
        """A whole number, such as 15 for ``publish.display.days``."""
        value = self.rule(rule_id).value
        if not isinstance(value, int) or isinstance(value, bool):
            raise TypeError(f"{rule_id} is not a number")
        return value

    def flag(self, rule_id: str) -> bool:
        """A yes or no, such as ``rep.mandate.required``."""
        value = self.rule(rule_id).value
        if not isinstance(value, bool):
            raise TypeError(f"{rule_id} is not a yes or no")
        return value

    def choice(self, rule_id: str) -> str:
        """One word, such as ``PRESENT`` for ``rep.pass.base``."""
        value = self.rule(rule_id).value
        if not isinstance(value, str):
            raise TypeError(f"{rule_id} is not a choice")
        return value

    def size(self, rule_id: str) -> Range:
        """A span, such as 5–15 for ``rep.households.perRep``."""
        value = self.rule(rule_id).value
        if not isinstance(value, Range):
            raise TypeError(f"{rule_id} is not a span")
        return value

    def names(self, rule_id: str) -> tuple[str, ...]:
        """A list of words, such as the initiators of a proposal."""
        value = self.rule(rule_id).value
        if not isinstance(value, tuple):
            raise TypeError(f"{rule_id} is not a list")
        return value


def profile_on(day: date) -> Profile:
    """The law by which an act of ``day`` is judged, before anything the village itself has tightened.

    ``InvalidInput`` (``date.tooEarly``) before 28 October 2010, the oldest text known here.
    """
    if day < EARLIEST:
        raise InvalidInput("date.tooEarly", "held_on", earliest=EARLIEST.isoformat())
    return _profile_since(max(start for start in (EARLIEST, RCEO_FROM, VCOL_2025_FROM) if start <= day))


@cache
def _profile_since(day: date) -> Profile:
    code = VCOL_2025 if day >= VCOL_2025_FROM else VCOL_2018
    rules: dict[str, Rule] = {}
    for rule in BOOK:
        if rule.applies_on(day):
            if rule.id in rules:
                raise ValueError(f"two rules {rule.id} on {day}")
            rules[rule.id] = replace(rule, articles=tuple(numbered(ref, code) for ref in rule.articles))
    return Profile(code, day >= RCEO_FROM, MappingProxyType(rules))
