"""Pages of proofs."""

from __future__ import annotations

import io

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.board.models import Notice
from webapp.board.proofs import operations, queries
from webapp.board.proofs.forms import ProofForm
from webapp.board.queries import notice_by_number
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.core.permissions import Permission as P
from webapp.kit.attempts import NONE, attempt
from webapp.kit.guards import needs, public
from webapp.kit.photographs import JPEG, MOST_BYTES
from webapp.kit.request import current_ctx

bp = Blueprint("proofs", __name__, url_prefix="/v/<village>/board/<number>/proofs")
NO_POWERS = "default-src 'none'; sandbox"


@bp.route("/new", methods=["GET", "POST"])
@needs(P.NOTICE_PROVE)
def attach(number: str) -> str | Response | tuple[str, int]:
    """Attach the photograph of the paper board."""
    ctx, form, reasons = current_ctx(), ProofForm(), NONE
    notice = _notice(ctx, number)
    if request.method == "GET":
        form.pinned_on.data = china_date(ctx.now)
    if form.validate_on_submit():
        told = (notice.id, form.pinned_on.data, form.photo.data.read(MOST_BYTES + 1))
        proof, reasons = attempt(lambda: operations.prove_notice(ctx, *told))
        if proof is not None:
            flash(_("The photograph stands with the notice."), "success")
            return redirect(url_for("board.notice", number=number))
    page = render_template("proofs/attach.html", form=form, reasons=reasons, notice=_notice(ctx, number))
    return (page, 422) if reasons or form.errors else page


@bp.get("/<count:part>")
@public
def picture(number: str, part: int) -> Response:
    """One photograph of the paper board."""
    ctx = current_ctx()
    found = queries.picture_of(ctx.session, _notice(ctx, number).id, part)
    if found is None:
        raise NotFound("NoticeProof", part)
    answer = send_file(io.BytesIO(found.content), mimetype=JPEG, max_age=86_400)
    answer.headers["Content-Security-Policy"] = NO_POWERS
    return answer


def _notice(ctx: Context, number: str) -> Notice:
    found = notice_by_number(ctx.session, number)
    if found is None:
        raise NotFound("Notice", number)
    return found
