"""Pages of offices that ended: what is owed, what was done."""

from __future__ import annotations

import io
import uuid
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, InvalidInput, NotFound, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.kit.explain import explain
from webapp.kit.guards import needs, public
from webapp.kit.request import current_ctx
from webapp.supervision.handovers import labels, operations, queries, rules
from webapp.supervision.handovers.forms import DoneForm, ItemForm
from webapp.supervision.handovers.operations import Done
from webapp.supervision.handovers.queries import Leaving
from webapp.supervision.handovers.rules import DutyKind

bp = Blueprint("handovers", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.kind_label, "leaving_word")
bp.add_app_template_filter(labels.clock_tag, "leaving_tag")

Answer = str | Redirect | tuple[str, int]
Reasons = list[dict[str, str]]
NO_POWERS = "default-src 'none'; sandbox"
"""A paper that a browser opens after all may neither run nor load anything."""


@bp.get("/handovers")
@public
def list_handovers() -> str:
    """Offices that ended or soon will, and what is owed for each."""
    ctx = current_ctx()
    rows = queries.leavings(ctx.session, china_date(ctx.now))
    return render_template("handovers/list_handovers.html", rows=rows)


@bp.get("/handovers/<uuid:term_id>")
@public
def show(term_id: uuid.UUID) -> str:
    """One of them: what is owed, what was done, what villagers asked to have audited."""
    ctx = current_ctx()
    today = china_date(ctx.now)
    base = queries.villagers_base(ctx.session, today)
    return render_template(
        "handovers/show.html",
        row=_leaving(ctx, term_id),
        items=queries.items_of(ctx.session, term_id),
        base=base,
        needed=rules.names_needed(base, rules_in_force(ctx.session, today)),
        article=rules_in_force(ctx.session, today).article(rules.AUDIT_REQUEST),
    )


@bp.route("/handovers/<uuid:term_id>/handover", methods=["GET", "POST"])
@needs(P.HANDOVER_RECORD)
def record_handover(term_id: uuid.UUID) -> Answer:
    """Put down that an office was handed over."""
    return _done(term_id, DutyKind.HANDOVER, operations.record_handover)


@bp.route("/handovers/<uuid:term_id>/audit", methods=["GET", "POST"])
@needs(P.AUDIT_RECORD)
def record_audit(term_id: uuid.UUID) -> Answer:
    """Put down that the leaving audit was done."""
    return _done(term_id, DutyKind.AUDIT, operations.record_audit)


@bp.route("/handovers/<uuid:term_id>/items", methods=["GET", "POST"])
@needs(P.AUDIT_ITEM_ADD)
def add_item(term_id: uuid.UUID) -> Answer:
    """Put down what villagers asked to have audited."""
    ctx, reasons = current_ctx(), []
    form = ItemForm(asked_on=china_date(ctx.now))
    _leaving(ctx, term_id)
    if form.validate_on_submit():
        reasons = _reasons(
            lambda: operations.add_audit_item(ctx, term_id, form.text.data, form.names.data, form.asked_on.data)
        )
        if not reasons:
            flash(_("It is part of the audit now."), "success")
            return redirect(url_for("handovers.show", term_id=term_id))
    return _form_page("handovers/add_item.html", form, reasons, row=_leaving(ctx, term_id))


@bp.get("/handovers/papers/<uuid:key>")
@public
def paper(key: uuid.UUID) -> Response:
    """The paper of a hand-over or audit, to keep: never shown inside a page of this site."""
    ctx = current_ctx()
    record, content = queries.record_of(ctx.session, key), queries.paper_of(ctx.session, key)
    if record is None or content is None:
        raise NotFound("LeavingRecord", key)
    answer = send_file(
        io.BytesIO(content), record.media_type, as_attachment=True, download_name=record.file_name, max_age=0
    )
    answer.headers["Content-Security-Policy"] = NO_POWERS
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def _done(term_id: uuid.UUID, kind: DutyKind, act: Any) -> Answer:
    ctx, reasons = current_ctx(), []
    form = DoneForm(done_on=china_date(ctx.now))
    _leaving(ctx, term_id)
    if form.validate_on_submit():
        reasons = _reasons(lambda: act(ctx, term_id, _sent(form)))
        if not reasons:
            flash(_("It is put down as done."), "success")
            return redirect(url_for("handovers.show", term_id=term_id))
    return _form_page("handovers/record.html", form, reasons, row=_leaving(ctx, term_id), kind=kind)


def _sent(form: DoneForm) -> Done:
    given = request.files.get("file")
    name, content = (given.filename or "", given.read()) if given else ("", b"")
    return Done(form.done_on.data, form.who.data, form.paper.data, form.summary.data, name, content)


def _reasons(act: Any) -> Reasons:
    try:
        act()
    except RuleBroken as broken:
        return explain(broken.blockers)
    except InvalidInput as error:
        return explain([Blocker(error.code, "", error.params)])
    return []


def _form_page(template: str, form: Any, reasons: Reasons, **shown: Any) -> tuple[str, int]:
    refused = request.method == "POST" and (form.errors or reasons)
    return render_template(template, form=form, reasons=reasons, **shown), 422 if refused else 200


def _leaving(ctx: Context, term_id: uuid.UUID) -> Leaving:
    found = queries.leaving_of(ctx.session, term_id, china_date(ctx.now))
    if found is None:
        raise NotFound("OfficeTerm", term_id)
    return found
