"""A village may be stricter than the law, never looser."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charter.votes import law
from webapp.charter.labels import error_message
from webapp.charter.rules import (
    Lock,
    Profile,
    Range,
    Rule,
    Stricter,
    Threshold,
    apply_local,
    apply_standing,
    plain_value,
    read_value,
)
from webapp.core.errors import InvalidInput, RuleBroken


def looser(rule: Rule) -> Any:
    """A well-formed value below the floor of a statutory rule; nothing where the law takes no less strict one."""
    value = rule.value
    if isinstance(value, bool):
        return None if value and rule.stricter is Stricter.LESS else not value
    if isinstance(value, int):
        return value + 1 if rule.stricter is Stricter.LESS else value - 1
    if isinstance(value, Threshold):
        return "1/1" if rule.stricter is Stricter.LESS else "1/100"
    if isinstance(value, Range):
        return [value.low, value.high + 1]
    if isinstance(value, tuple):
        return list(value[1:]) or ["another"]
    assert isinstance(value, str)
    return rule.choices[0] if rule.choices[0] != value else None


STATUTORY = [rule for rule in law() if rule.lock is Lock.STATUTORY and looser(rule) is not None]


@pytest.mark.parametrize("rule", STATUTORY, ids=lambda rule: rule.id)
def test_no_statutory_rule_can_be_loosened(rule: Rule) -> None:
    with pytest.raises(RuleBroken) as refused:
        apply_local(law(), {rule.id: looser(rule)})
    (blocker,) = refused.value.blockers
    assert (blocker.code, blocker.article) == (rule.id, rule.article)
    assert "art." in error_message(refused.value) or ":" not in rule.article


@pytest.mark.parametrize("rule", list(law()), ids=lambda rule: rule.id)
def test_the_law_itself_is_always_acceptable(rule: Rule) -> None:
    if rule.value is not None:
        assert apply_local(law(), {rule.id: plain_value(rule.value)}).rule(rule.id) == rule


@pytest.mark.parametrize(
    ("rule_id", "value", "text"),
    [
        ("rep.quorum", "3/4", "≥ 3/4"),
        ("rep.quorum", "> 2/3", "> 2/3"),
        ("rep.quorum", 0.75, "≥ 3/4"),
        ("rep.quorum", 1, "≥ 1/1"),
        ("rep.pass", "2/3", "≥ 2/3"),
        ("assembly.request.villagers", "1/20", "≥ 1/20"),
        ("party.meeting.quorum", "1/2", "≥ 1/2"),
        ("rep.households.perRep", [8, 12], "8–12"),
        ("publish.display.days", 30, "30"),
        ("rep.notice.days", 10, "10"),
        ("rep.notice.days", 1, "1"),
        ("rep.pass.base", "ALL_MEMBERS", "ALL_MEMBERS"),
    ],
)
def test_what_a_village_may_set(rule_id: str, value: object, text: str) -> None:
    rule = apply_local(law(), {rule_id: value}).rule(rule_id)
    assert str(rule.value) == text
    assert rule.is_local


@pytest.mark.parametrize(
    ("rule_id", "value"),
    [
        ("rep.quorum", "1/2"),
        ("rep.pass", "1/2"),
        ("assembly.quorum.households", "> 1/2"),
        ("assembly.request.villagers", "1/5"),
        ("party.meeting.quorum", "2/5"),
        ("rep.mandate.required", False),
        ("count.abstain.inDenominator", False),
        ("assembly.notice.days", 7),
        ("rceo.pass", "> 1/2"),
        ("vc.guarantee.allowed", True),
    ],
)
def test_what_a_village_may_not_set(rule_id: str, value: object) -> None:
    with pytest.raises(RuleBroken):
        apply_local(law(), {rule_id: value})


@pytest.mark.parametrize(
    ("rule_id", "value"),
    [
        ("rep.unheard.of", 1),
        ("rep.quorum", True),
        ("rep.quorum", "two thirds"),
        ("rep.quorum", "3/0"),
        ("rep.quorum", "4/3"),
        ("rep.quorum", "> 1/1"),
        ("rep.quorum", float("nan")),
        ("rep.quorum", float("inf")),
        ("rep.notice.days", 3.5),
        ("rep.notice.days", True),
        ("rep.notice.days", 10**30),
        ("rep.notice.days", -1),
        ("rep.mandate.required", 1),
        ("rep.pass.base", "SOMEBODY"),
        ("rep.pass.base", None),
        ("rep.households.perRep", [15, 5]),
        ("rep.households.perRep", [True, 15]),
        ("rep.nonDelegable", []),
        ("rep.nonDelegable", ["charter", "charter"]),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(rule_id: str, value: object) -> None:
    with pytest.raises(InvalidInput) as refused:
        apply_local(law(), {rule_id: value})
    assert rule_id in error_message(refused.value)


def test_rules_of_the_collective_law_are_unknown_before_it() -> None:
    with pytest.raises(InvalidInput):
        apply_local(law("2025-04-30"), {"rceo.pass": "3/4"})


def test_a_rule_overtaken_by_a_new_floor_gives_way_to_the_law() -> None:
    old = {"publish.display.days": 10, "rep.notice.days": 5}
    assert apply_standing(law("2025-12-31"), old).number("publish.display.days") == 10
    assert apply_standing(law("2026-01-01"), old).number("publish.display.days") == 15
    assert apply_standing(law("2026-01-01"), old).number("rep.notice.days") == 5


@given(st.fractions(min_value=Fraction(1, 50), max_value=1, max_denominator=50), st.booleans())
def test_a_share_is_accepted_exactly_when_it_is_as_tight(share: Fraction, strict: bool) -> None:
    strict = strict and share < 1
    floor = law().threshold("rep.quorum")
    try:
        found: Profile | None = apply_local(
            law(), {"rep.quorum": f"{'>' if strict else ''}{share.numerator}/{share.denominator}"}
        )
    except RuleBroken:
        found = None
    assert (found is not None) == Threshold(share, strict).is_as_tight_as(floor)


wild = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.decimals(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(list(law())), wild)
def test_any_value_is_read_or_refused(rule: Rule, value: object) -> None:
    try:
        read = read_value(rule, value)
    except InvalidInput:
        return
    assert read_value(rule, plain_value(read)) == read
