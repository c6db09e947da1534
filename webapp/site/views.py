"""Pages of the installation itself: health, start, preferences."""

from __future__ import annotations

from flask import Response, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.core.pages import page_of
from webapp.kit.guards import public
from webapp.kit.pages import paging, wanted_page
from webapp.kit.request import current_database, current_settings, safe_back
from webapp.site.blueprint import bp
from webapp.site.preferences import LOCALES
from webapp.version import VERSION
from webapp.village.queries import villages

A_YEAR = 365 * 24 * 3600


@bp.get("/healthz")
@public
def healthz() -> Response:
    """For machines: whether the system and its database answer."""
    database = current_database()
    database.ping()
    return jsonify(status="ok", database=database.kind, version=VERSION)


@bp.get("/")
@public
def start() -> str | BaseResponse:
    """The one village of a small installation, or the list of villages."""
    with current_database().across_villages() as session:
        page = page_of(session, villages(request.args.get("prefix", "")), wanted_page())
        if page.total == 1:
            return redirect(url_for("site.home", village=page.rows[0].code))
        return render_template("site/villages.html", page=page, paging=paging(page, "site.start"))


@bp.get("/preferences")
@public
def prefer() -> BaseResponse:
    """Keep a reader's language or type size in a cookie, and go back."""
    response = make_response(redirect(safe_back() or "/"))
    locale, elder = request.args.get("locale"), request.args.get("elder")
    secure = current_settings().is_https
    if locale in LOCALES:
        response.set_cookie("locale", locale, max_age=A_YEAR, samesite="Lax", httponly=True, secure=secure)
    if elder in ("0", "1"):
        response.set_cookie("elder", elder, max_age=A_YEAR, samesite="Lax", httponly=True, secure=secure)
    return response
