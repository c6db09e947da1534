"""The digest of a row: what the log commits to, so that a later change behind its back shows."""

from __future__ import annotations

import functools
import hashlib
import json
from typing import Any

from sqlalchemy import inspect

from webapp.core.db import VillageScoped
from webapp.core.events import plain

ADDED_LATER = "added_later"


@functools.cache
def _columns(model: Any) -> tuple[str, ...]:
    return tuple(sorted(attribute.key for attribute in inspect(model).column_attrs if attribute.key != "salt"))


@functools.cache
def _later_columns(model: Any) -> frozenset[str]:
    attributes = inspect(model).column_attrs
    return frozenset(one.key for one in attributes if one.columns[0].info.get(ADDED_LATER))


def row_digest(row: VillageScoped) -> str:
    """SHA-256 over the row's salt and its values as canonical JSON, in hexadecimal.

    A column that a later migration added (`info={ADDED_LATER: True}`) is left out while it holds nothing, so the rows
    written before still have the digest that the log gives for them.
    Values hold no floats and column names are ASCII, so sorted compact JSON is RFC 8785's form.
    """
    values: dict[str, Any] = {name: plain(getattr(row, name)) for name in _columns(type(row))}  # type: ignore[arg-type]
    for name in _later_columns(type(row)):  # type: ignore[arg-type]
        if values[name] is None:
            del values[name]
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(row.salt + text.encode()).hexdigest()
