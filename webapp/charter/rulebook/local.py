"""What a village may add to the law: a statutory floor may be raised, never lowered.

An override comes as plain data (JSON, a form) and is read exactly: ``"3/4"``, ``">= 3/4"`` or ``0.75`` is
three quarters or more, ``"> 1/2"`` more than half, ``[5, 10]`` or ``"5-10"`` a span, the rest as it looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from webapp.charter.rulebook.counting import Threshold
from webapp.charter.rulebook.profile import Profile
from webapp.charter.rulebook.values import Range, Rule, Stricter, Unit, Value
from webapp.core.errors import Blocker, InvalidInput, RuleBroken

FINEST = 10**17
"""No share needs a finer part of a village than this."""
_SHARE = re.compile(r"\s*(>=|≥|>)?\s*([0-9]{1,18})\s*/\s*([0-9]{1,18})\s*")
_SPAN = re.compile(r"\s*([0-9]{1,6})\s*[-–]\s*([0-9]{1,6})\s*")


def apply_local(profile: Profile, overrides: Mapping[str, object]) -> Profile:
    """The law of the day together with the village's own stricter rules.

    ``InvalidInput``: no such rule that day (``rule.unknown``), a value of the wrong kind (``rule.value``), or
    an absurd one (``rule.bounds``). ``RuleBroken``: the value loosens what the law fixes; the blocker
    carries the rule's id and article, ``value`` and ``floor``.
    """
    if not overrides:
        return profile
    rules = dict(profile.rules)
    loosened: list[Blocker] = []
    for rule_id, raw in overrides.items():
        rule = profile.rule(rule_id)
        value = read_value(rule, raw)
        if not may_replace(rule, value):
            floor = rule.value if rule.floor is None else rule.floor
            article = (
                next((ref for ref in reversed(rule.articles) if ref != "PRACTICE"), rule.article)
                if rule.article == "PRACTICE"
                else rule.article
            )
            loosened.append(
                Blocker(
                    rule_id,
                    article,
                    {"value": value_text(value), "floor": value_text(floor), "reason": "local.loosens"},
                )
            )
        rules[rule_id] = replace(rule, value=value, is_local=value != rule.value)
    if loosened:
        raise RuleBroken(loosened)
    return replace(profile, rules=MappingProxyType(rules))


def apply_standing(profile: Profile, overrides: Mapping[str, object]) -> Profile:
    """The law of the day with those of the village's rules that still stand beside it.

    A rule that was lawful when adopted and falls below a newer floor no longer counts: the law applies in its place.
    """
    for rule_id, raw in overrides.items():
        try:
            profile = apply_local(profile, {rule_id: raw})
        except (InvalidInput, RuleBroken):
            continue
    return profile


def may_replace(rule: Rule, value: Value) -> bool:
    """Whether ``value`` keeps to the floor under the rule: as strict as the law or stricter."""
    if rule.stricter is Stricter.FIXED:
        return value == rule.value
    if rule.floor is None:
        return True
    floor = rule.floor
    if rule.stricter is Stricter.LESS:
        return _is_as_strict(floor, value, rule)
    return _is_as_strict(value, floor, rule)


def _is_as_strict(value: Value, floor: Value, rule: Rule) -> bool:
    if isinstance(value, Threshold) and isinstance(floor, Threshold):
        return value.is_as_tight_as(floor)
    if isinstance(value, Range) and isinstance(floor, Range):
        return floor.low <= value.low and value.high <= floor.high
    if isinstance(value, str) and isinstance(floor, str):
        return rule.choices.index(value) >= rule.choices.index(floor)
    if isinstance(value, tuple) and isinstance(floor, tuple):
        return set(floor) <= set(value)
    if isinstance(value, int) and isinstance(floor, int):
        return value >= floor
    return False


def read_value(rule: Rule, raw: object) -> Value:
    """Read an override into the kind of value the rule has, or raise ``InvalidInput``."""
    value = _READERS.get(rule.unit, _read_number)(rule, raw)
    if value is None:
        raise InvalidInput("rule.value", rule.id, rule=rule.id, unit=rule.unit.value)
    return value


def _read_number(rule: Rule, raw: object) -> int | None:
    if isinstance(raw, bool) or not isinstance(raw, int):
        return None
    low, high = rule.bounds
    loosens = rule.floor is not None and not may_replace(rule, raw)
    if not low <= raw <= high and not (loosens and 0 <= raw <= high * 1000):
        raise InvalidInput("rule.bounds", rule.id, rule=rule.id, low=low, high=high)
    return raw


def _read_flag(rule: Rule, raw: object) -> bool | None:
    return raw if isinstance(raw, bool) else None


def _read_share(rule: Rule, raw: object) -> Threshold | None:
    strict = False
    if isinstance(raw, Threshold):
        return raw
    if isinstance(raw, str):
        found = _SHARE.fullmatch(raw)
        if found is None or int(found[3]) == 0:
            return None
        strict = found[1] == ">"
        part = Fraction(int(found[2]), int(found[3]))
    elif isinstance(raw, Decimal) and raw.is_finite() and abs(raw.adjusted()) < 12:
        part = Fraction(raw)
    elif isinstance(raw, (int, float)) and not isinstance(raw, bool) and 0 < raw <= 1:
        part = Fraction(str(raw))
    else:
        return None
    if not 0 < part <= 1 or (strict and part == 1) or part.denominator > FINEST:
        raise InvalidInput("rule.share", rule.id, rule=rule.id)
    return Threshold(part, strict)


def _read_span(rule: Rule, raw: object) -> Range | None:
    if isinstance(raw, str) and (found := _SPAN.fullmatch(raw)):
        raw = [int(found[1]), int(found[2])]
    if isinstance(raw, Range):
        return raw
    if not isinstance(raw, (list, tuple)) or len(raw) != 2:
        return None
    low, high = raw
    if any(isinstance(n, bool) or not isinstance(n, int) for n in (low, high)):
        return None
    if not rule.bounds[0] <= low <= high <= rule.bounds[1]:
        raise InvalidInput("rule.bounds", rule.id, rule=rule.id, low=rule.bounds[0], high=rule.bounds[1])
    return Range(low, high, rule.value.odd if isinstance(rule.value, Range) else False)


def _read_choice(rule: Rule, raw: object) -> str | None:
    if isinstance(raw, str) and raw in rule.choices:
        return raw
    if isinstance(raw, str):
        raise InvalidInput("rule.choice", rule.id, rule=rule.id, choices=", ".join(rule.choices))
    return None


def _read_names(rule: Rule, raw: object) -> tuple[str, ...] | None:
    if not isinstance(raw, (list, tuple)) or not 0 < len(raw) <= 50:
        return None
    found = tuple(name for name in raw if isinstance(name, str) and 0 < len(name) <= 60)
    return found if len(found) == len(raw) == len(set(found)) else None


_READERS: dict[Unit, Callable[[Rule, object], Value]] = {
    Unit.SHARE: _read_share,
    Unit.FLAG: _read_flag,
    Unit.SIZE: _read_span,
    Unit.CHOICE: _read_choice,
    Unit.NAMES: _read_names,
}


def value_text(value: Value) -> str:
    """A value in the form in which an override may be written: ``≥ 2/3``, ``15``, ``5–15``, ``true``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(value)
    return "–" if value is None else str(value)


def plain_value(value: Value) -> bool | int | str | list[str] | None:
    """A value as JSON keeps it, readable again by ``read_value``."""
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, (Threshold, Range)) else value
