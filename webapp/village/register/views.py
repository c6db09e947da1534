"""Pages of the household register: hand a file in, look at the difference, say yes; and take the register out."""

from __future__ import annotations

import contextlib
import uuid
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Conflict, InvalidInput, NotFound, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.kit.explain import explain
from webapp.kit.guards import needs
from webapp.kit.pages import paging, wanted_page, wanted_words
from webapp.kit.request import current_ctx, current_settings
from webapp.village.looks.rules import WHOLE_REGISTER, LookAt, people
from webapp.village.looks.showing import note_look
from webapp.village.queries import sizes
from webapp.village.register import operations, preview, queries
from webapp.village.register.difference import Difference, difference
from webapp.village.register.forms import ConfirmImportForm, RegisterFileForm
from webapp.village.register.labels import BLOCKERS, file_error_sentence, relation_label
from webapp.village.register.models import RegisterDraft
from webapp.village.register.prepared import Prepared, from_bytes, prepare
from webapp.village.register.report import fingerprint
from webapp.village.register.rules import FileForm, blockers_draft
from webapp.village.register.writing import csv_chunks, xlsx_bytes

bp = Blueprint("register", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(relation_label, "relation")
Answer = str | BaseResponse | tuple[str, int]
TYPES = {
    FileForm.CSV: "text/csv; charset=utf-8",
    FileForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@bp.route("/register", methods=["GET", "POST"])
@needs(P.REGISTER_IMPORT)
def show() -> Answer:
    """The register: how large it is, somebody in it, and the door for a new file."""
    ctx, form, asked = current_ctx(), RegisterFileForm(), wanted_words()
    if form.validate_on_submit():
        prepared = _prepared(ctx, form)
        if prepared is not None:
            draft = operations.hold_draft(ctx, prepared, form.file.data.filename or "")
            return redirect(url_for("register.draft", draft_id=draft.id))
    found = queries.villagers_asked_for(ctx.session, asked)
    note_look(ctx, LookAt.REGISTER_SEARCH, people(one.resident_id for one in found))
    waiting = queries.waiting_draft(ctx.session, ctx.actor.account_id, ctx.now)
    shown = {"form": form, "sizes": sizes(ctx.session), "asked": asked, "found": found, "waiting": waiting}
    page = render_template("register/show.html", **shown)
    return page, 422 if form.errors else 200


@bp.route("/register/drafts/<uuid:draft_id>", methods=["GET", "POST"])
@needs(P.REGISTER_IMPORT)
def draft(draft_id: uuid.UUID) -> Answer:
    """What a file would change, row by row; and the clerk's yes."""
    ctx, form, reasons = current_ctx(), ConfirmImportForm(), []
    row = _draft(ctx, draft_id)
    if blockers_draft(row.expires_at, ctx.now):
        return _hand_in_again(ctx, row)
    if form.validate_on_submit():
        try:
            return _import(ctx, row, form)
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    return _show_difference(ctx, _draft(ctx, draft_id), form, reasons)


@bp.get("/register/drafts/<uuid:draft_id>/report.csv")
@needs(P.REGISTER_IMPORT)
def report(draft_id: uuid.UUID) -> BaseResponse:
    """The whole look at a file, as a file."""
    ctx = current_ctx()
    row = _draft(ctx, draft_id)
    if blockers_draft(row.expires_at, ctx.now):
        return _hand_in_again(ctx, row)
    found, _prepared_file = _difference(ctx, row)
    return _download(b"".join(preview.report_csv(found)), FileForm.CSV, "import-report")


@bp.post("/register/drafts/<uuid:draft_id>/discard")
@needs(P.REGISTER_IMPORT)
def discard(draft_id: uuid.UUID) -> BaseResponse:
    """Throw a file away that was handed in."""
    operations.discard_draft(current_ctx(), draft_id)
    flash(_("The file was thrown away. The register is as it was."), "success")
    return redirect(url_for("register.show"))


@bp.post("/register/export")
@needs(P.REGISTER_EXPORT)
def export() -> Response:
    """The register as a file, identity numbers masked; the log notes who took it."""
    form = FileForm.XLSX if request.form.get("form") == FileForm.XLSX else FileForm.CSV
    note_look(current_ctx(), LookAt.REGISTER_EXPORT, [WHOLE_REGISTER])
    households = operations.export_register(current_ctx(), form)
    content = xlsx_bytes(households) if form is FileForm.XLSX else csv_chunks(households)
    return _download(content, form, "register")


def _prepared(ctx: Context, form: RegisterFileForm) -> Prepared | None:
    key = current_settings().register_key.encode()
    with contextlib.closing(form.file.data) as file:
        data = file.read()
    try:
        return prepare(data, china_date(ctx.now), key)
    except InvalidInput as error:
        form.file.errors = [file_error_sentence(error)]
        return None


def _draft(ctx: Context, key: uuid.UUID) -> RegisterDraft:
    """The file this person handed in, before what it would change is shown: that is the whole register."""
    row = queries.open_draft(ctx.session, key, ctx.actor.account_id)
    if row is None:
        raise NotFound("RegisterDraft", key)
    note_look(ctx, LookAt.REGISTER_FILE, [WHOLE_REGISTER])
    return row


def _difference(ctx: Context, row: RegisterDraft) -> tuple[Difference, Prepared]:
    prepared = from_bytes(row.body)
    return difference(queries.known_households(ctx.session), prepared.checked, prepared.digests), prepared


def _import(ctx: Context, row: RegisterDraft, form: ConfirmImportForm) -> BaseResponse:
    """The import; when the register changed under the clerk's eyes, the page comes again with the new difference."""
    key = row.id
    try:
        found = operations.import_draft(ctx, key, expected=form.expected.data, leave_out_refused=form.leave_out.data)
    except Conflict as conflict:
        if conflict.code not in BLOCKERS:
            raise
        flash(str(BLOCKERS[conflict.code]), "error")
        return redirect(url_for("register.draft", draft_id=key))
    counts = {"added": len(found.added), "changed": len(found.changed), "unchanged": found.unchanged}
    flash(_("Imported: %(added)s people added, %(changed)s changed, %(unchanged)s as before.", **counts), "success")
    return redirect(url_for("register.show"))


def _hand_in_again(ctx: Context, row: RegisterDraft) -> BaseResponse:
    for reason in explain(blockers_draft(row.expires_at, ctx.now)):
        flash(reason["message"], "error")
    return redirect(url_for("register.show"))


def _show_difference(ctx: Context, row: RegisterDraft, form: Any, reasons: list[dict[str, str]]) -> tuple[str, int]:
    found, prepared = _difference(ctx, row)
    form.expected.data = fingerprint(found)
    look = preview.look_at(found, request.args.get("part", ""), wanted_page())
    page = render_template(
        "register/draft.html",
        form=form,
        reasons=reasons,
        draft=row,
        found=found,
        look=look,
        names=preview.NAMES,
        left_out=prepared.checked.refused_households,
        ignored=prepared.checked.ignored_columns,
        paging=paging(look.page, "register.draft", draft_id=row.id, part=look.part.value),
    )
    return page, 422 if reasons or form.errors else 200


def _download(content: Any, form: FileForm, name: str) -> Response:
    response = Response(content, content_type=TYPES[form])
    stamp = f"{china_date(current_ctx().now):%Y%m%d}"
    response.headers["Content-Disposition"] = f"attachment; filename={name}-{current_ctx().village_id}-{stamp}.{form}"
    return response
