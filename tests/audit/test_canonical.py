"""Canonical JSON: RFC 8785, checked against the package of that name and a second way to write it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from hashlib import sha256
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from webapp.audit.verifier.canonical import MAX_DEPTH, MAX_INTEGER, CanonicalError, canonical, commitment, parse

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
scalars = st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | text
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4), max_leaves=20
)


def by_utf16(value: Any) -> Any:
    """The same value with the keys of every object in the order of RFC 8785 section 3.2.3."""
    if isinstance(value, dict):
        return {key: by_utf16(value[key]) for key in sorted(value, key=lambda key: key.encode("utf-16-be"))}
    if isinstance(value, list):
        return [by_utf16(item) for item in value]
    return value


def written_otherwise(value: Any) -> bytes:
    return json.dumps(by_utf16(value), ensure_ascii=False, separators=(",", ":")).encode()


@given(values)
def test_three_ways_to_write_it_agree(value: Any) -> None:
    assert canonical(value) == written_otherwise(value) == rfc8785.dumps(value)


@given(values)
def test_what_was_written_is_read_back(value: Any) -> None:
    assert parse(canonical(value)) == value


def test_keys_stand_in_the_order_of_utf_16() -> None:
    """The example of RFC 8785 section 3.2.3."""
    value = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "\u00f6": 7}
    assert list(parse(canonical(value)).values()) == [2, 4, 6, 7, 1, 5, 3]


def test_chinese_stands_as_it_is() -> None:
    assert canonical({"村": "张村镇", "b": True, "a": None}) == '{"a":null,"b":true,"村":"张村镇"}'.encode()


def test_enumerations_are_written_as_their_value() -> None:
    class Choice(StrEnum):
        IN_FAVOUR = "in_favour"

    class Group(IntEnum):
        THIRD = 3

    assert canonical([Choice.IN_FAVOUR, Group.THIRD, (1, 2)]) == b'["in_favour",3,[1,2]]'


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.1, r"^\$ is a fraction"),
        ({"money": [1, 2.0]}, r"^\$\.money\[1\] is a fraction"),
        (float("nan"), "fraction"),
        (float("inf"), "fraction"),
        (Decimal("1.10"), "Decimal"),
        (2**53, "beyond"),
        (-(2**53), "beyond"),
        ({1: 2}, "key that is not text: 1"),
        (b"bytes", "bytes"),
        (date(2026, 3, 12), "date"),
        ({"a", "b"}, "set"),
        ("\ud800", "half a character"),
        ({"\ud800": 1}, "half a character"),
    ],
)
def test_what_has_no_canonical_form_is_refused(value: object, said: str) -> None:
    with pytest.raises(CanonicalError, match=said):
        canonical(value)


def test_the_largest_exact_numbers_are_written() -> None:
    assert canonical([MAX_INTEGER, -MAX_INTEGER]) == b"[9007199254740991,-9007199254740991]"


def test_a_value_that_goes_too_deep_is_refused() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(CanonicalError, match="levels deep"):
        canonical(deep)
    with pytest.raises(CanonicalError):
        parse(b"[" * 100_000 + b"]" * 100_000)


@pytest.mark.parametrize("wrap", [lambda value: [value], lambda value: {"in": value}], ids=["lists", "objects"])
def test_thirty_two_levels_are_written_and_no_more(wrap: Callable[[Any], Any]) -> None:
    value: Any = "bottom"
    for _ in range(MAX_DEPTH):
        value = wrap(value)
    assert parse(canonical(value)) == value
    with pytest.raises(CanonicalError, match="more than 32 levels deep"):
        canonical(wrap(value))


def test_a_key_that_stands_twice_is_called_that() -> None:
    with pytest.raises(CanonicalError, match="same key stands twice"):
        parse(b'{"a":1,"a":1}')


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1}\n',
        b"-0",
        b"1.0",
        b"1e3",
        b"NaN",
        b"Infinity",
        b"9007199254740992",
        b"1" * 5000,
        b'"\\u0061"',
        b'"\\/"',
        b'"\\ud800"',
        b"\xff",
        "\ufeff1".encode(),
        "1".encode("utf-16"),
        b"{",
        b"'a'",
    ],
)
def test_bytes_that_are_not_canonical_are_refused(data: bytes) -> None:
    with pytest.raises(CanonicalError):
        parse(data)


def test_a_commitment_is_the_hash_of_salt_and_value() -> None:
    salt = bytes(range(32))
    assert commitment(salt, {"name": "王秀英"}) == sha256(salt + '{"name":"王秀英"}'.encode()).digest()


@given(values, values, st.binary(min_size=32, max_size=32))
def test_different_values_have_different_commitments(one: Any, other: Any, salt: bytes) -> None:
    assert (commitment(salt, one) == commitment(salt, other)) == (canonical(one) == canonical(other))


@pytest.mark.parametrize("salt", [b"", b"\0" * 31, b"\0" * 33])
def test_a_salt_of_another_length_is_refused(salt: bytes) -> None:
    with pytest.raises(CanonicalError, match="32 random bytes"):
        commitment(salt, "value")
