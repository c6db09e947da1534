"""The one way in which a page shows personal data: first it is noted who looks, then it is shown, or not at all."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from typing import Any

from flask import Response, abort, request
from sqlalchemy.exc import DBAPIError

from webapp.core.context import Context
from webapp.core.errors import Conflict, Unavailable
from webapp.village.looks.operations import note_looks
from webapp.village.looks.queries import to_be_noted
from webapp.village.looks.rules import About, LookAt, people

KEY = re.compile("[0-9a-f]{32}")
AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
"""The headers in which a browser says that it asks before anybody looks."""


def note_choices(ctx: Context, field: Any) -> None:
    """Note the people whom a field offers to choose from, told apart by group, door or year of birth."""
    keys = [str(getattr(choice, "value", None) or choice[0]) for choice in field.choices or ()]
    note_look(ctx, LookAt.NAMESAKES, people(uuid.UUID(hex=key) for key in keys if KEY.fullmatch(key)))


def note_look(ctx: Context, page: LookAt, shown: Sequence[About]) -> None:
    """Note that whoever opens this page sees these people's data; call it before anything else is read or drawn.

    Who asks only for the head of the page sees nothing and is not noted; a browser that asks ahead of its reader gets
    nothing. Raises Unavailable where it cannot be noted: then the page must not be shown either.
    """
    if not shown:
        return
    if request.method == "HEAD":
        abort(Response(status=204))
    if any("pre" in request.headers.get(name, "").lower() for name in AHEAD):
        abort(Response(status=503, mimetype="text/plain", headers={"Cache-Control": "no-store"}))
    if ctx.actor.account_id is None:
        return
    missing = to_be_noted(ctx.session, ctx.actor.account_id, page, shown, ctx.now)
    if not missing:
        return
    try:
        note_looks(ctx, page, missing)
    except Conflict:
        if to_be_noted(ctx.session, ctx.actor.account_id, page, shown, ctx.now):
            raise
    except DBAPIError as error:
        raise Unavailable("look.not_noted") from error
