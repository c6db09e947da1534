"""Paper that is kept speaks the village's language, whoever reads when it is made; a page speaks its reader's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from flask import g
from flask_babel import force_locale
from jinja2 import pass_context
from jinja2.runtime import Context

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


def in_readers_language(label: Callable[..., str]) -> Callable[..., str]:
    """A template's filter whose words are found at every drawing, in the language of who reads.

    A constant goes through a plain filter only once: when the template is compiled, in the language of who came first.
    """

    @pass_context
    @wraps(label)
    def words(_page: Context, *arguments: Any, **named: Any) -> str:
        return label(*arguments, **named)

    return words
