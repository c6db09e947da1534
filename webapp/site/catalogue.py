"""The templates' words: the catalogue of the reader's language, fetched once a page and not once a word."""

from __future__ import annotations

from typing import Any

from flask import Flask, g, has_request_context
from flask_babel import get_translations


def install(app: Flask) -> None:
    """Let templates look words up in it. After Babel, whose own way asks for the language at every word."""
    app.jinja_env.install_gettext_callables(
        gettext=lambda text: _catalogue().ugettext(text),
        ngettext=lambda one, many, count: _catalogue().ungettext(one, many, count),
        pgettext=lambda place, text: _catalogue().upgettext(place, text),
        npgettext=lambda place, one, many, count: _catalogue().unpgettext(place, one, many, count),
        newstyle=True,
    )


def _catalogue() -> Any:
    if not has_request_context():
        return get_translations()
    if "catalogue" not in g:
        g.catalogue = get_translations()
    return g.catalogue
