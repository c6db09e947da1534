"""The catalogues: what the pages say, in every language, gathered from the code and kept complete."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from webapp.paths import PACKAGE, TRANSLATIONS
from webapp.version import VERSION

DOMAIN = "messages"
LANGUAGES = ("zh_Hans",)
HEADER = "# What the pages say, in {language}. Write only what stands after msgstr; `make i18n` does the rest."
METHODS = [("templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {"templates/**.html": {"trimmed": "true", "silent": "false"}}
KEYWORDS = DEFAULT_KEYWORDS | {
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
    "_l": None,
}


def catalogue_path(language: str) -> Path:
    """Where a language's catalogue lies."""
    return TRANSLATIONS / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def extract() -> Catalog:
    """Every message in the code and the templates, with the files it stands in (no line numbers: they only churn)."""
    catalogue = Catalog(project="yishi", version=VERSION, charset="utf-8")
    found = extract_from_dir(PACKAGE, METHODS, OPTIONS, KEYWORDS, comment_tags=("NOTE:",))
    for file, _, message, comments, context in sorted(found, key=lambda item: (item[0], item[1])):
        catalogue.add(message, locations=[(f"webapp/{file}", 0)], auto_comments=comments, context=context)
    return catalogue


def read(language: str) -> Catalog:
    """A language's catalogue as it stands; empty if there is none."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def update(language: str) -> Catalog:
    """Bring a language's catalogue to the messages of the code and write it. What is gone goes; nothing is guessed."""
    catalogue = read(language)
    catalogue.update(extract(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    _write_header(catalogue, language)
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return catalogue


def _write_header(catalogue: Catalog, language: str) -> None:
    """The same head every time, so that a run without new messages changes nothing."""
    catalogue.fuzzy = False
    catalogue.header_comment = HEADER.format(language=language)
    catalogue.project, catalogue.version = "yishi", ""
    catalogue.msgid_bugs_address = catalogue.last_translator = ""
    catalogue.language_team = language


def compile_catalogue(language: str) -> None:
    """Write the form the running service reads."""
    with catalogue_path(language).with_suffix(".mo").open("wb") as file:
        write_mo(file, read(language))


def missing(catalogue: Catalog) -> Iterator[Message]:
    """The messages that have no words yet, or words nobody has confirmed."""
    for message in catalogue:
        words = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if message.id and (message.fuzzy or not all(words)):
            yield message
