"""What stands in an address of the API: short numbers such as 2026-14, and plain counts. ASCII digits only."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import Flask
from werkzeug.routing import BaseConverter

SHORT_NUMBER = r"[1-9][0-9]{0,3}-[1-9][0-9]{0,8}"
COUNT = r"(?:0|[1-9][0-9]{0,8})"
SEQUENCE = r"(?:0|[1-9][0-9]{0,14})"
VILLAGE = {
    "name": "village",
    "in": "path",
    "required": True,
    "description": "The 12-digit statistical code of the village.",
    "schema": {"type": "string", "pattern": "^[0-9]{12}$"},
}


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


def short_number_schema(converter: ShortNumberConverter) -> dict[str, Any]:
    """How the document describes a short number."""
    return {"type": "string", "pattern": f"^{SHORT_NUMBER}$", "examples": ["2026-14"]}


def count_schema(converter: CountConverter) -> dict[str, Any]:
    """How the document describes a count."""
    return {"type": "integer", "minimum": 0, "maximum": 10**9 - 1}


def sequence_schema(converter: SequenceConverter) -> dict[str, Any]:
    """How the document describes the number of a log entry."""
    return {"type": "integer", "minimum": 0, "maximum": 10**15 - 1}
