"""Pages of the notice board."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.board import labels, operations, queries
from webapp.board.drafts.queries import draft_of_notice
from webapp.board.forms import ObjectionForm, ReplyForm
from webapp.board.models import Notice
from webapp.board.proofs.queries import proofs_of
from webapp.board.rules import Hanging, NoticeKind, blockers_object, blockers_take_down, first_words
from webapp.charter.queries import rules_in_force
from webapp.charter.workdays import is_year_known
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.kit.explain import explain
from webapp.kit.guards import needs, public
from webapp.kit.pages import paging, wanted_page
from webapp.kit.request import current_ctx, public_address

bp = Blueprint("board", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.kind_label, "notice_kind")
bp.add_app_template_filter(labels.hanging_tag, "hanging_tag")
bp.add_app_template_filter(labels.reply_tag, "reply_tag")
bp.add_app_template_filter(first_words, "first_words")

Answer = str | Response | tuple[str, int]


@bp.get("/board")
@public
def show() -> str:
    """What hangs on the board now."""
    ctx, kind = current_ctx(), _wanted_kind()
    page = queries.hanging_page(ctx.session, wanted_page(), kind)
    return render_template(
        "board/show.html",
        page=page,
        paging=paging(page, "board.show", kind=kind),
        kind=kind,
        kinds=list(NoticeKind),
        objections=queries.objection_counts(ctx.session, [notice.id for notice in page.rows]),
        display_days=_display_days(ctx),
    )


@bp.get("/board/archive")
@public
def archive() -> str:
    """What was taken down."""
    kind = _wanted_kind()
    page = queries.archive_page(current_ctx().session, wanted_page(), kind)
    return render_template(
        "board/archive.html",
        page=page,
        paging=paging(page, "board.archive", kind=kind),
        kind=kind,
        kinds=list(NoticeKind),
    )


@bp.get("/board/<number>")
@public
def notice(number: str) -> str:
    """One notice, the objections to it and the answers."""
    ctx = current_ctx()
    found = _notice(ctx, number)
    return render_template("board/notice.html", notice=found, about_url=_about_url(found), **_standing(ctx, found))


@bp.get("/board/<number>/sheet")
@public
def sheet(number: str) -> str:
    """The notice as a sheet of paper for the board in front of the committee's door."""
    ctx = current_ctx()
    found = _notice(ctx, number)
    return render_template(
        "board/sheet.html",
        notice=found,
        publisher=labels.PUBLISHER,
        entry=queries.log_number(ctx.session, found),
        address=public_address("board.notice", number=number),
    )


@bp.route("/board/<number>/take-down", methods=["GET", "POST"])
@needs(P.NOTICE_TAKE_DOWN)
def take_down(number: str) -> Answer:
    """Take a notice down, if its days are over."""
    ctx = current_ctx()
    found = _notice(ctx, number)
    if request.method == "POST":
        operations.take_down(ctx, found.id)
        flash(_("The notice was taken down. It stays in the archive."), "success")
        return redirect(url_for("board.notice", number=number))
    return render_template("board/take_down.html", notice=found, reasons=_standing(ctx, found)["not_down_because"])


@bp.route("/board/<number>/objections/new", methods=["GET", "POST"])
@needs(P.OBJECTION_RAISE)
def object_to(number: str) -> Answer:
    """Object to a notice while it hangs."""
    ctx, form = current_ctx(), ObjectionForm()
    found = _notice(ctx, number)
    reasons = _standing(ctx, found)["not_object_because"]
    if form.validate_on_submit():
        try:
            objection = operations.raise_objection(ctx, found.id, form.text.data)
            flash(_("Your objection stands. The answer is due; you will find it here."), "success")
            return redirect(url_for("board.notice", number=number, _anchor=f"objection-{objection.number}"))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    return _form_page("board/object.html", form, reasons, notice=_notice(ctx, number))


@bp.route("/board/<number>/objections/<count:part>/answer", methods=["GET", "POST"])
@needs(P.OBJECTION_ANSWER)
def answer(number: str, part: int) -> Answer:
    """Answer an objection in public."""
    ctx, form, reasons = current_ctx(), ReplyForm(), []
    row = _objected(ctx, number, part)
    if form.validate_on_submit():
        try:
            refused = form.outcome.data == "refused"
            operations.answer_objection(ctx, row.objection.id, form.reply.data, refused)
            flash(_("The answer stands beside the notice."), "success")
            return redirect(url_for("board.notice", number=number, _anchor=f"objection-{part}"))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    return _form_page("board/answer.html", form, reasons, row=_objected(ctx, number, part), number=number)


def _form_page(template: str, form: Any, reasons: list[dict[str, str]], **shown: Any) -> tuple[str, int]:
    refused = request.method == "POST" and (form.errors or reasons)
    return render_template(template, form=form, reasons=reasons, **shown), 422 if refused else 200


def _notice(ctx: Context, number: str) -> Notice:
    found = queries.notice_by_number(ctx.session, number)
    if found is None:
        raise NotFound("Notice", number)
    return found


def _objected(ctx: Context, number: str, part: int) -> queries.Objected:
    row = queries.objection_by_number(ctx.session, _notice(ctx, number).id, part)
    if row is None:
        raise NotFound("Objection", part)
    return row


def _standing(ctx: Context, found: Notice) -> dict[str, Any]:
    """The objections to a notice, and what stands against one more and against taking it down."""
    today, me = china_date(ctx.now), ctx.actor.resident_id
    rows = queries.objections_to(ctx.session, [found.id])
    waiting = [row.objection.raised_by_id for row in rows if row.objection.replied_at is None]
    facts = Hanging(found.hangs_until, found.taken_down_at is not None, len(waiting))
    profile = rules_in_force(ctx.session, today)
    return {
        "objections": rows,
        "covers": queries.covers_of_notice(ctx.session, found.id),
        "proofs": proofs_of(ctx.session, found.id),
        "draft": draft_of_notice(ctx.session, found.id),
        "reckoned": [row.objection.reply_due for row in rows if not is_year_known(row.objection.reply_due)],
        "entry": queries.log_number(ctx.session, found),
        "reply_days": profile.number("publish.reply.days"),
        "shows_names": ctx.may(P.OBJECTION_ANSWER) or ctx.may(P.OPINION_GIVE),
        "not_object_because": explain(blockers_object(facts, waiting.count(me) if me else 0, profile)),
        "not_down_because": explain(blockers_take_down(facts, today, profile)),
    }


def _display_days(ctx: Context) -> int:
    return rules_in_force(ctx.session, china_date(ctx.now)).number("publish.display.days")


def _wanted_kind() -> NoticeKind | None:
    wanted = request.args.get("kind", "")
    return NoticeKind(wanted) if wanted in set(NoticeKind) else None


def _about_url(found: Notice) -> str | None:
    """The page of what a notice speaks of; the site above knows the addresses."""
    if found.about_id is None or "site.about" not in current_app.view_functions:
        return None
    return url_for("site.about", table=found.about_table, key=found.about_id.hex)
