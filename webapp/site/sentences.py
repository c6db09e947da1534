"""Errors as sentences. Each room words its own blockers (`labels.BLOCKERS`); here they are brought together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, g, jsonify
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from webapp.core.errors import Blocker, Conflict, InvalidInput, NotFound, NotPermitted, Unavailable, YishiError
from webapp.core.permissions import Permission
from webapp.council.tellers.queries import counting_names
from webapp.grants import GRANTS, Holder
from webapp.site.wording import article_text, blocker_text, holder_label, permission_label
from webapp.village.offices.queries import names_in_offices


def reason(blocker: Blocker) -> dict[str, str]:
    """A blocker as the "not yet, because" card shows it: sentence and article, the article once."""
    article = article_text(blocker.article)
    message = blocker_text(blocker)
    for cited in (f"（{article}）", f" ({article})"):
        message = message.replace(cited, "")
    return {"message": message, "article": article}


def title_and_text(error: YishiError) -> tuple[str, str]:
    """A heading and one or two sentences for an error page."""
    match error:
        case NotPermitted():
            return _("This is for others to do"), _not_permitted(error)
        case NotFound():
            return for_status(404)
        case Conflict(code="at_the_same_time"):
            return _("Somebody was faster"), _(
                "The same thing was done at the same moment. Load the page again and look."
            )
        case Conflict() | InvalidInput():
            return _("That did not work"), blocker_text(Blocker(error.code, "", error.params))
        case Unavailable():
            return _("Not possible at this moment"), blocker_text(Blocker(error.code))
    return for_status(error.status)


def _not_permitted(error: NotPermitted) -> str:
    holders = GRANTS[Permission(error.permission)]
    who = _(", ").join(str(holder_label(holder.key)) for holder in holders) or _("nobody directly")
    sentence = _("“%(what)s” is for: %(who)s.", what=permission_label(error.permission), who=who)
    names = _names_today(error, holders) if hasattr(g, "ctx") else []
    if names:
        sentence += " " + _("Today that is %(names)s.", names=_(", ").join(names))
    return sentence


def _names_today(error: NotPermitted, holders: Sequence[Holder]) -> list[str]:
    """Who may today: those in office, and the tellers or scrutineers of the meeting in view."""
    offices = frozenset(office for holder in holders for office in holder.offices)
    names = names_in_offices(g.ctx.session, offices, g.ctx.now) if offices else []
    names += [name for holder in holders for name in counting_names(g.ctx.session, error.subject, holder.key)]
    return list(dict.fromkeys(names))


def for_status(status: int) -> tuple[str, str]:
    """Heading and text for an HTTP status nobody raised by name."""
    known = {
        400: (
            _("That could not be read"),
            _("Something in the address or the form was not as expected. Go back and try again."),
        ),
        404: (
            _("There is no such page here"),
            _("The address may be old or belong to another village. Start from the notice board."),
        ),
        405: (_("That did not work"), _("This address cannot be used in this way. Go back and try again.")),
        413: (
            _("The file is too large"),
            _("Files may have up to 25 MB. Make it smaller, or split it, and send it again."),
        ),
        429: (_("Too many tries"), _("Wait a little and try again.")),
    }
    return known.get(
        status,
        (
            _("Something went wrong on our side"),
            _("Nothing was changed. Try again in a minute; if it stays, tell the village clerk."),
        ),
    )


def as_json(error: YishiError) -> Response:
    """The stable error shape of the API."""
    title, text = title_and_text(error)
    body: dict[str, Any] = {"error": {"code": error.code, "title": title, "message": text}}
    response = jsonify(body)
    response.status_code = error.status
    return response


def http_as_json(error: HTTPException) -> Response:
    """The same shape for errors of the web server."""
    title, text = for_status(error.code or 500)
    response = jsonify(
        {"error": {"code": (error.name or "error").lower().replace(" ", "_"), "title": title, "message": text}}
    )
    response.status_code = error.code or 500
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.allow.update(error.valid_methods)
    return response
