"""Pages of interpellation: the list, a new question, one question with its whole exchange, answering and judging."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.branch.matters.views.blueprint import NONE, Answer, attempt, wanted
from webapp.branch.matters.views.blueprint import page as form_page
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.core.permissions import Permission as P
from webapp.kit.guards import needs, public, signed_in
from webapp.kit.pages import paging, wanted_page
from webapp.kit.request import current_ctx
from webapp.supervision.escalations.forms import EscalationForm
from webapp.supervision.escalations.queries import escalations_of
from webapp.supervision.escalations.rules import Addressee
from webapp.supervision.interpellations import labels, operations, policy, queries, rules
from webapp.supervision.interpellations.forms import (
    JudgementForm,
    QuestionForm,
    QuestionNamesForm,
    QuestionReplyForm,
)
from webapp.supervision.interpellations.models import Interpellation
from webapp.supervision.interpellations.rules import ANSWERABLE, AskSource, QuestionState
from webapp.supervision.subjects.forms import subject_choices
from webapp.supervision.subjects.labels import KINDS
from webapp.village.offices.rules import Office

bp = Blueprint("interpellations", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.STATES.__getitem__, "question_state")
bp.add_app_template_filter(labels.LOOKS.__getitem__, "question_look")
bp.add_app_template_filter(labels.SOURCES.__getitem__, "question_source")
bp.add_app_template_filter(lambda line: labels.asked_label(line.question, line.asked_name), "question_asked")
bp.add_app_template_filter(KINDS.__getitem__, "subject_kind")


@bp.get("/interpellations")
@public
def list_interpellations() -> str:
    """All questions with their state, the overdue ones marked."""
    ctx, state = current_ctx(), wanted(QuestionState, request.args.get("state"))
    today = china_date(ctx.now)
    page = queries.questions_page(ctx.session, wanted_page(), today, state, not ctx.actor.is_signed_in)
    pages = paging(page, "interpellations.list_interpellations", state=state)
    late = queries.overdue_questions(ctx.session, today)
    return render_template("interpellations/list_interpellations.html", page=page, paging=pages, late=late, **_law(ctx))


@bp.route("/interpellations/new", methods=["GET", "POST"])
@needs(P.INTERPELLATION_ASK)
def ask() -> Answer:
    """Put a question, or begin to gather names for it."""
    ctx, form, reasons = current_ctx(), QuestionForm(), NONE
    _offer(ctx, form)
    if form.validate_on_submit():
        source, asked = AskSource(form.source.data), form.asked()
        words = (form.title.data, form.question.data, form.about.data)
        question, reasons = attempt(lambda: operations.ask(ctx, source, asked, *words))
        if question is not None:
            flash(_("The question stands. Everything that follows is kept below it."), "success")
            return redirect(url_for("interpellations.show", number=question.short_number))
    return form_page("interpellations/ask.html", form, reasons, **_law(ctx))


@bp.get("/interpellations/<number>")
@public
def show(number: str) -> Answer:
    """One question: who asks whom about what, the answers, the judgements, where it went."""
    return _shown(current_ctx(), number)


@bp.post("/interpellations/<number>/support")
@signed_in
def support(number: str) -> Answer:
    """Put my name under a question."""
    ctx = current_ctx()
    question = _question(ctx, number)
    return _done(ctx, number, attempt(lambda: operations.support(ctx, question.id)), _("Your name stands below it."))


@bp.post("/interpellations/<number>/withdraw")
@signed_in
def withdraw(number: str) -> Answer:
    """Take my question back."""
    ctx = current_ctx()
    question = _question(ctx, number)
    return _done(ctx, number, attempt(lambda: operations.withdraw(ctx, question.id)), _("The question is withdrawn."))


@bp.route("/interpellations/<number>/names", methods=["GET", "POST"])
@needs(P.INTERPELLATION_RECORD)
def record_names(number: str) -> Answer:
    """Record names that stand on paper under a question."""
    ctx, form, reasons = current_ctx(), QuestionNamesForm(), NONE
    question = _question(ctx, number)
    unknown = form.look_up(ctx.session, question.id, tick="look" in request.form).unknown
    if "look" not in request.form and form.validate_on_submit() and form.require_ticked():
        ticked = form.ticked()
        added, reasons = attempt(lambda: operations.record_names(ctx, question.id, ticked))
        if added is not None:
            flash(ngettext("%(num)d name was recorded.", "%(num)d names were recorded.", added), "success")
            return redirect(url_for("interpellations.show", number=number))
    people = queries.list_names(ctx.session, question.id)
    line = queries.line_of(ctx.session, _question(ctx, number), china_date(ctx.now))
    return form_page("interpellations/record_names.html", form, reasons, unknown=unknown, people=people, line=line)


@bp.route("/interpellations/<number>/reply", methods=["GET", "POST"])
@needs(P.INTERPELLATION_REPLY)
def reply(number: str) -> Answer:
    """Answer a question."""
    ctx, form, reasons = current_ctx(), QuestionReplyForm(), NONE
    question = _question(ctx, number)
    ctx.require(P.INTERPELLATION_REPLY, question)
    if form.validate_on_submit():
        answer, reasons = attempt(lambda: operations.reply(ctx, question.id, form.text.data))
        if answer is not None:
            flash(_("The answer stands below the question."), "success")
            return redirect(url_for("interpellations.show", number=number))
    line = queries.line_of(ctx.session, _question(ctx, number), china_date(ctx.now))
    return form_page("interpellations/reply.html", form, reasons, line=line)


@bp.post("/interpellations/<number>/judge")
@signed_in
def judge(number: str) -> Answer:
    """Say whether the answer satisfies those who asked."""
    ctx, form = current_ctx(), JudgementForm()
    question, satisfied = _question(ctx, number), request.form.get("satisfied") == "1"
    if not form.validate_on_submit():
        return _shown(ctx, number, form=form)
    done = attempt(lambda: operations.judge(ctx, question.id, satisfied, form.reasons.data or ""))
    return _done(ctx, number, done, _("Your word stands below the answer."), form)


@bp.route("/interpellations/<number>/escalate", methods=["GET", "POST"])
@needs(P.INTERPELLATION_ESCALATE)
def escalate(number: str) -> Answer:
    """Put a question before the township or the county."""
    ctx, form, reasons = current_ctx(), EscalationForm(), NONE
    question = _question(ctx, number)
    ctx.require(P.INTERPELLATION_ESCALATE, question)
    if form.validate_on_submit():
        to, organ, because = Addressee(form.addressee.data), form.supervision_organ.data, form.reasons.data
        paper, reasons = attempt(lambda: operations.escalate(ctx, question.id, to, organ, because))
        if paper is not None:
            flash(_("The paper is ready: print it, sign it, and hand it over."), "success")
            return redirect(url_for("escalations.show", number=paper.short_number))
    line = queries.line_of(ctx.session, _question(ctx, number), china_date(ctx.now))
    return form_page("interpellations/escalate.html", form, reasons, line=line)


def _done(
    ctx: Context, number: str, tried: tuple[Any, list[dict[str, str]]], told: str, form: JudgementForm | None = None
) -> Answer:
    done, reasons = tried
    if done is None:
        return _shown(ctx, number, reasons, form)
    flash(told, "success")
    return redirect(url_for("interpellations.show", number=number))


def _question(ctx: Context, number: str) -> Interpellation:
    found = queries.question_by_number(ctx.session, number)
    if found is None or not (found.state in queries.SHOWN or ctx.actor.is_signed_in):
        raise NotFound("Interpellation", number)
    return found


def _shown(ctx: Context, number: str, reasons: Any = (), form: JudgementForm | None = None) -> Answer:
    question, today = _question(ctx, number), china_date(ctx.now)
    line, person = queries.line_of(ctx.session, question, today), ctx.actor.resident_id
    shown = render_template(
        "interpellations/show.html",
        line=line,
        reasons=reasons,
        form=form or JudgementForm(formdata=None),
        subject=queries.subject_of(ctx.session, question),
        replies=queries.replies_to(ctx.session, question.id),
        papers=escalations_of(ctx.session, question.id),
        further=rules.may_go_further(line.standing, today),
        mine=bool(person and queries.names_of(ctx.session, question.id, [person])),
        **_law(ctx),
    )
    return shown, 422 if reasons or (form and form.errors) else 200


def _offer(ctx: Context, form: QuestionForm) -> None:
    offices = ctx.actor.offices
    sources = [AskSource.SUPERVISION] if policy.SUPERVISORS & offices else []
    sources += [AskSource.REPRESENTATIVES] if Office.REPRESENTATIVE in offices else []
    holders = queries.holders_asked(ctx.session, ANSWERABLE, china_date(ctx.now))
    about = request.args.get("about", "") if request.method == "GET" else form.about.data or ""
    form.offer([*sources, AskSource.ELECTORS], holders, subject_choices(ctx.session, about))
    if request.method == "GET":
        form.about.data = about
        form.source.data = (sources or [AskSource.ELECTORS])[0].value


def _law(ctx: Context) -> dict[str, Any]:
    profile = rules_in_force(ctx.session, china_date(ctx.now))
    rule = profile.rule(rules.REPLY_DAYS)
    return {
        "reply_days": rule.value,
        "article": rule.article,
        "needed_reps": profile.number("interpellation.request.reps"),
    }
