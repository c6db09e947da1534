"""Answers that say themselves how long they may be kept, whatever else happens in the village."""

from __future__ import annotations

import functools
import gzip
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, current_app, request

Answer = TypeVar("Answer")
FOR_EVER = "public, max-age=31536000, immutable"
ASK_EVERY_TIME = "no-cache"


def lasting(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """This page's age does not follow from the length of the log: the view sets it, or it is not kept at all."""

    @functools.wraps(view)
    def answered(*arguments: Any, **named: Any) -> Answer:
        return view(*arguments, **named)

    answered.__lasting__ = True  # type: ignore[attr-defined]
    return answered


def is_lasting(endpoint: str | None) -> bool:
    """Whether this page sets its own age."""
    return bool(getattr(current_app.view_functions.get(endpoint or ""), "__lasting__", False))


def plain_text(text: str, status: int = 200) -> Response:
    """Text for machines and people, asked for anew every time."""
    response = Response(text, status, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = ASK_EVERY_TIME
    return response


def for_ever(data: bytes, *, pack: bool = False) -> Response:
    """Bytes that never change; packed for who reads that."""
    packs = pack and "gzip" in request.accept_encodings
    response = Response(gzip.compress(data, 6, mtime=0) if packs else data, content_type="application/octet-stream")
    if packs:
        response.headers["Content-Encoding"] = "gzip"
    if pack:
        response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOR_EVER
    return response
