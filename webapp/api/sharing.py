"""Anybody's program may read open data, from any site; an answer that stayed the same is not sent again."""

from __future__ import annotations

from flask import Flask, Response, request

PREFIX = "/api/"
READABLE = "ETag, Link, X-Pagination"
A_DAY = "86400"


def install(app: Flask) -> None:
    """Mark every answer of the API, errors too."""
    app.after_request(_open_to_all)


def _open_to_all(response: Response) -> Response:
    """CORS for reading: no credentials travel with `*`, so nobody's session is read across sites."""
    if not request.path.startswith(PREFIX):
        return response
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = READABLE
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
        response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
        response.headers["Access-Control-Max-Age"] = A_DAY
    if response.status_code in (200, 304) and "ETag" in response.headers:
        response.headers.setdefault("Cache-Control", "no-cache")
    return response
