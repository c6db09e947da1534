"""Yishi · 村民议事: the system a village decides with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from click import ClickException
from flask import Flask

from webapp import api, cli, site
from webapp.audit.keyring import KeyRing
from webapp.audit.log import MerkleLog
from webapp.audit.outside import read_outside
from webapp.core.clock import utc_now
from webapp.core.database import Database
from webapp.core.settings import Settings, UnsafeSetting, read_settings
from webapp.paths import PACKAGE, STATIC
from webapp.schema import METADATA


def create_app(settings: Settings | None = None, clock: Callable[[], datetime] = utc_now) -> Flask:
    """Wire the rooms together. Without settings they are read from the environment (see the README's table)."""
    try:
        settings = settings or read_settings()
        log = MerkleLog(_ring(settings))
        outside = read_outside(settings.witnesses)
    except UnsafeSetting as unsafe:
        raise ClickException(str(unsafe)) from unsafe
    app = Flask("webapp", root_path=str(PACKAGE), static_folder=str(STATIC), static_url_path="/static")
    app.extensions["yishi_settings"] = settings
    app.extensions["yishi_database"] = Database(settings.database_url)
    app.extensions["yishi_log"] = log
    app.extensions["yishi_outside"] = outside
    app.extensions["yishi_clock"] = clock
    app.extensions["yishi_schema"] = METADATA
    site.install(app)
    api.install(app)
    cli.install(app)
    return app


def _ring(settings: Settings) -> KeyRing:
    """The installation's own key, made at its first start; its file is looked at before anything else is done."""
    ring = KeyRing(settings.data, settings.log_host)
    if settings.data is not None:
        ring.newest()
    return ring
