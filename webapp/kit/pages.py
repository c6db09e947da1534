"""Which page of a list the reader asked for."""

from __future__ import annotations

from flask import request


def wanted_page() -> int:
    """A whole number from 1; anything else is the first page."""
    text = request.args.get("page", "1")
    return int(text) if text.isdecimal() and len(text) < 6 and int(text) > 0 else 1
