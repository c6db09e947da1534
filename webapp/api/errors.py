"""Parameters that cannot be read, in the API's one shape of errors."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify
from flask_babel import gettext as _
from werkzeug.exceptions import UnprocessableEntity

CODE = "unreadable_parameters"


def unreadable_parameters(error: UnprocessableEntity) -> Response:
    """Which parameters could not be read. The document says for every address what each may be."""
    names = sorted({name for part in _messages(error).values() for name in part})
    listed = _(", ").join(name[:40] for name in names[:10])
    message = _(
        "Not understood: %(names)s. Correct it and ask again; /api/v1/openapi.json says what this address accepts.",
        names=listed,
    )
    response = jsonify({"error": {"code": CODE, "title": _("The question could not be read"), "message": message}})
    response.status_code = 422
    return response


def _messages(error: UnprocessableEntity) -> dict[str, Any]:
    data: dict[str, Any] = getattr(error, "data", None) or {}
    messages: dict[str, Any] = data.get("messages") or {}
    return messages


def refuse(*names: str) -> UnprocessableEntity:
    """The error that says these parameters do not fit what there is: `raise refuse("size")`."""
    error = UnprocessableEntity()
    error.data = {"messages": {"query": {name: [] for name in names}}}  # type: ignore[attr-defined]
    return error
