"""The templates' words: the catalogue of the reader's language, fetched once a page; a sentence looked up once."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from flask import Flask, g, has_request_context
from flask_babel import Babel, Domain, get_translations
from markupsafe import Markup

REMEMBERED = 4096


def install(app: Flask) -> None:
    """Let templates look words up in it. After Babel, whose own way asks for the language at every word."""
    app.jinja_env.install_gettext_callables(
        gettext=lambda text: _catalogue().ugettext(text),
        ngettext=lambda one, many, count: _catalogue().ungettext(one, many, count),
        pgettext=lambda place, text: _catalogue().upgettext(place, text),
        npgettext=lambda place, one, many, count: _catalogue().unpgettext(place, one, many, count),
        newstyle=True,
    )
    app.jinja_env.globals.update(_=sentence, gettext=sentence)


def sentence(text: str, /, **told: Any) -> Markup:
    """A sentence of a page in the reader's language; what is told in it is escaped.

    A page has hundreds of these, and Jinja's own way, which stays for the few with a plural, makes five calls for each.
    """
    return _template(_catalogue(), text) % told if told else _sentence(_catalogue(), text)


@functools.lru_cache(REMEMBERED)
def _template(catalogue: Any, text: str) -> Markup:
    return Markup(catalogue.ugettext(text))  # noqa: S704 - our own words, and those of the translators


@functools.lru_cache(REMEMBERED)
def _sentence(catalogue: Any, text: str) -> Markup:
    return _template(catalogue, text) % {}


class Words(Babel):
    """The catalogues, without asking at every word whose page this is and which language it is in."""

    @functools.cached_property
    def domain_instance(self) -> Domain:
        return _OfThePage(domain=self.domain)


class _OfThePage(Domain):
    def get_translations(self) -> Any:
        return _catalogue(super().get_translations)


def _catalogue(found: Callable[[], Any] = get_translations) -> Any:
    """At the command line the language may change from one word to the next; on a page it stays."""
    try:
        return g.catalogue
    except (AttributeError, RuntimeError):
        catalogue = found()
    if has_request_context():
        g.catalogue = catalogue
    return catalogue
