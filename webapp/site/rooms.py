"""The pages of all rooms, registered once."""

from __future__ import annotations

from flask import Flask

from webapp.site.views import bp as site_bp
from webapp.village.accounts.views import bp as accounts_bp

BLUEPRINTS = (site_bp, accounts_bp)


def install(app: Flask) -> None:
    """Register every room's pages."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
