"""The digest of a row: what the log commits to, so that a later change behind its back shows."""

from __future__ import annotations

import functools
import hashlib
import json
from typing import Any

from sqlalchemy import inspect

from webapp.core.db import VillageScoped
from webapp.core.events import plain


@functools.cache
def _columns(model: Any) -> tuple[str, ...]:
    return tuple(sorted(attribute.key for attribute in inspect(model).column_attrs if attribute.key != "salt"))


def row_digest(row: VillageScoped) -> str:
    """SHA-256 over the row's salt and its values as canonical JSON, in hexadecimal.

    Values hold no floats and column names are ASCII, so sorted compact JSON is RFC 8785's form.
    """
    values: dict[str, Any] = {name: plain(getattr(row, name)) for name in _columns(type(row))}  # type: ignore[arg-type]
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(row.salt + text.encode()).hexdigest()
