"""Facts that cannot be are refused; anything else is judged, and nothing breaks the judge."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charter.votes import ORDINARY, facts
from webapp.charter.decide import Decision, decide
from webapp.charter.facts import facts_from, facts_from_json
from webapp.charter.labels import error_message
from webapp.charter.matters import CODES, Body
from webapp.core.errors import InvalidInput, RuleBroken

IMPOSSIBLE: list[tuple[str, dict[str, Any]]] = [
    ("more present than due", {"present": 40}),
    ("more votes than present", {"votes": {"for": 20, "against": 10, "abstain": 1}}),
    ("a recused member voting", {"recused": 3, "votes": {"for": 20, "against": 5, "abstain": 3}}),
    ("more recused than present", {"recused": 31, "yes": 0}),
    ("nobody due", {"due": 0, "present": 0, "yes": 0}),
    ("a negative number", {"present": -1}),
    ("yes as a number", {"due": True}),
    ("a fraction of a person", {"due": 39.0}),
    ("a number as text", {"due": "39"}),
    ("more people than a village has", {"due": 10**9}),
    ("an unknown matter", {"matter": "weather"}),
    ("an unknown body", {"body": "township"}),
    ("an unknown count", {"count_by": "cattle"}),
    ("representatives counted by households", {"count_by": "households"}),
    ("no day", {"held_on": "2026-02-30"}),
    ("a day in another form", {"held_on": "20260301"}),
    ("a day before every law", {"held_on": "1999-01-01"}),
    ("an unknown fact", {"weather": "fine"}),
    ("an unknown vote", {"votes": {"for": 1, "against": 0, "abstain": 0, "maybe": 1}}),
    ("a missing vote", {"votes": {"for": 1, "against": 0}}),
    ("votes as a list", {"votes": [20, 5, 3]}),
    ("text for yes or no", {"mandate": "yes"}),
    ("one for yes", {"urgent": 1}),
    ("a negative notice", {"notice_days": -1}),
    ("more committee than members", {"composition": {"members": 39, "committee": 40}}),
    (
        "more women than representatives",
        {"composition": {"members": 39, "representatives": 34, "women_representatives": 35}},
    ),
    ("members from nowhere", {"composition": {"members": 39, "committee": 5, "representatives": 33}}),
    ("members who were not due", {"composition": {"members": 45, "committee": 5, "representatives": 40}}),
    ("an unknown rule", {"local": {"rep.weather": 1}}),
    ("local rules as a list", {"local": []}),
]


@pytest.mark.parametrize("changed", [changed for _, changed in IMPOSSIBLE], ids=[name for name, _ in IMPOSSIBLE])
def test_impossible_facts_are_refused_with_one_sentence(changed: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refused:
        decide(facts_from(facts(**changed)))
    sentence = error_message(refused.value)
    assert sentence.endswith(".")
    assert "cannot be accepted" not in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("name", sorted(ORDINARY))
def test_every_required_fact_is_asked_for_by_name(name: str) -> None:
    found = facts()
    del found[name]
    with pytest.raises(InvalidInput) as refused:
        facts_from(found)
    assert name in error_message(refused.value)


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{", b"null", b"[]", b"\xff\xfe{}", b"[" * 100_000, b'{"a": NaN}', b'{"due": 1e999999999}',
        b'{"due": 1, "due": 2}', b'{"due": ' + b"9" * 5000 + b"}", b" " * 1_000_001,
    ],
    ids=range(11),
)  # fmt: skip
def test_what_is_not_plain_json_is_refused_with_one_sentence(raw: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        facts_from_json(raw)
    assert error_message(refused.value).endswith(".")


def test_a_byte_order_mark_does_no_harm() -> None:
    assert facts_from_json(b"\xef\xbb\xbf" + json.dumps(facts()).encode()).due == 39


def test_an_optional_fact_may_be_null() -> None:
    assert facts_from(facts(mandate=None, composition=None, local=None)) == facts_from(facts())


wild = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 50) | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
likely = st.fixed_dictionaries(
    {
        "held_on": st.dates().map(str) | st.sampled_from(["2024-01-01", "2025-06-01", "2026-03-01"]),
        "body": st.sampled_from([body.value for body in Body]),
        "matter": st.sampled_from(sorted(CODES)),
        "due": st.integers(0, 60),
        "present": st.integers(0, 60),
        "count_by": st.sampled_from(["persons", "households"]),
        "votes": st.fixed_dictionaries({name: st.integers(0, 25) for name in ("for", "against", "abstain")}),
    },
    optional={
        "recused": st.integers(0, 5),
        "notice_days": st.integers(0, 12),
        "urgent": st.booleans(),
        "mandate": st.booleans(),
        "party_studied": st.booleans(),
        "composition": wild,
        "local": wild | st.fixed_dictionaries({"rep.quorum": wild}),
    },
)


def _check(decision: Decision) -> None:
    assert decision.valid or not decision.carried
    assert decision.carried == (not decision.blockers)
    for check in decision.rules:
        if check.base is not None and not isinstance(check.needed, bool):
            assert check.met == (check.got >= check.needed)


def _judge(found: object) -> None:
    try:
        decision = decide(facts_from(found))
    except (InvalidInput, RuleBroken) as refused:
        sentence = error_message(refused)
    else:
        _check(decision)
        return
    assert sentence.endswith(".")


@given(likely)
def test_likely_facts_are_judged_or_refused(found: dict[str, Any]) -> None:
    _judge(found)


@given(wild | st.dictionaries(st.sampled_from([*ORDINARY, "local", "recused"]), wild))
def test_arbitrary_facts_are_judged_or_refused(found: object) -> None:
    _judge(found)


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_arbitrary_bytes_are_refused(raw: bytes | str) -> None:
    with pytest.raises(InvalidInput):
        facts_from_json(raw)


@given(st.integers(1, 60), st.data())
def test_one_more_in_favour_never_undoes_a_decision(due: int, data: st.DataObject) -> None:
    present = data.draw(st.integers(1, due))
    yes = data.draw(st.integers(0, present - 1))
    before, after = (decide(facts_from(facts(due=due, present=present, yes=n))) for n in (yes, yes + 1))
    assert not before.carried or after.carried
