"""How the API's document describes what stands in its addresses."""

from __future__ import annotations

from typing import Any

from webapp.kit.addresses import SHORT_NUMBER, CountConverter, SequenceConverter, ShortNumberConverter

VILLAGE = {
    "name": "village",
    "in": "path",
    "required": True,
    "description": "The 12-digit statistical code of the village.",
    "schema": {"type": "string", "pattern": "^[0-9]{12}$"},
}


def short_number_schema(converter: ShortNumberConverter) -> dict[str, Any]:
    """How the document describes a short number."""
    return {"type": "string", "pattern": f"^{SHORT_NUMBER}$", "examples": ["2026-14"]}


def count_schema(converter: CountConverter) -> dict[str, Any]:
    """How the document describes a count."""
    return {"type": "integer", "minimum": 0, "maximum": 10**9 - 1}


def sequence_schema(converter: SequenceConverter) -> dict[str, Any]:
    """How the document describes the number of a log entry."""
    return {"type": "integer", "minimum": 0, "maximum": 10**15 - 1}
