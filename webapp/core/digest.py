"""The digest of a row: what the log commits to, so that a later change behind its back shows."""

from __future__ import annotations

import functools
import hashlib
import json
from typing import Any

from sqlalchemy import inspect

from webapp.core.db import ABSENT, VillageScoped
from webapp.core.events import plain

_NEVER = object()


@functools.cache
def _columns(model: Any) -> tuple[tuple[str, object], ...]:
    """The columns a digest covers, each with the value that is left out: a column added later says so (`core.db`)."""
    found = {attribute.key: attribute.columns[0].info for attribute in inspect(model).column_attrs}
    return tuple(
        (name, plain(info[ABSENT]) if ABSENT in info else _NEVER) for name, info in found.items() if name != "salt"
    )


def row_digest(row: VillageScoped) -> str:
    """SHA-256 over the row's salt and its values as canonical JSON, in hexadecimal.

    Values hold no floats and column names are ASCII, so sorted compact JSON is RFC 8785's form.
    """
    return hashlib.sha256(row.salt + row_text(row).encode()).hexdigest()


def row_text(row: VillageScoped) -> str:
    """The row's values as the digest covers them: whoever has them and the salt can make the digest again."""
    values: dict[str, Any] = {}
    for name, absent in _columns(type(row)):  # type: ignore[arg-type]
        value = plain(getattr(row, name))
        if value != absent:
            values[name] = value
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
