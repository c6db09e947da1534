"""The one place below `site` that knows the present request: its context, its village, what its person may do."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, cast

from flask import abort, current_app, g, request, url_for

from webapp.audit.log import MerkleLog
from webapp.audit.outside import Outside
from webapp.core.context import Context
from webapp.core.database import Database
from webapp.core.db import VillageScoped
from webapp.core.permissions import Permission
from webapp.core.settings import Settings


def current_ctx() -> Context:
    """The context of this request. Only pages of a village have one: elsewhere 404."""
    if not hasattr(g, "ctx"):
        abort(404)
    return cast(Context, g.ctx)


def current_database() -> Database:
    """The installation's database."""
    return cast(Database, current_app.extensions["yishi_database"])


def current_log() -> MerkleLog:
    """The log of the installation's villages, with the key that signs it."""
    return cast(MerkleLog, current_app.extensions["yishi_log"])


def current_outside() -> tuple[Outside, ...]:
    """The witnesses outside the villages, as the settings name them."""
    return cast("tuple[Outside, ...]", current_app.extensions["yishi_outside"])


def current_settings() -> Settings:
    """The installation's settings."""
    return cast(Settings, current_app.extensions["yishi_settings"])


def public_address(endpoint: str, **values: Any) -> str:
    """The whole address of a page, as it is printed and scanned."""
    return current_settings().public_url + url_for(endpoint, **values)


def present_moment() -> datetime:
    """The time of this act."""
    return cast(datetime, current_app.extensions["yishi_clock"]())


def may(permission: str, subject: VillageScoped | None = None) -> bool:
    """For templates: whether the person looking may do this, on this row."""
    return hasattr(g, "ctx") and cast(Context, g.ctx).may(Permission(permission), subject)


def sent_key(name: str) -> uuid.UUID | None:
    """The row chosen in a form; nothing for none, and nothing for what is no key."""
    try:
        return uuid.UUID(request.form.get(name, ""))
    except ValueError:
        return None


def safe_back() -> str | None:
    """Where the reader wanted to go, if it is a page of this site (never another address)."""
    back = request.args.get("back", "")
    if back.startswith("/") and not back.startswith("//") and "\\" not in back and back.isprintable():
        return back
    return None
