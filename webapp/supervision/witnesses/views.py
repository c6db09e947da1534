"""Pages of signing the log: whose signatures it bears, making a key, signing."""

from __future__ import annotations

import base64
import uuid
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from webapp.audit.evidence import log_keys
from webapp.audit.verifier.cosignature import fingerprint
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.core.permissions import Permission as P
from webapp.kit.guards import needs, public
from webapp.kit.lasting import lasting, plain_text
from webapp.kit.request import current_ctx, current_outside
from webapp.supervision.witnesses import operations, queries, quorum
from webapp.supervision.witnesses.forms import CosignForm, EndForm, KeyForm, bytes_of
from webapp.supervision.witnesses.models import WitnessKey

bp = Blueprint("witnesses", __name__, url_prefix="/v/<village>/log")


@bp.get("/witnesses")
@public
@lasting
def show() -> str:
    """Whose signatures the log bears: the computer's key, the supervisors', the witnesses outside."""
    ctx = current_ctx()
    state = quorum.state_of_witnesses(ctx.session, china_date(ctx.now), current_outside())
    text = quorum.policy_text(state.policy)
    keys = log_keys(ctx.session)
    return render_template("witnesses/show.html", state=state, keys=keys, policy=text, fingerprint=fingerprint)


@bp.get("/policy")
@public
@lasting
def policy() -> Response:
    """Whose signatures make a checkpoint of this log count, for programs (tlog-policy)."""
    ctx = current_ctx()
    found = quorum.village_policy(ctx.session, china_date(ctx.now), current_outside())
    return plain_text(quorum.policy_text(found))


@bp.get("/sign")
@needs(P.CHECKPOINT_COSIGN)
def sign() -> str:
    """Make a key in the browser, and sign the log with it."""
    return render_template("witnesses/sign.html", key_form=KeyForm(), **_signing(current_ctx()))


@bp.post("/sign")
@needs(P.CHECKPOINT_COSIGN)
def take_signature() -> Redirect:
    """Take the signature that the browser made."""
    ctx, form = current_ctx(), CosignForm()
    if not form.validate():
        abort(400)
    key = _key(ctx, int(form.number.data))
    operations.cosign_checkpoint(ctx, key.id, int(form.size.data), int(form.time.data), bytes_of(form.signature))
    flash(_("Your signature stands below the log."), "success")
    return redirect(url_for("witnesses.show"))


@bp.post("/sign/key")
@needs(P.WITNESS_KEY_REGISTER)
def take_key() -> Redirect:
    """Take the key that the browser made."""
    ctx, form = current_ctx(), KeyForm()
    if not form.validate():
        abort(400)
    operations.register_witness_key(ctx, bytes_of(form.public), bytes_of(form.proof), form.because.data or "")
    flash(_("The key is made. It counts when a second person has confirmed it."), "success")
    return redirect(url_for("witnesses.sign"))


@bp.route("/witnesses/<count:number>/confirm", methods=["GET", "POST"])
@needs(P.WITNESS_KEY_CONFIRM)
def confirm(number: int) -> str | Redirect:
    """Compare the fingerprint with the holder's phone, and say that it is the same."""
    ctx = current_ctx()
    held = _held(ctx, number)
    if request.method == "POST":
        operations.confirm_witness_key(ctx, held.row.id)
        flash(_("The key counts now."), "success")
        return redirect(url_for("witnesses.show"))
    return render_template("witnesses/confirm.html", held=held, fingerprint=fingerprint(bytes(held.row.public)))


@bp.route("/witnesses/<count:number>/end", methods=["GET", "POST"])
@needs(P.WITNESS_KEY_RETIRE)
def end(number: int) -> str | Redirect | tuple[str, int]:
    """Ask that a key shall not count any longer, or agree to it as the second person."""
    ctx, form = current_ctx(), EndForm()
    held = _held(ctx, number)
    is_second = queries.standing_of(held.row).is_ending
    if is_second and form.is_submitted():
        operations.agree_witness_key_end(ctx, held.row.id)
        return redirect(url_for("witnesses.show"))
    if not is_second and form.validate_on_submit():
        operations.ask_witness_key_end(ctx, held.row.id, form.because.data)
        return redirect(url_for("witnesses.show"))
    shown = render_template("witnesses/end.html", held=held, form=form, is_second=is_second)
    return shown, 422 if form.errors else 200


def _signing(ctx: Context) -> dict[str, Any]:
    """What the browser needs: my keys, the log's keys, and the checkpoint offered for signing."""
    person: uuid.UUID = ctx.actor.resident_id or abort(404)
    mine = [(row, queries.standing_of(row)) for row in queries.keys_of_person(ctx.session, person)]
    last = max((queries.longest_signed(ctx.session, bytes(row.public)) for row, _state in mine), default=0)
    return {
        "keys": [
            {
                "number": row.number,
                "public": base64.b64encode(bytes(row.public)).decode(),
                "counts": standing.counts,
            }
            for row, standing in mine
        ],
        "replaces": any(standing.counts for _row, standing in mine),
        "account": ctx.actor.pseudonym,
        "origin": queries.log_origin(ctx.session),
        "log_keys": [one.key.text for one in log_keys(ctx.session)],
        "offered": queries.offered_checkpoint(ctx.session, ctx.now, last),
        "last": last,
    }


def _key(ctx: Context, number: int) -> WitnessKey:
    found = queries.key_by_number(ctx.session, number)
    if found is None:
        raise NotFound("WitnessKey", number)
    return found


def _held(ctx: Context, number: int) -> queries.HeldKey:
    keys = queries.held_keys(ctx.session, china_date(ctx.now))
    found = next((one for one in keys if one.row.number == number), None)
    if found is None:
        raise NotFound("WitnessKey", number)
    return found
