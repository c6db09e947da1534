"""Every sentence stands in every language: nothing untranslated, nothing stale, nothing half compiled."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo

from tests.guards.source import require_none
from webapp.cli.catalogues import LANGUAGES, catalogue_path, extract, missing, read

HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!](?!//)|[\u4e00-\u9fff]\.(?:\s|$)")
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")


def first(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def words(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


@pytest.mark.parametrize("language", LANGUAGES)
class TestCatalogue:
    """One language's catalogue."""

    def test_every_message_is_translated(self, language: str) -> None:
        require_none((repr(first(message)) for message in missing(read(language))), f"Say these in {language}.")

    def test_the_code_says_nothing_else(self, language: str) -> None:
        said, known = ({(m.context, first(m)) for m in catalogue if m.id} for catalogue in (extract(), read(language)))
        require_none(
            (repr(key[1]) for key in sorted(said - known, key=str)), "New in the code: run `make i18n`, translate."
        )
        require_none((repr(key[1]) for key in sorted(known - said, key=str)), "Gone from the code: run `make i18n`.")

    def test_what_is_compiled_is_what_is_written(self, language: str) -> None:
        with catalogue_path(language).with_suffix(".mo").open("rb") as file:
            compiled = {(m.context, first(m)): words(m) for m in read_mo(file) if m.id}
        written = {(m.context, first(m)): words(m) for m in read(language) if m.id}
        assert compiled == written, "run `make i18n` and commit the .mo beside the .po"

    def test_values_keep_their_places(self, language: str) -> None:
        require_none(
            (
                f"{first(message)!r} → {string!r}"
                for message in read(language)
                if message.id
                for string in words(message)
                if set(PLACEHOLDER.findall(string)) != set(PLACEHOLDER.findall(_longest(message)))
            ),
            "The translation must hold the same %(names)s.",
        )

    def test_chinese_is_set_in_chinese_punctuation(self, language: str) -> None:
        if not language.startswith("zh"):
            return
        require_none(
            (
                repr(string)
                for message in read(language)
                if message.id
                for string in words(message)
                if HALF_WIDTH.search(string)
            ),
            "Use full-width punctuation after Chinese words.",
        )


def _longest(message: Message) -> str:
    return message.id if isinstance(message.id, str) else " ".join(message.id)
