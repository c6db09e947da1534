"""Which page of a list the reader asked for, and which words they look for in it."""

from __future__ import annotations

import dataclasses
from typing import Any

from flask import request, url_for

from webapp.core.pages import Page
from webapp.kit.forms import clean_text

LONGEST_SEARCH = 40


@dataclasses.dataclass(frozen=True)
class Paging:
    """Where the reader stands in a long list, and the addresses of the pages before and after."""

    number: int
    pages: int
    total: int
    previous_url: str | None
    next_url: str | None


def paging(page: Page, endpoint: str, **values: Any) -> Paging:
    """The earlier and later pages of a list, for the pager; `values` are kept in the addresses."""
    before = url_for(endpoint, page=page.number - 1, **values) if page.number > 1 else None
    after = url_for(endpoint, page=page.number + 1, **values) if page.number < page.pages else None
    return Paging(page.number, page.pages, page.total, before, after)


def wanted_page() -> int:
    """A whole number from 1; anything else is the first page."""
    text = request.args.get("page", "1")
    return int(text) if text.isdecimal() and len(text) < 6 and int(text) > 0 else 1


def wanted_words() -> str:
    """The words to look for, shortened, without the control characters that no keyboard sends and no database takes."""
    return str(clean_text(request.args.get("q", "")))[:LONGEST_SEARCH]
