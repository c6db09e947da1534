"""What may stand in an address: short numbers such as 2026-14, and plain counts. ASCII digits only."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import Flask
from werkzeug.routing import BaseConverter

SHORT_NUMBER = r"[1-9][0-9]{0,3}-[1-9][0-9]{0,8}"
COUNT = r"(?:0|[1-9][0-9]{0,8})"
SEQUENCE = r"(?:0|[1-9][0-9]{0,14})"


class Numbered(NamedTuple):
    """Year and number of 2026-14."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"


class ShortNumberConverter(BaseConverter):
    """A short number: the year it was given in, and its place in that year."""

    regex = SHORT_NUMBER

    def to_python(self, value: str) -> Numbered:
        year, _, number = value.partition("-")
        return Numbered(int(year), int(number))

    def to_url(self, value: Any) -> str:
        return str(value)


class CountConverter(BaseConverter):
    """A whole number from 0 that a column holds, without leading zeros."""

    regex = COUNT

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: Any) -> str:
        return str(value)


class SequenceConverter(CountConverter):
    """The number of a log entry."""

    regex = SEQUENCE


def install(app: Flask) -> None:
    """Let addresses name these kinds of keys."""
    app.url_map.converters.update(short_number=ShortNumberConverter, count=CountConverter, seq=SequenceConverter)
