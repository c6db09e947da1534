"""Pages of receipts: the QR, the file that proves, the entry's bytes, and what of it is one's own."""

from __future__ import annotations

import io
import uuid

from flask import Response, abort, redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.audit.evidence import log_keys
from webapp.audit.models import LogEntry
from webapp.audit.queries import entry
from webapp.audit.verifier.merkle import leaf_hash
from webapp.audit.verifier.proof import SUFFIX
from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.kit.guards import public, signed_in
from webapp.kit.qr import qr_svg
from webapp.kit.request import current_ctx, public_address
from webapp.site import receipts
from webapp.site.blueprint import bp
from webapp.site.bundle_page import policy_today
from webapp.site.log_page import lines_of


@bp.get("/v/<village>/receipts/<table>/<uuid:key>")
@public
def receipt_for(table: str, key: uuid.UUID) -> BaseResponse:
    """To the receipt of a ballot, a matter, an objection or a request."""
    kind = receipts.KINDS.get(table)
    found = receipts.entry_of(current_ctx(), kind, key) if kind else None
    if found is None:
        raise NotFound("Receipt", key)
    return redirect(url_for("site.receipt", seq=found.seq))


@bp.get("/v/<village>/log/<seq:seq>/receipt")
@public
def receipt(seq: int) -> str:
    """The receipt: where the entry stands, a code to scan, and the files to keep."""
    ctx = current_ctx()
    row = _entry(ctx, seq)
    leaf = leaf_hash(row.body).hex()
    address = public_address("site.log_entry", village=str(ctx.village_id), seq=seq, leaf=leaf)
    return render_template(
        "bundles/receipt.html",
        line=lines_of(ctx, [row])[0],
        leaf=leaf,
        qr=qr_svg(address, address),
        address=address,
        is_signed=receipts.proof_of(ctx, row, policy_today(ctx)) is not None,
        is_own=receipts.is_own(ctx, row),
        keys=log_keys(ctx.session),
    )


@bp.get("/v/<village>/log/<seq:seq>/proof")
@public
def receipt_proof(seq: int) -> BaseResponse:
    """The proof as a file (c2sp.org/tlog-proof@v1), the entry's bytes in it."""
    ctx = current_ctx()
    proof = receipts.proof_of(ctx, _entry(ctx, seq), policy_today(ctx))
    if proof is None:
        return redirect(url_for("site.receipt", seq=seq))
    return _file(proof, f"{ctx.village_id}-{seq}{SUFFIX}", "text/plain")


@bp.get("/v/<village>/log/<seq:seq>/own")
@signed_in
def receipt_own(seq: int) -> Response:
    """What the entry seals about oneself, with the salt: for the person whose it is."""
    ctx = current_ctx()
    found = receipts.own_facts(ctx, _entry(ctx, seq))
    if found is None:
        raise NotFound("Receipt", seq)
    return _file(found, f"{ctx.village_id}-{seq}-own.json", "application/json")


def _entry(ctx: Context, seq: int) -> LogEntry:
    """The entry, if the reader may have it now."""
    found = entry(ctx.session, seq)
    if found is None or not receipts.may_read(ctx, found):
        abort(404)
    return found


def _file(content: bytes, name: str, media_type: str) -> Response:
    answer = send_file(io.BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name, max_age=0)
    answer.headers["Cache-Control"] = "no-store"
    return answer
