"""How an address of the API is written: one line says its path, its tag, its question and its answer."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import marshmallow as ma
from flask import json, request
from flask_smorest import Blueprint

from webapp.api import kinds
from webapp.api.asked import Asked, Paging
from webapp.api.errors import unreadable_parameters
from webapp.api.kinds import Document
from webapp.core.pages import Page
from webapp.kit.guards import public

LINK = {
    "description": 'Other pages of the list (RFC 8288): rel="first", "prev", "next", "last".',
    "schema": {"type": "string"},
}


class Resources(Blueprint):
    """A group of addresses that anybody may read."""

    def __init__(self, name: str, import_name: str, **options: Any) -> None:
        super().__init__(name, import_name, **options)
        self.register_error_handler(422, unreadable_parameters)

    def one(
        self, path: str, schema: type[Document], tag: str, asked: type[Asked] | None = None
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """An address that answers one thing; what was asked, if anything can be, is the view's first argument."""

        def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
            answer = self.arguments(asked, location="query", unknown=ma.RAISE)(view) if asked else view
            answer = self.response(200, schema, headers={"ETag": "ETAG"})(answer)
            return self._open(path, tag, answer)

        return decorate

    def many(
        self, path: str, schema: type[Document], tag: str, asked: type[Paging] = Paging, by_content: bool = False
    ) -> Callable[[Callable[..., Page]], Callable[..., Any]]:
        """An address that answers a list, page by page: the view takes what was asked and returns a `Page`.

        `by_content`: its ETag is made of the answer, where no village's log says whether something changed.
        """
        headers = {"X-Pagination": "PAGINATION", "Link": LINK, "ETag": "ETAG"}

        def decorate(view: Callable[..., Page]) -> Callable[..., Any]:
            @functools.wraps(view)
            def answer(*arguments: Any, **keys: Any) -> tuple[dict[str, Any], dict[str, str]]:
                page = view(*arguments, **keys)
                return _body(page), self._page_headers(page)

            read = self.arguments(asked, location="query", unknown=ma.RAISE)(answer)
            whole = self.response(200, page_of(schema), headers=headers)(read)
            return self._open(path, tag, self.etag(whole) if by_content else whole)

        return decorate

    def _open(self, path: str, tag: str, answer: Callable[..., Any]) -> Callable[..., Any]:
        answer = self.alt_response(304, response="NOT_MODIFIED")(answer)
        answer = self.alt_response(404, response="NOT_FOUND")(answer)
        answer = self.doc(operationId=answer.__name__)(answer)
        self.add_url_rule(path, None, public(answer), tags=[tag])
        return answer

    def _page_headers(self, page: Page) -> dict[str, str]:
        numbers = self._make_pagination_metadata(page.number, page.per_page, page.total)
        places = {"first": 1, "prev": page.number - 1, "next": page.number + 1, "last": page.pages}
        links = [
            f'<{_address(number)}>; rel="{place}"' for place, number in places.items() if 1 <= number <= page.pages
        ]
        return {"X-Pagination": json.dumps(numbers), "Link": ", ".join(links)}


@functools.cache
def page_of(schema: type[Document]) -> type[ma.Schema]:
    """The shape of a page of such things."""
    members: dict[str, ma.fields.Field[Any]] = {
        "items": ma.fields.List(ma.fields.Nested(schema)),
        "page": kinds.count("The number of this page, from 1."),
        "page_size": kinds.count("How many items a page holds."),
        "pages": kinds.count("How many pages there are, at least 1."),
        "total": kinds.count("How many items there are in all."),
    }
    return Document.from_dict(members, name=f"{schema.__name__}Page")


def _body(page: Page) -> dict[str, Any]:
    return {
        "items": page.rows,
        "page": page.number,
        "page_size": page.per_page,
        "pages": page.pages,
        "total": page.total,
    }


def _address(number: int) -> str:
    return f"{request.path}?{urlencode({**request.args.to_dict(), 'page': number})}"
