"""Pages of minutes: reading them, writing the free words, laying out, signing, the archive."""

from __future__ import annotations

import io
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect
from wtforms.fields.choices import SelectChoice

from webapp.charter.labels import body_label, rule_label
from webapp.core.context import Context
from webapp.core.errors import Blocker, InvalidInput, NotFound, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import meeting_by_number
from webapp.council.minutes import labels, operations, printing, queries, rules
from webapp.council.minutes.forms import CorrectionForm, SignForm, WordsForm, typed, words_form
from webapp.council.minutes.models import Minutes
from webapp.council.minutes.operations import HTML, PDF, Words
from webapp.council.minutes.policy import offices_at
from webapp.council.minutes.record import record_of, words_of
from webapp.council.minutes.rules import Signed, SignerRole
from webapp.kit.explain import explain
from webapp.kit.guards import needs, public
from webapp.kit.pdf import can_print_pdf
from webapp.kit.request import current_ctx
from webapp.village.accounts.models import Account
from webapp.village.accounts.views.signing_in import checked_account
from webapp.village.queries import village

bp = Blueprint("minutes", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.moment, "moment")
bp.add_app_template_filter(labels.WAYS.__getitem__, "voting_way")
bp.add_app_template_filter(labels.CAME.__getitem__, "coming_way")
bp.add_app_template_filter(labels.AMENDMENTS.__getitem__, "amendment_word")
bp.add_app_template_filter(labels.SHEETS.__getitem__, "sheet_word")
bp.add_app_template_filter(labels.COUNTING.__getitem__, "counting_word")
bp.add_app_template_filter(labels.SIGNERS.__getitem__, "signer_word")
bp.add_app_template_filter(labels.HOW.__getitem__, "signed_word")
bp.add_app_template_filter(labels.missed_reasons, "missed_reasons")
bp.add_app_template_filter(labels.share_of, "share_of")
bp.add_app_template_filter(body_label, "body_word")
bp.add_app_template_filter(rule_label, "rule_word")

Answer = str | Redirect | tuple[str, int]
NO_POWERS = "default-src 'none'; sandbox"
"""A paper that a browser opens after all may neither run nor load anything."""


@bp.get("/minutes/<number>")
@public
def show(number: str) -> str:
    """The minutes of a meeting: laid out, signed, archived; before that a draft for the clerk alone."""
    ctx = current_ctx()
    return render_template("minutes/show.html", **_page(ctx, _meeting(ctx, number)))


