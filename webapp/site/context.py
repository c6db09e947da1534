"""From a request to a `Context`: which village, who acts, since when the page has been the same."""

from __future__ import annotations

import uuid
from typing import Any, cast

from flask import Flask, Response, abort, current_app, g, request
from flask import session as browser_session
from flask_login import LoginManager, current_user

from webapp.audit.queries import size_of_log
from webapp.core.clock import china_date
from webapp.core.context import ANYONE, Actor, Context
from webapp.grants import GrantTable
from webapp.kit.lasting import is_lasting
from webapp.kit.live import is_live
from webapp.kit.people import SignedInPerson
from webapp.kit.request import current_database, current_log, present_moment
from webapp.site.preferences import preferences
from webapp.version import VERSION
from webapp.village.accounts.queries import actor_of
from webapp.village.models import Village
from webapp.village.queries import village

GRANTS = GrantTable()


def install(app: Flask) -> None:
    """Bind every request with a village in its address to that village."""
    manager = LoginManager(app)
    manager.user_loader(_load_person)
    app.url_value_preprocessor(_bind_village)
    app.url_defaults(_keep_village)
    app.before_request(_answer_unchanged)
    app.after_request(_mark_version)
    app.teardown_request(_close_session)


def _bind_village(endpoint: str | None, values: dict[str, Any] | None) -> None:
    code = (values or {}).pop("village", None)
    if code is None:
        return
    g.village_code = code
    if not (len(code) == 12 and code.isdecimal() and code.isascii() and code[0] != "0"):
        abort(404)
    g.session = session = current_database().session(int(code))
    if is_live(endpoint):
        g.ctx = Context(session, int(code), ANYONE, present_moment(), GRANTS, current_log())
        return
    actor = current_user.actor if current_user.is_authenticated else ANYONE
    if not actor.is_signed_in:
        this_village()
    g.ctx = Context(session, int(code), actor, present_moment(), GRANTS, current_log())


def this_village() -> Village:
    """The village in the address, read once when a page first needs it; 404 if it is not here.

    Whoever is signed in has an account in it, so nothing need be read to know that it is.
    """
    if "village" not in g:
        g.village = village(g.session) or abort(404)
    return cast(Village, g.village)


def _load_person(cookie: str) -> SignedInPerson | None:
    """The person of a cookie `village:account:epoch`; a person of another village is a stranger here."""
    code, _, rest = cookie.partition(":")
    account, _, epoch = rest.partition(":")
    if code != getattr(g, "village_code", None) or not epoch.isdecimal():
        return None
    actor: Actor | None = actor_of(g.session, uuid.UUID(account), int(epoch), china_date(present_moment()))
    return SignedInPerson(cookie, actor) if actor else None


def _keep_village(endpoint: str, values: dict[str, Any]) -> None:
    """Links stay in the village they are on."""
    here = getattr(g, "village_code", None)
    if here and "village" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "village"):
        values["village"] = here


def _answer_unchanged() -> Response | None:
    """A villager's page is as old as the village's log: if nothing was recorded since, 304 without drawing it."""
    if request.method not in ("GET", "HEAD") or not hasattr(g, "ctx") or g.ctx.actor.is_signed_in:
        return None
    if "session" in request.cookies or is_live(request.endpoint) or is_lasting(request.endpoint):
        return None
    chosen = preferences()
    day = china_date(g.ctx.now)
    g.page_version = f"{VERSION}-{size_of_log(g.session)}-{day:%Y%m%d}-{chosen.locale}-{int(chosen.elder)}"
    if request.if_none_match.contains_weak(g.page_version):
        return _mark_version(Response(status=304))
    return None


def _mark_version(response: Response) -> Response:
    is_for_all = not (response.headers.get("Set-Cookie") or browser_session.modified)
    if hasattr(g, "page_version") and response.status_code in (200, 304) and is_for_all:
        response.set_etag(g.page_version, weak=True)
        response.headers["Cache-Control"] = "no-cache"
        response.vary.update(["Cookie", "Accept-Language"])
    elif "Cache-Control" not in response.headers and request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response


def _close_session(error: BaseException | None) -> None:
    session = g.pop("session", None)
    if session is not None:
        session.close()
