"""Pages of second looks: the list, and one objection with both answers."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from webapp.board.rules import read_short_number
from webapp.branch.matters.views.blueprint import NONE, Answer, attempt
from webapp.branch.matters.views.blueprint import page as form_page
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.core.permissions import Permission as P
from webapp.kit.guards import needs, public
from webapp.kit.pages import paging, wanted_page
from webapp.kit.request import current_ctx
from webapp.supervision.second_looks import labels, operations, queries, rules
from webapp.supervision.second_looks.forms import AskLookForm, NewAnswerForm, VerdictForm
from webapp.supervision.second_looks.rules import LookState, LookVerdict

bp = Blueprint("second_looks", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.look_tag, "look_tag")
PLACE = "/board/<number>/objections/<count:part>/second-look"


@bp.get("/second-looks")
@public
def list_second_looks() -> str:
    """All answers that the supervisors look at again."""
    ctx = current_ctx()
    page = queries.looks_page(ctx.session, wanted_page())
    pages = paging(page, "second_looks.list_second_looks")
    return render_template("second_looks/list_second_looks.html", page=page, paging=pages, **_law(ctx))


@bp.get(PLACE)
@public
def show(number: str, part: int) -> str:
    """One objection, the answer, and what the supervisors say of it."""
    ctx = current_ctx()
    row = _row(ctx, number, part)
    own = ctx.actor.resident_id == row.objection.raised_by_id
    return render_template(
        "second_looks/show.html",
        row=row,
        number=number,
        may_ask=own and not rules.blockers_ask(row.answered, own),
        may_decide=not rules.blockers_decide(row.answered),
        answer_asked=row.answered.look is LookState.ANSWER_ASKED,
        **_law(ctx, row),
    )


@bp.route(f"{PLACE}/ask", methods=["GET", "POST"])
@needs(P.SECOND_LOOK_ASK)
def ask(number: str, part: int) -> Answer:
    """Ask for a second look at the answer to my objection."""
    ctx, form, reasons = current_ctx(), AskLookForm(), NONE
    row = _row(ctx, number, part)
    if form.validate_on_submit():
        look, reasons = attempt(lambda: operations.ask_second_look(ctx, row.objection.id, form.reasons.data))
        if look is not None:
            flash(_("The supervision committee will look at it."), "success")
            return redirect(url_for("second_looks.show", number=number, part=part))
    return _form(ctx, number, part, form, reasons, _("Ask for a second look"))


@bp.route(f"{PLACE}/decide", methods=["GET", "POST"])
@needs(P.SECOND_LOOK_DECIDE)
def decide(number: str, part: int) -> Answer:
    """Judge an answer again."""
    ctx, form, reasons = current_ctx(), VerdictForm(), NONE
    row = _row(ctx, number, part)
    if form.validate_on_submit():
        verdict, text = LookVerdict(form.verdict.data), form.text.data
        look, reasons = attempt(lambda: operations.decide(ctx, row.objection.id, verdict, text))
        if look is not None:
            flash(_("Your word stands beside the answer."), "success")
            return redirect(url_for("second_looks.show", number=number, part=part))
    return _form(ctx, number, part, form, reasons, _("Take the second look"))


@bp.route(f"{PLACE}/answer", methods=["GET", "POST"])
@needs(P.SECOND_LOOK_ANSWER)
def answer(number: str, part: int) -> Answer:
    """Give a new answer."""
    ctx, form, reasons = current_ctx(), NewAnswerForm(), NONE
    look = _row(ctx, number, part).look
    if form.validate_on_submit() and look is not None:
        done, reasons = attempt(lambda: operations.answer_anew(ctx, look.id, form.text.data))
        if done is not None:
            flash(_("The new answer stands beside the first."), "success")
            return redirect(url_for("second_looks.show", number=number, part=part))
    return _form(ctx, number, part, form, reasons, _("Answer anew"))


def _form(ctx: Context, number: str, part: int, form: Any, reasons: Any, name: str) -> Answer:
    row = _row(ctx, number, part)
    return form_page("second_looks/say.html", form, reasons, row=row, number=number, name=name)


def _row(ctx: Context, number: str, part: int) -> queries.LookRow:
    wanted = read_short_number(number)
    row = queries.look_at(ctx.session, wanted, part) if wanted is not None else None
    if row is None:
        raise NotFound("Objection", part)
    return row


def _law(ctx: Context, row: queries.LookRow | None = None) -> dict[str, Any]:
    profile = rules_in_force(ctx.session, china_date(ctx.now))
    rule = profile.rule(rules.DAYS)
    return {"days": rule.value, "article": rule.article, "due_on": row.due_on(profile) if row else None}
