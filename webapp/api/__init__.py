"""Composition for machines: read-only open data under `/api/v1`, with its OpenAPI document."""

from __future__ import annotations

from flask import Flask

from webapp.api import addresses, sharing
from webapp.api.document import OpenData
from webapp.api.resources import (
    board,
    calls,
    charter,
    compliance,
    consistency,
    constituencies,
    council,
    duties,
    entries,
    interpellations,
    log,
    log_keys,
    mandates,
    matters,
    meetings,
    offices,
    polls,
    resolutions,
    results,
    tasks,
    versions,
    villages,
)
from webapp.api.resources.group import everywhere, village

KINDS = (
    villages,
    council,
    constituencies,
    offices,
    mandates,
    charter,
    matters,
    versions,
    meetings,
    polls,
    calls,
    duties,
    resolutions,
    board,
    tasks,
    results,
    interpellations,
    compliance,
    log,
    log_keys,
    entries,
    consistency,
)


def install(app: Flask) -> None:
    """Register the API, its document and the headers by which other sites may read it."""
    app.config.update(OPENAPI_URL_PREFIX="/api/v1", OPENAPI_JSON_PATH="openapi.json")
    sharing.install(app)
    api = OpenData(app)
    api.register_blueprint(everywhere)
    api.register_blueprint(village, parameters=[addresses.VILLAGE])
