"""Pages on which vouchers are read."""

from __future__ import annotations

import io
import uuid
from typing import Any

from flask import Response, abort, render_template, request, send_file
from flask_babel import lazy_gettext as _

from webapp.committee.finance.vouchers.forms import PaperForm
from webapp.committee.finance.vouchers.models import Voucher
from webapp.committee.finance.vouchers.policy import SEES, keeps_books
from webapp.committee.finance.vouchers.queries.readiness import blockers_sign, readiness
from webapp.committee.finance.vouchers.queries.reviewers import reviewers_of
from webapp.committee.finance.vouchers.queries.vouchers import (
    paper_content,
    paper_of,
    voucher_detail,
    vouchers_page,
)
from webapp.committee.finance.vouchers.rules import EDITABLE, VoucherState
from webapp.committee.finance.vouchers.views.blueprint import bp, the_voucher
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.core.permissions import Permission as P
from webapp.kit.explain import explain
from webapp.kit.guards import public, signed_in
from webapp.kit.pages import paging, wanted_page
from webapp.kit.request import current_ctx

SHELVES: dict[str, Any] = {
    "": (_("All"), (VoucherState.WAITING, VoucherState.REVIEWED, VoucherState.RETURNED, VoucherState.POSTED)),
    "waiting": (_("With the supervisors"), (VoucherState.WAITING,)),
    "reviewed": (_("With the chair"), (VoucherState.REVIEWED,)),
    "returned": (_("Sent back"), (VoucherState.RETURNED,)),
    "refused": (_("Refused by the supervisors"), (VoucherState.REFUSED,)),
}
DRAFTS: dict[str, Any] = {"draft": (_("Being written"), (VoucherState.DRAFT,))}
NO_POWERS = "default-src 'none'; sandbox"
"""An original that a browser opens after all may neither run nor load anything."""


@bp.get("")
@public
def list_vouchers() -> str:
    """All vouchers that were handed in; those still being written for who keeps the books."""
    ctx = current_ctx()
    shelves = SHELVES | (DRAFTS if SEES & ctx.actor.offices else {})
    chosen = request.args.get("show", "")
    chosen = chosen if chosen in shelves else ""
    found = vouchers_page(ctx.session, wanted_page(), shelves[chosen][1])
    pages = paging(found, "vouchers.list_vouchers", show=chosen or None)
    return render_template("vouchers/list_vouchers.html", page=found, paging=pages, chosen=chosen, shelves=shelves)


@bp.get("/<number>")
@public
def show(number: str) -> str:
    """One voucher: what for, who looked at it, how it stands in the books. Bank account and originals for few."""
    ctx, voucher = current_ctx(), the_voucher(number)
    return render_template("vouchers/show.html", **page_values(ctx, voucher), form=None)


@bp.get("/<number>/papers/<uuid:key>")
@signed_in
def paper(number: str, key: uuid.UUID) -> Response:
    """One original, to keep: for those who write, review, sign or handled it."""
    ctx, voucher = current_ctx(), the_voucher(number)
    found = paper_of(ctx.session, voucher.id, key)
    if found is None:
        raise NotFound("VoucherPaper", key)
    if not keeps_books(ctx, voucher):
        abort(403)
    content = io.BytesIO(paper_content(ctx.session, key))
    answer = send_file(content, mimetype=found.media_type, as_attachment=True, download_name=found.file_name, max_age=0)
    answer.headers["Content-Security-Policy"] = NO_POWERS
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def page_values(ctx: Context, voucher: Voucher) -> dict[str, Any]:
    """Everything the page of a voucher needs, by who reads it."""
    today = china_date(ctx.now)
    editable = voucher.state in EDITABLE and ctx.may(P.VOUCHER_DRAFT, voucher)
    ready = readiness(ctx.session, voucher, today) if editable else None
    signs = voucher.state is VoucherState.REVIEWED and ctx.may(P.VOUCHER_SIGN, voucher)
    hindered = (
        blockers_sign(ctx.session, voucher, ctx.actor.resident_id, today) if signs and ctx.actor.resident_id else []
    )
    return {
        "detail": voucher_detail(ctx.session, voucher),
        "paper_form": PaperForm(formdata=None),
        "keeps_books": keeps_books(ctx, voucher),
        "editable": editable,
        "signs": signs,
        "missing": explain(ready.blockers) if ready else [],
        "tier": ready.tier if ready else voucher.tier,
        "hindered": explain(hindered),
        "reviewers": reviewers_of(ctx.session, voucher, today) if voucher.state is VoucherState.WAITING else [],
    }
