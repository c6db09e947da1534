"""What a reader chose: language and type size, kept in cookies of their own."""

from __future__ import annotations

import dataclasses

from flask import g, has_request_context, request

from webapp.kit.request import current_settings

LOCALES = {"zh_Hans": "简体中文", "en": "English"}


@dataclasses.dataclass(frozen=True)
class Preferences:
    """Language, and large type or not."""

    locale: str
    elder: bool


def preferences() -> Preferences:
    """The reader's choice; otherwise the installation's language and ordinary type."""
    if "preferences" not in g:
        chosen = request.cookies.get("locale", "")
        locale = chosen if chosen in LOCALES else current_settings().locale
        g.preferences = Preferences(locale, request.cookies.get("elder") == "1")
    chosen_now: Preferences = g.preferences
    return chosen_now


def variant() -> str:
    """The reader's choices in one word, for what is kept for everybody who made the same."""
    chosen = preferences()
    return f"{chosen.locale}-{int(chosen.elder)}"


def locale() -> str:
    """For the translations; at the command line the installation's language."""
    return preferences().locale if has_request_context() else current_settings().locale
