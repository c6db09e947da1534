"""Composition for people: pages of all rooms, navigation, error pages, the request's context."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_compress import Compress
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.core.settings import Settings
from webapp.kit import addresses, live
from webapp.paths import TRANSLATIONS
from webapp.site import catalogue, context, errors, headers, layout, preferences, rooms, sessions

MAX_UPLOAD = 25 * 1024 * 1024


def install(app: Flask) -> None:
    """Everything a person meets."""
    settings: Settings = app.extensions["yishi_settings"]
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=MAX_UPLOAD,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_https,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE=settings.locale,
        BABEL_TRANSLATION_DIRECTORIES=str(TRANSLATIONS),
        BOOTSTRAP_SERVE_LOCAL=True,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=30),
        TEMPLATES_AUTO_RELOAD=False,
        COMPRESS_REGISTER=True,
        COMPRESS_ALGORITHM=["gzip"],
        TESTING=settings.testing,
    )
    sessions.install(app)
    if settings.is_https:  # then a TLS proxy stands before it, and knows where a visitor comes from
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=0)  # type: ignore[method-assign]
    catalogue.Words(app, locale_selector=preferences.locale, default_timezone="Asia/Shanghai")
    catalogue.install(app)
    Bootstrap5(app)
    CSRFProtect(app)
    Compress(app)
    addresses.install(app)
    live.install(app, preferences.variant)
    context.install(app)
    headers.install(app)
    layout.install(app)
    errors.install(app)
    rooms.install(app)
