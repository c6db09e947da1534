"""Pages of drafts: for those who write, review, agree and hang; the public reads what hangs."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.board.drafts import labels, operations, queries
from webapp.board.drafts.forms import DraftForm, LiftForm, MeetingForm, ReviewForm, WordsForm
from webapp.board.drafts.models import MaskLift, NoticeDraft
from webapp.board.drafts.rules import OPEN, DraftState, Stage
from webapp.board.privacy import NEVER_SHOWN
from webapp.board.queries import notice_of
from webapp.board.rules import NoticeKind
from webapp.charter.labels import article_label
from webapp.core.context import Context
from webapp.core.errors import NotFound, NotPermitted
from webapp.core.permissions import Permission as P
from webapp.kit.attempts import NONE, attempt
from webapp.kit.guards import needs, signed_in
from webapp.kit.request import current_ctx

bp = Blueprint("drafts", __name__, url_prefix="/v/<village>/drafts")
bp.add_app_template_filter(lambda state: (str(labels.STATES[state]), labels.LOOKS[state]), "draft_tag")
bp.add_app_template_filter(lambda stage: str(labels.STAGES[stage]), "draft_stage")
bp.add_app_template_filter(lambda review: str(labels.SAID[review.stage, review.passing]), "draft_said")
bp.add_app_template_filter(lambda kind: str(labels.MASKED[kind]), "masked_kind")

Answer = str | Response | tuple[str, int]
READERS = (P.DRAFT_WRITE, P.DRAFT_REVIEW, P.DRAFT_AGREE)


@bp.get("")
@signed_in
def list_drafts() -> str:
    """What is on its way to the board, and the masks that wait for a second person."""
    ctx = _reader()
    drafts, lifts = queries.drafts_waiting(ctx.session), queries.lifts_waiting(ctx.session)
    return render_template("drafts/list_drafts.html", drafts=drafts, lifts=lifts)


@bp.route("/new", methods=["GET", "POST"])
@needs(P.DRAFT_WRITE)
def write() -> Answer:
    """Draft a notice."""
    ctx, form, reasons = current_ctx(), DraftForm(), NONE
    if form.accepts(ctx.session):
        kind = NoticeKind(form.kind.data)
        draft, reasons = attempt(
            lambda: operations.write_draft(ctx, kind, form.title.data, form.whole_text(), (), form.person_id)
        )
        if draft is not None:
            return _to(draft, _("The draft is on its way."))
    return _page("drafts/write.html", form, reasons)


@bp.get("/<number>")
@signed_in
def show(number: str) -> str:
    """One draft as it would hang, and how far it has come."""
    ctx = _reader()
    return render_template("drafts/show.html", **_shown(ctx, _draft(ctx, number)))


@bp.route("/<number>/revise", methods=["GET", "POST"])
@needs(P.DRAFT_WRITE)
def revise(number: str) -> Answer:
    """Give a draft a new text."""
    ctx, reasons = current_ctx(), NONE
    draft = _draft(ctx, number)
    form = WordsForm(data=queries.words_of(ctx.session, draft))
    if form.accepts(ctx.session):
        done, reasons = attempt(
            lambda: operations.revise_draft(ctx, draft.id, form.title.data, form.whole_text(), form.person_id)
        )
        if done is not None:
            return _to(done, _("The new text is on its way."))
    return _page("drafts/revise.html", form, reasons, number=number)


@bp.post("/<number>/withdraw")
@needs(P.DRAFT_WRITE)
def withdraw(number: str) -> Answer:
    """Take a draft back."""
    ctx = current_ctx()
    draft = operations.withdraw_draft(ctx, _draft(ctx, number).id)
    return _to(draft, _("The draft was withdrawn."))


@bp.route("/<number>/review", methods=["GET", "POST"])
@needs(P.DRAFT_REVIEW)
def review(number: str) -> Answer:
    """Review a draft as a supervisor."""
    ctx, form, reasons = current_ctx(), ReviewForm(), NONE
    draft = _draft(ctx, number)
    if form.validate_on_submit():
        done, reasons = attempt(lambda: operations.review_draft(ctx, draft.id, form.said, form.reason.data or ""))
        if done is not None:
            return _to(_draft(ctx, number), _("The review stands with the draft."))
    return _page("drafts/review.html", form, reasons, **_shown(ctx, _draft(ctx, number)))


@bp.route("/<number>/meeting", methods=["GET", "POST"])
@needs(P.DRAFT_AGREE)
def meeting(number: str) -> Answer:
    """Record what the joint meeting said of a draft."""
    ctx, form, reasons = current_ctx(), MeetingForm(), NONE
    draft = _draft(ctx, number)
    if form.validate_on_submit():
        told = (draft.id, form.said, form.held_on.data, form.reason.data or "")
        done, reasons = attempt(lambda: operations.record_joint_meeting(ctx, *told))
        if done is not None:
            return _to(_draft(ctx, number), _("What the joint meeting said stands with the draft."))
    return _page("drafts/meeting.html", form, reasons, **_shown(ctx, _draft(ctx, number)))


@bp.post("/<number>/hang")
@needs(P.NOTICE_HANG)
def hang(number: str) -> Answer:
    """Hang a draft that passed its way."""
    ctx = current_ctx()
    notice = operations.hang_draft(ctx, _draft(ctx, number).id)
    flash(_("The notice hangs. Print its sheet, pin it to the paper board and photograph it there."), "success")
    return redirect(url_for("board.notice", number=notice.short_number))


@bp.route("/<number>/masks/new", methods=["GET", "POST"])
@needs(P.MASK_ASK)
def ask_lift(number: str) -> Answer:
    """Ask that something masked may stand."""
    ctx, form, reasons = current_ctx(), LiftForm(), NONE
    draft = _draft(ctx, number)
    found = [one for one in _masked(ctx, draft).found if one.kind not in NEVER_SHOWN]
    form.place.choices = [(str(n), f"{labels.MASKED[one.kind]}{_(': ')}{one.value}") for n, one in enumerate(found)]
    values = {str(n): one.value for n, one in enumerate(found)}
    if form.validate_on_submit() and form.place.data in values:
        told = (draft.id, values[form.place.data], form.reason.data)
        lift, reasons = attempt(lambda: operations.ask_lift(ctx, *told))
        if lift is not None:
            return _to(draft, _("A second person must agree now."))
    return _page("drafts/ask_lift.html", form, reasons, draft=_draft(ctx, number), found=found)


@bp.post("/<number>/masks/<count:part>/agree")
@needs(P.MASK_AGREE)
def agree_lift(number: str, part: int) -> Answer:
    """Agree, as the second person, that something masked may stand."""
    ctx = current_ctx()
    draft = _draft(ctx, number)
    operations.agree_lift(ctx, _lift(ctx, draft, part).id)
    return _to(draft, _("It will stand in the notice."))


def _to(draft: NoticeDraft, said: str) -> Response:
    flash(said, "success")
    return redirect(url_for("drafts.show", number=draft.short_number))


def _page(template: str, form: Any, reasons: list[dict[str, str]], **shown: Any) -> tuple[str, int]:
    refused = request.method == "POST" and (form.errors or reasons)
    return render_template(template, form=form, reasons=reasons, **shown), 422 if refused else 200


def _reader() -> Context:
    ctx = current_ctx()
    if not any(ctx.may(permission) for permission in READERS):
        raise NotPermitted(P.DRAFT_WRITE)
    return ctx


def _draft(ctx: Context, number: str) -> NoticeDraft:
    found = queries.draft_by_number(ctx.session, number)
    if found is None:
        raise NotFound("NoticeDraft", number)
    return found


def _lift(ctx: Context, draft: NoticeDraft, part: int) -> MaskLift:
    found = queries.lift_by_number(ctx.session, draft.id, part)
    if found is None:
        raise NotFound("MaskLift", part)
    return found


def _masked(ctx: Context, draft: NoticeDraft) -> queries.Masked:
    return queries.masked_copy(draft, queries.lifts_of(ctx.session, draft.id))


def _shown(ctx: Context, draft: NoticeDraft) -> dict[str, Any]:
    profile, stages = queries.flow_of(ctx.session, draft)
    reviews = queries.reviews_of(ctx.session, draft.id)
    current = [row.review for row in reviews if row.review.given_at >= draft.written_at]
    return {
        "draft": draft,
        "copy": _masked(ctx, draft),
        "lifts": queries.lifts_of(ctx.session, draft.id),
        "stages": stages,
        "passed": {row.stage for row in current if row.passing.value == "pass"},
        "reviews": reviews,
        "law": str(article_label(profile.article("publish.flow"))),
        "notice": notice_of(ctx.session, draft.notice_id) if draft.notice_id else None,
        "is_open": draft.state in OPEN,
        "at": {DraftState.SUPERVISION: Stage.SUPERVISION, DraftState.MEETING: Stage.MEETING}.get(draft.state),
    }
