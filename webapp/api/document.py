"""The OpenAPI document: what the API answers, in a form that programs read."""

from __future__ import annotations

import marshmallow as ma
from flask import Flask, Response, json, make_response, request
from flask_smorest import Api

from webapp.api.addresses import count_schema, sequence_schema, short_number_schema
from webapp.api.kinds import Document
from webapp.kit.addresses import CountConverter, SequenceConverter, ShortNumberConverter
from webapp.kit.guards import public
from webapp.version import VERSION

ABOUT = (
    "Read-only open data of the villages of this installation. Lists come in pages (`page`, `page_size`); the headers "
    "`Link` and `X-Pagination` tell the other pages. Answers carry an ETag: send it as `If-None-Match` and get 304 "
    "when nothing was recorded since. Days and moments are ISO 8601 (moments in UTC), amounts of money are whole fen. "
    "Names are those of office holders only; there are no identity numbers, telephone numbers or addresses."
)


class ErrorBody(Document):
    """What went wrong."""

    code = ma.fields.String(metadata={"description": "A stable word for programs."})
    title = ma.fields.String(metadata={"description": "A heading, in the reader's language."})
    message = ma.fields.String(metadata={"description": "What happened and what to do next."})


class ErrorDocument(Document):
    """Every error has this shape."""

    error = ma.fields.Nested(ErrorBody)


class OpenData(Api):
    """The library's API with this house's errors, and its document as an ordinary public page."""

    ERROR_SCHEMA = ErrorDocument

    def __init__(self, app: Flask) -> None:
        super().__init__(
            app,
            spec_kwargs={
                "title": "Yishi open data",
                "version": VERSION,
                "openapi_version": "3.1.0",
                "info": {"description": ABOUT},
            },
        )
        self.register_converter(ShortNumberConverter, short_number_schema)
        self.register_converter(CountConverter, count_schema)
        self.register_converter(SequenceConverter, sequence_schema)
        self._written: str | None = None
        # The library's own command for the document: it stands at its address, no second way is needed.
        app.cli.commands.pop("openapi")

    def _register_error_handlers(self) -> None:
        """Errors are worded in one place for pages and API alike (`site.errors`)."""

    @public
    def _openapi_json(self) -> Response:
        """The document itself."""
        if self._written is None:
            self._written = json.dumps(self.spec.to_dict(), ensure_ascii=False, indent=2)
        response = make_response(self._written)
        response.mimetype = "application/json"
        response.add_etag(weak=True)
        response.make_conditional(request)
        return response
