"""Every page says who may open it, and every address is of one form."""

from __future__ import annotations

import re

from flask import Flask

from tests.guards.source import require_none
from webapp.core.permissions import Permission

GUARDS = {"public", "signed_in", *(permission.value for permission in Permission)}
# Endpoints of libraries that serve files or documents only.
THEIR_OWN = {"static", "bootstrap.static"}
WRITING = {"POST", "PUT", "PATCH", "DELETE"}
SEGMENT = re.compile(r"^(<[^>]+>|[a-z0-9.]+(-[a-z0-9.]+)*|)(-<[^>]+>)*$")


def guard_of(app: Flask, endpoint: str) -> str | None:
    view = app.view_functions[endpoint]
    return getattr(view, "__guard__", getattr(getattr(view, "view_class", None), "__guard__", None))


def test_every_view_declares_its_guard(app: Flask) -> None:
    require_none(
        (
            f"{rule.endpoint} ({rule.rule}): {guard_of(app, rule.endpoint) or 'no guard'}"
            for rule in app.url_map.iter_rules()
            if rule.endpoint not in THEIR_OWN and guard_of(app, rule.endpoint) not in GUARDS
        ),
        "Put @public, @signed_in or @needs(Permission.…) from webapp.kit.guards directly under the route.",
    )


def test_addresses_are_plain(app: Flask) -> None:
    require_none(
        (
            f"{rule.endpoint}: {rule.rule}"
            for rule in app.url_map.iter_rules()
            if rule.endpoint not in THEIR_OWN and not all(SEGMENT.match(part) for part in rule.rule.split("/"))
        ),
        "An address is lower case words with hyphens, and keys.",
    )


def test_reading_changes_nothing(app: Flask) -> None:
    """A page that is opened and an act that is done are different addresses or methods, told apart by the view's name."""
    require_none(
        (
            f"{rule.endpoint}: {rule.rule}"
            for rule in app.url_map.iter_rules()
            if rule.methods
            and "GET" in rule.methods
            and rule.rule.endswith(("/delete", "/close", "/publish", "/sign-out"))
            and not rule.methods & WRITING
        ),
        "An address that sounds like an act must not be opened by a link: let it take POST only.",
    )
