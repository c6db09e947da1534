"""Paper that is kept speaks the village's language, whoever happens to be reading when it is made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import g
from flask_babel import force_locale

OF_THE_VILLAGE = "zh_Hans"


@contextmanager
def in_language(locale: str) -> Iterator[None]:
    """Say everything in this language for a while; afterwards in the reader's own again."""
    kept = g.pop("catalogue", None)
    try:
        with force_locale(locale):
            yield
    finally:
        g.pop("catalogue", None)
        if kept is not None:
            g.catalogue = kept
