"""The one mapping from what went wrong to what a person reads: what happened, why (with the article), what next."""

from __future__ import annotations

from flask import Flask, Response, g, redirect, render_template, request, url_for
from flask.globals import request_ctx
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from webapp.core.errors import InvalidInput, NotPermitted, RuleBroken, SignInNeeded, YishiError
from webapp.kit.explain import explain
from webapp.site import sentences
from webapp.village.accounts.operations import record_refusal


def install(app: Flask) -> None:
    """Register the handlers."""
    app.extensions["yishi_explainer"] = sentences.reason
    app.register_error_handler(SignInNeeded, _to_sign_in)
    app.register_error_handler(YishiError, _explain)
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(HTTPException, _http_error)


def _to_sign_in(error: SignInNeeded) -> BaseResponse:
    back = request.full_path.rstrip("?") if request.method == "GET" else ""
    return redirect(url_for("accounts.sign_in", back=back or None))


def _explain(error: YishiError) -> tuple[str, int] | Response:
    if isinstance(error, NotPermitted) and hasattr(g, "ctx") and request.method == "POST" and g.ctx.actor.is_signed_in:
        record_refusal(g.ctx, str(error.permission))
    if request.path.startswith("/api/"):
        return sentences.as_json(error)
    if isinstance(error, RuleBroken):
        return render_template("site/not_yet.html", reasons=explain(error.blockers)), error.status
    title, text = sentences.title_and_text(error)
    field = error.field if isinstance(error, InvalidInput) else None
    return render_template("site/error.html", title=title, text=text, field=field), error.status


def _form_too_old(error: CSRFError) -> tuple[str, int]:
    text = _(
        "This page lay open too long or was opened in another session. Go back, load it again and send it once more."
    )
    return render_template("site/error.html", title=_("The form was no longer valid"), text=text), 400


def _http_error(error: HTTPException) -> tuple[str, int] | Response | HTTPException:
    if error.code is None or error.code < 400:
        return error
    if request.path.startswith("/api/"):
        return sentences.http_as_json(error)
    if request_ctx.url_adapter is None:  # the Host header names no place links could lead to
        return error
    if error.code >= 500:
        g.pop("ctx", None)  # the database may be what failed: this page asks it nothing
    title, text = sentences.for_status(error.code)
    return render_template("site/error.html", title=title, text=text), error.code
