"""The blueprint of the pages that bring rooms together."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("site", __name__)
