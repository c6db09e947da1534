"""The base of every form: CSRF, and words in the reader's language. Forms know shape and syntax, never rules."""

from __future__ import annotations

import functools
from typing import Any

from babel.support import NullTranslations, Translations
from flask_babel import get_locale, gettext
from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField
from wtforms.i18n import messages_path
from wtforms.validators import ValidationError

from webapp.core.amounts import fen_of

MOST_DIGITS = 15
FIRST_YEAR, LAST_YEAR = 1900, 2199


class Form(FlaskForm):
    """A form of the house. Text is stripped of blanks at both ends and may hold no control characters; days are of our
    time."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            filters = unbound_field.kwargs.get("filters", [])
            if unbound_field.field_class.__name__ in (
                "StringField",
                "FenField",
                "TextAreaField",
                "SearchField",
                "TelField",
            ):
                unbound_field.kwargs["filters"] = [*[f for f in filters if f is not clean_text], clean_text]
            if unbound_field.field_class.__name__ == "DateField":
                asked = list(unbound_field.args[1] if len(unbound_field.args) > 1 else [])
                if _known_year not in asked:
                    unbound_field.args = (unbound_field.args[0], [*asked, _known_year], *unbound_field.args[2:])
            return unbound_field.bind(form=form, **options)

        def get_translations(self, form: Any) -> NullTranslations:
            return _library_words(str(get_locale()))


def _known_year(form: Any, field: Any) -> None:
    """A day of our time: the years 1 and 9999, which a calendar knows, leave no room for a deadline or a time zone."""
    if field.data is not None and not FIRST_YEAR <= field.data.year <= LAST_YEAR:
        raise ValidationError(gettext("Write a day between %(first)s and %(last)s.", first=FIRST_YEAR, last=LAST_YEAR))


class WholeNumberField(IntegerField):
    """A whole number a person can mean: one of hundreds of digits would break the very check of its range."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist and len(valuelist[0].strip()) > MOST_DIGITS:
            self.data = None
            raise ValueError(self.gettext("Not a valid integer value."))
        super().process_formdata(valuelist)


class FenField(StringField):
    """An amount in yuan; `fen` is what it amounts to, None when nothing was typed."""

    @property
    def fen(self) -> int | None:
        """Whole fen."""
        return fen_of(self.data) if self.data else None

    def pre_validate(self, form: Any) -> None:
        if self.data and self.fen is None:
            raise ValidationError(gettext("Write an amount in yuan, such as 128000 or 12.8万."))


@functools.cache
def _library_words(locale: str) -> NullTranslations:
    """The form library's own messages in this language, read from disk once and not for every form."""
    return Translations.load(messages_path(), [locale], domain="wtforms")


def clean_text(value: Any) -> Any:
    """Text as a person meant it: no blanks at the ends, no NUL or other control characters but line breaks and tabs."""
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign in "\n\t" or (ord(sign) >= 32 and ord(sign) != 127)).strip()
