"""Pages of evaluations, the sheet on a phone, and the register of hired people."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound, NotPermitted, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.council.duties.labels import days_label
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import meeting_by_number
from webapp.council.polls.queries import tally
from webapp.council.polls.rules import Grade
from webapp.kit.explain import explain
from webapp.kit.guards import needs, public, signed_in
from webapp.kit.pages import wanted_words
from webapp.kit.request import current_ctx
from webapp.supervision.evaluations import labels, operations, queries
from webapp.supervision.evaluations.forms import EndHireForm, HandOutForm, HireForm
from webapp.supervision.evaluations.models import Evaluation
from webapp.supervision.evaluations.queries import Hired
from webapp.supervision.evaluations.rules import EvaluationState
from webapp.village.looks.rules import LookAt, people
from webapp.village.looks.showing import note_look
from webapp.village.register.queries import Villager, villager, villagers_asked_for

bp = Blueprint("evaluations", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.state_tag, "evaluation_tag")
bp.add_app_template_filter(labels.duty_words, "evaluation_duty")
bp.add_app_template_filter(days_label, "duty_days")

Answer = str | Response | tuple[str, int]
Reasons = list[dict[str, str]]


@bp.get("/evaluations")
@public
def list_evaluations() -> str:
    """Every evaluation, whether one is owed, and who is hired and paid."""
    return _list_page(current_ctx(), [])


@bp.post("/evaluations")
@needs(P.EVALUATION_PRESIDE)
def call() -> Answer:
    """Call the yearly evaluation."""
    ctx = current_ctx()
    try:
        called = operations.call_evaluation(ctx)
    except RuleBroken as broken:
        return _list_page(ctx, explain(broken.blockers)), 422
    flash(_("The evaluation is called. It stands ready for the agenda of the next meeting."), "success")
    return redirect(url_for("evaluations.show", number=called.short_number))


@bp.get("/evaluations/<number>")
@public
def show(number: str) -> str:
    """One evaluation: who is graded, how far it is, and the result."""
    ctx = current_ctx()
    return _page(ctx, _evaluation(ctx, number), [])


@bp.post("/evaluations/<number>/sheets")
@needs(P.EVALUATION_PRESIDE)
def hand_out(number: str) -> Answer:
    """Hand out the sheets at the meeting."""
    ctx, form = current_ctx(), HandOutForm()
    key = _evaluation(ctx, number).id
    on_paper = bool(form.validate_on_submit() and form.on_paper.data)
    return _act(ctx, number, lambda: operations.hand_out_sheets(ctx, key, on_paper), _("The sheets are handed out."))


@bp.post("/evaluations/<number>/close")
@needs(P.EVALUATION_PRESIDE)
def close(number: str) -> Answer:
    """Close the grading and announce the result."""
    ctx = current_ctx()
    key = _evaluation(ctx, number).id
    said = _("The result is announced and hangs on the notice board.")
    return _act(ctx, number, lambda: operations.close_evaluation(ctx, key), said)


@bp.get("/meetings/<number>/evaluation")
@public
def at_meeting(number: str) -> Response:
    """The evaluation of a meeting: for who has a seat the sheet, for everybody else its page."""
    ctx = current_ctx()
    meeting = meeting_by_number(ctx.session, number)
    found = queries.evaluation_at(ctx.session, meeting.id) if meeting else None
    if found is None:
        raise NotFound("Evaluation", number)
    is_open = found.state is EvaluationState.OPEN
    has_seat = is_open and queries.own_seat(ctx.session, found, ctx.actor.resident_id) is not None
    return redirect(url_for("evaluations.sheet" if has_seat else "evaluations.show", number=found.short_number))


@bp.route("/evaluations/<number>/sheet", methods=["GET", "POST"])
@signed_in
def sheet(number: str) -> Answer:
    """My sheet: everyone who is graded, three grades each, one button."""
    ctx, reasons = current_ctx(), []
    evaluation = _evaluation(ctx, number)
    if request.method == "POST":
        try:
            operations.put_sheet_in(ctx, evaluation.id, _grades())
            return redirect(url_for("evaluations.sheet", number=number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    return _sheet_page(ctx, _evaluation(ctx, number), reasons), 422 if reasons else 200


@bp.get("/hired/new")
@needs(P.HIRED_RECORD)
def choose() -> str:
    """Find the person who is hired."""
    asked = wanted_words()
    found = villagers_asked_for(current_ctx().session, asked)
    note_look(current_ctx(), LookAt.OFFICES, people(one.resident_id for one in found))
    return render_template("evaluations/choose.html", asked=asked, found=found)


@bp.route("/hired/new/<uuid:resident_id>", methods=["GET", "POST"])
@needs(P.HIRED_RECORD)
def hire(resident_id: uuid.UUID) -> Answer:
    """Put somebody down as hired."""
    ctx, person = current_ctx(), _villager(current_ctx(), resident_id)
    note_look(ctx, LookAt.OFFICES, people([resident_id]))
    form = HireForm(since=china_date(ctx.now))
    return _hired_form("evaluations/hire.html", form, person, lambda: operations.hire(ctx, resident_id, **_sent(form)))


@bp.route("/hired/<uuid:key>/end", methods=["GET", "POST"])
@needs(P.HIRED_RECORD)
def end_hire(key: uuid.UUID) -> Answer:
    """Put down that somebody's work ended."""
    ctx, person = current_ctx(), _hired(current_ctx(), key)
    form = EndHireForm(on=china_date(ctx.now))
    return _hired_form("evaluations/end_hire.html", form, person, lambda: operations.end_hire(ctx, key, **_sent(form)))