@bp.route("/minutes/<number>/words", methods=["GET", "POST"])
@needs(P.MINUTES_WRITE)
def words(number: str) -> Answer:
    """Write the free words; once laid out, correct them and say why."""
    ctx, reasons = current_ctx(), []
    meeting = _meeting(ctx, number)
    minutes = queries.minutes_of(ctx.session, meeting.id)
    form = _words_form(ctx, meeting, minutes)
    if form.validate_on_submit():
        try:
            _keep_words(ctx, meeting, minutes, form)
            flash(_("The words are kept."), "success")
            return redirect(url_for("minutes.show", number=number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    page = render_template("minutes/words.html", form=form, reasons=reasons, **_page(ctx, _meeting(ctx, number)))
    return page, 422 if form.errors or reasons else 200


@bp.post("/minutes/<number>/lay-out")
@needs(P.MINUTES_LAY_OUT)
def lay_out(number: str) -> Redirect:
    """Lay the minutes out for signing."""
    ctx = current_ctx()
    operations.lay_out_minutes(ctx, _meeting(ctx, number).id)
    flash(_("The minutes are laid out. Three people sign them now."), "success")
    return redirect(url_for("minutes.show", number=number))


@bp.route("/minutes/<number>/sign", methods=["GET", "POST"])
@needs(P.MINUTES_SIGN)
def sign(number: str) -> Answer:
    """Sign the minutes."""
    ctx, reasons = current_ctx(), []
    form = _sign_form(ctx, *_laid_out(ctx, number))
    if form.validate_on_submit():
        try:
            if _sign(ctx, _laid_out(ctx, number)[1], form):
                return redirect(url_for("minutes.show", number=number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    told = _page(ctx, _meeting(ctx, number)) | {"pad": (rules.PAD_WIDTH, rules.PAD_HEIGHT)}
    return render_template(
        "minutes/sign.html", form=form, reasons=reasons, **told
    ), 422 if form.errors or reasons else 200


@bp.post("/minutes/<number>/archive")
@needs(P.MINUTES_ARCHIVE)
def archive(number: str) -> Redirect:
    """Archive minutes that all three signed, where that did not happen at once."""
    ctx = current_ctx()
    _archive(ctx, _laid_out(ctx, number)[1])
    return redirect(url_for("minutes.show", number=number))


@bp.get("/minutes/<number>/sheet")
@public
def sheet(number: str) -> str:
    """The minutes as a page for printing."""
    ctx = current_ctx()
    meeting, minutes = _laid_out(ctx, number)
    names = queries.signatures_of(ctx.session, minutes.id)
    told = {"layout": "layouts/sheet.html", "back_url": url_for("minutes.show", number=number)}
    return render_template("minutes/sheet.html", meeting=meeting, minutes=minutes, signatures=names, **told)


@bp.get("/minutes/<number>/page")
@public
def page(number: str) -> Response:
    """The archived page, to keep."""
    return _download(current_ctx(), number, HTML, "html")


@bp.get("/minutes/<number>/pdf")
@public
def pdf(number: str) -> Response:
    """The archived PDF, to keep; before that one made now, for those who have to sign."""
    return _download(current_ctx(), number, PDF, "pdf")


def _meeting(ctx: Context, number: str) -> Meeting:
    meeting = meeting_by_number(ctx.session, number)
    if meeting is None:
        raise NotFound("Meeting", number)
    return meeting


def _laid_out(ctx: Context, number: str) -> tuple[Meeting, Minutes]:
    meeting = _meeting(ctx, number)
    minutes = queries.minutes_of(ctx.session, meeting.id)
    if minutes is None:
        raise RuleBroken([Blocker("minutes.not_laid_out")])
    return meeting, minutes


def _page(ctx: Context, meeting: Meeting) -> dict[str, Any]:
    minutes = queries.minutes_of(ctx.session, meeting.id)
    told: dict[str, Any] = {"meeting": meeting, "minutes": minutes, "signatures": [], "missing": [], "papers": {}}
    told |= {"mine": [], "can_pdf": can_print_pdf() if ctx.actor.is_signed_in else False}
    if minutes is None:
        if ctx.may(P.MINUTES_WRITE, meeting):
            seen = queries.happenings_of(ctx.session, meeting)
            told |= {"body": record_of(seen), "words": words_of(seen)}
        return told
    signatures = queries.signatures_of(ctx.session, minutes.id)
    given = [Signed(one.role, one.resident_id) for one in signatures]
    return told | {
        "body": minutes.body,
        "words": minutes.words,
        "signatures": signatures,
        "missing": rules.roles_missing(given),
        "mine": rules.roles_open_to(offices_at(ctx, meeting), meeting.body, given, ctx.actor.resident_id),
        "papers": {one.media_type: one for one in queries.archived_papers(ctx.session, minutes.id)},
    }


def _words_form(ctx: Context, meeting: Meeting, minutes: Minutes | None) -> Any:
    seen = queries.happenings_of(ctx.session, meeting)
    spoken = [item.agenda_item_id for item in seen.speeches]
    agenda = [(item.position, item.title, spoken.count(item.id)) for item, _ in seen.agenda]
    return words_form(CorrectionForm if minutes else WordsForm, words_of(seen), agenda)


def _keep_words(ctx: Context, meeting: Meeting, minutes: Minutes | None, form: Any) -> None:
    told = Words(form.opening.data or "", form.remarks.data or "", typed(form, "item_"), typed(form, "speech_"))
    if minutes is None:
        operations.write_words(ctx, meeting.id, told)
    else:
        operations.correct_minutes(ctx, minutes.id, told, form.because.data)


def _sign_form(ctx: Context, meeting: Meeting, minutes: Minutes) -> SignForm:
    given = [Signed(one.role, one.resident_id) for one in queries.signatures_of(ctx.session, minutes.id)]
    mine = rules.roles_open_to(offices_at(ctx, meeting), meeting.body, given, ctx.actor.resident_id)
    form = SignForm(data={"sha256": minutes.sha256, "role": mine[0].value if mine else ""})
    form.role.choices = [SelectChoice(role.value, labels.signer_label(role)) for role in mine]
    return form


def _sign(ctx: Context, minutes: Minutes, form: SignForm) -> bool:
    """Whether the name stands under the minutes now; otherwise the reason stands beside the field."""
    if not form.drawing.data and not _is_confirmed(ctx, form):
        return False
    try:
        operations.sign_minutes(ctx, minutes.id, SignerRole(form.role.data), form.sha256.data, form.drawing.data or "")
    except InvalidInput as wrong:
        form.form_errors.append(str(labels.BLOCKERS[wrong.code]))
        return False
    flash(_("You have signed."), "success")
    if not rules.roles_missing([Signed(one.role, None) for one in queries.signatures_of(ctx.session, minutes.id)]):
        _archive(ctx, minutes)
    return True


def _is_confirmed(ctx: Context, form: SignForm) -> bool:
    """Whether the typed password is this person's own; wrong ones count like those at the sign-in page."""
    if not form.password.data:
        form.form_errors.append(_("Draw your name, or type your password."))
        return False
    account = ctx.session.get_one(Account, (ctx.village_id, ctx.actor.account_id))
    if checked_account(account.sign_in_name, form.password.data) is None:
        form.password.errors = [_("This is not your password.")]
        return False
    return True


def _archive(ctx: Context, minutes: Minutes) -> None:
    signatures = queries.signatures_of(ctx.session, minutes.id)
    papers = printing.papers_to_archive(minutes, signatures, _village(ctx))
    operations.archive_minutes(ctx, minutes.id, papers)


def _village(ctx: Context) -> str:
    here = village(ctx.session)
    return here.name if here else ""


def _download(ctx: Context, number: str, media_type: str, ending: str) -> Response:
    meeting, minutes = _laid_out(ctx, number)
    papers = {one.media_type: one for one in queries.archived_papers(ctx.session, minutes.id)}
    if media_type in papers:
        content = queries.archived_content(ctx.session, papers[media_type].id)
    elif ctx.may(P.MINUTES_SIGN) and not minutes.archived_at:
        names = queries.signatures_of(ctx.session, minutes.id)
        content = (
            printing.minutes_pdf(minutes, names, _village(ctx))
            if media_type == PDF
            else printing.minutes_page(minutes, names, _village(ctx)).encode()
        )
    else:
        raise NotFound("ArchivedPaper", number)
    name = f"{_village(ctx)}-{meeting.short_number}.{ending}"
    answer = send_file(io.BytesIO(content), media_type, as_attachment=True, download_name=name, max_age=0)
    answer.headers["Content-Security-Policy"] = NO_POWERS
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
