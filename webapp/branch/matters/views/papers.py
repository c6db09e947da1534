"""Pages of the papers that belong to a matter."""

from __future__ import annotations

import functools
import io
import uuid

from flask import Response, flash, request, send_file
from flask_babel import ngettext

from webapp.branch.attachments import queries
from webapp.branch.attachments.forms import PapersForm
from webapp.branch.matters import operations
from webapp.branch.matters.models import Attachment, Matter
from webapp.branch.matters.queries import matter_detail
from webapp.branch.matters.views.blueprint import NONE, Answer, attempt, bp, page, the_matter, to_matter
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound, NotPermitted
from webapp.core.permissions import Permission as P
from webapp.kit.guards import needs, public
from webapp.kit.request import current_ctx

NO_POWERS = "default-src 'none'; sandbox"
"""A paper that a browser opens after all may neither run nor load anything."""


@bp.route("/matters/<number>/attachments", methods=["GET", "POST"])
@needs(P.ATTACHMENT_ADD)
def attachments(number: str) -> Answer:
    """Add papers to a matter."""
    ctx, matter = current_ctx(), the_matter(number)
    if not ctx.may(P.ATTACHMENT_ADD, matter):
        raise NotPermitted(P.ATTACHMENT_ADD, matter)
    form, reasons = PapersForm(), NONE
    if form.validate_on_submit():
        added, reasons = _add(ctx, matter)
        if added:
            flash(ngettext("%(num)d paper was added.", "%(num)d papers were added.", added), "success")
        if added and not reasons:
            return to_matter(number)
    detail = matter_detail(ctx.session, matter, china_date(ctx.now))
    return page("matters/attachments.html", form, reasons, detail=detail)


@bp.get("/matters/<number>/attachments/<uuid:key>")
@public
def attachment(number: str, key: uuid.UUID) -> Response:
    """One paper, to keep: never shown inside a page of this site."""
    ctx, matter = current_ctx(), the_matter(number)
    paper = queries.attachment_of(ctx.session, matter.id, key)
    if paper is None:
        raise NotFound("Attachment", key)
    return _download(paper, queries.content_of(ctx.session, key))


def _add(ctx: Context, matter: Matter) -> tuple[int, list[dict[str, str]]]:
    """Every file by itself: those that cannot be taken are named, the others are kept."""
    added, reasons = 0, []
    for given in request.files.getlist("files"):
        if given.filename:
            act = functools.partial(operations.add_attachment, ctx, matter.id, given.filename, given.read())
            done, why_not = attempt(act)
            added += done is not None
            reasons += why_not
    return added, reasons


def _download(paper: Attachment, content: bytes) -> Response:
    answer = send_file(
        io.BytesIO(content), mimetype=paper.media_type, as_attachment=True, download_name=paper.file_name, max_age=0
    )
    answer.headers["Content-Security-Policy"] = NO_POWERS
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