def _sent(form: Any) -> dict[str, Any]:
    return {name: value for name, value in form.data.items() if name != "csrf_token"}


def _hired_form(template: str, form: Any, person: Villager | Hired, act: Callable[[], Any]) -> Answer:
    reasons: Reasons = []
    if form.validate_on_submit():
        try:
            act()
            flash(_("It is recorded."), "success")
            return redirect(url_for("evaluations.list_evaluations", _anchor="hired"))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    page = render_template(template, form=form, person=person, reasons=reasons)
    return page, 422 if reasons or form.errors else 200


def _grades() -> dict[int, Grade]:
    """The grades that were sent, by the place on the sheet; whatever is no grade is left out, as on paper."""
    found = {}
    for name, value in request.form.items():
        place = name.removeprefix("grade-")
        if place != name and place.isdecimal() and len(place) < 4 and value in set(Grade):
            found[int(place)] = Grade(value)
    return found


def _act(ctx: Context, number: str, act: Callable[[], Any], said: str) -> Answer:
    try:
        act()
    except RuleBroken as broken:
        return _page(ctx, _evaluation(ctx, number), explain(broken.blockers)), 422
    flash(said, "success")
    return redirect(url_for("evaluations.show", number=number))


def _list_page(ctx: Context, reasons: Reasons) -> str:
    today = china_date(ctx.now)
    return render_template(
        "evaluations/list_evaluations.html",
        reasons=reasons,
        rows=queries.evaluations(ctx.session),
        running=queries.under_way(ctx.session),
        duty=queries.yearly_duty(ctx.session, today),
        hired=queries.hired_people(ctx.session, today),
    )


def _page(ctx: Context, evaluation: Evaluation, reasons: Reasons) -> str:
    meeting = ctx.session.get(Meeting, (ctx.village_id, evaluation.meeting_id)) if evaluation.meeting_id else None
    lines = queries.lines_of(ctx.session, evaluation)
    today = china_date(ctx.now)
    return render_template(
        "evaluations/show.html",
        evaluation=evaluation,
        matter=queries.matter_of(ctx.session, evaluation),
        meeting=meeting,
        people=queries.people_to_grade(ctx.session, today) if evaluation.state is EvaluationState.CALLED else [],
        lines=lines,
        tally=tally(ctx.session, lines[0].poll.id) if lines else None,
        article=rules_in_force(ctx.session, today).article("review.perYear.min"),
        form=HandOutForm(),
        reasons=reasons,
    )


def _sheet_page(ctx: Context, evaluation: Evaluation, reasons: Reasons) -> str:
    seat = queries.own_seat(ctx.session, evaluation, ctx.actor.resident_id)
    meeting = ctx.session.get(Meeting, (ctx.village_id, evaluation.meeting_id)) if evaluation.meeting_id else None
    if seat is None or meeting is None:
        raise NotPermitted(P.EVALUATION_GRADE, evaluation)
    lines = queries.lines_of(ctx.session, evaluation, seat)
    is_open = evaluation.state is EvaluationState.OPEN and any(line.is_open for line in lines)
    shown = {"evaluation": evaluation, "meeting": meeting, "lines": lines, "reasons": reasons, "grades": list(Grade)}
    return render_template(
        "evaluations/sheet.html", can_grade=is_open and seat.is_present, is_open=is_open, seat=seat, **shown
    )


def _evaluation(ctx: Context, number: str) -> Evaluation:
    found = queries.evaluation_by_number(ctx.session, number)
    if found is None:
        raise NotFound("Evaluation", number)
    return found


def _villager(ctx: Context, key: uuid.UUID) -> Villager:
    found = villager(ctx.session, key)
    if found is None:
        raise NotFound("Resident", key)
    return found


def _hired(ctx: Context, key: uuid.UUID) -> Hired:
    found = queries.hired_person(ctx.session, key)
    if found is None:
        raise NotFound("HiredPerson", key)
    return found
