"""Pages of tasks and results."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from webapp.branch.matters.models import Matter
from webapp.branch.matters.queries import is_readable, matter_by_number, people_named
from webapp.committee import labels, operations, queries
from webapp.committee.finance.vouchers.queries.money import paid_for
from webapp.committee.forms import SOMEBODY_ELSE, CompleteForm, ReportForm, ResultForm, TaskForm
from webapp.committee.queries import TaskRow
from webapp.committee.rules import TaskState
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound, NotPermitted, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.council.resolutions.models import Resolution
from webapp.council.resolutions.queries import resolution_by_number
from webapp.kit.explain import explain
from webapp.kit.formats import yuan
from webapp.kit.guards import needs, public
from webapp.kit.pages import paging, wanted_page
from webapp.kit.request import current_ctx
from webapp.village.looks.showing import note_choices

bp = Blueprint("committee", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.task_tag, "task_tag")

Answer = str | Response | tuple[str, int]
Reasons = list[dict[str, str]]


@bp.get("/tasks")
@public
def list_tasks() -> str:
    """All tasks, late ones first."""
    ctx = current_ctx()
    chosen = request.args.get("show", "")
    chosen = chosen if chosen in labels.SHOWN else ""
    state = TaskState(chosen) if chosen in set(TaskState) else None
    page = queries.tasks_page(ctx.session, wanted_page(), china_date(ctx.now), state, chosen == "late")
    pages = paging(page, "committee.list_tasks", show=chosen or None)
    return render_template("committee/list_tasks.html", page=page, paging=pages, chosen=chosen, shown=labels.SHOWN)


@bp.get("/tasks/<number>/<count:part>")
@public
def task(number: str, part: int) -> str:
    """One task and everything reported on it."""
    ctx = current_ctx()
    row = _task(ctx, number, part)
    return render_template("committee/task.html", row=row, reports=queries.reports_of(ctx.session, row.task.id))


@bp.route("/resolutions/<number>/tasks/new", methods=["GET", "POST"])
@needs(P.TASK_ASSIGN)
def assign(number: str) -> Answer:
    """Give out a task under a resolution."""
    ctx, reasons = current_ctx(), []
    resolution, form = _resolution(ctx, number), _task_form(ctx)
    if form.validate_on_submit() and (owner := _chosen_owner(ctx, form)):
        try:
            given = operations.assign_task(ctx, resolution.id, form.title.data, owner, form.due_on.data)
            flash(_("The task was given out."), "success")
            return redirect(_address(ctx, given.matter_id, given.number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    return _form_page("committee/assign.html", form, reasons, resolution=_resolution(ctx, number))


@bp.route("/tasks/<number>/<count:part>/report", methods=["GET", "POST"])
@needs(P.TASK_REPORT)
def report(number: str, part: int) -> Answer:
    """Report how far a task is."""
    ctx, reasons = current_ctx(), []
    row = _task(ctx, number, part, P.TASK_REPORT)
    form = ReportForm(data={"progress": row.task.progress})
    if form.validate_on_submit():
        try:
            operations.report_progress(ctx, row.task.id, form.progress.data, form.text.data)
            flash(_("The report stands."), "success")
            return redirect(url_for("committee.task", number=number, part=part))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    return _form_page("committee/report.html", form, reasons, row=_task(ctx, number, part))


@bp.route("/tasks/<number>/<count:part>/complete", methods=["GET", "POST"])
@needs(P.TASK_COMPLETE)
def complete(number: str, part: int) -> Answer:
    """Say that a task is done."""
    ctx, form, reasons = current_ctx(), CompleteForm(), []
    row = _task(ctx, number, part, P.TASK_COMPLETE)
    if form.validate_on_submit():
        try:
            operations.complete_task(ctx, row.task.id, form.text.data)
            flash(_("The task is completed."), "success")
            return redirect(url_for("committee.task", number=number, part=part))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    return _form_page("committee/complete.html", form, reasons, row=_task(ctx, number, part))


@bp.get("/matters/<number>/result")
@public
def result(number: str) -> str:
    """How a matter ended; before that, what still stands in the way."""
    ctx = current_ctx()
    matter = _matter(ctx, number)
    found = queries.result_of(ctx.session, matter.id)
    reasons = [] if found else _gates(ctx, matter)
    tasks = queries.tasks_of_matter(ctx.session, matter)
    return render_template("committee/result.html", matter=matter, result=found, tasks=tasks, reasons=reasons)


@bp.route("/matters/<number>/result/new", methods=["GET", "POST"])
@needs(P.RESULT_PUBLISH)
def publish(number: str) -> Answer:
    """Publish the result of a matter, once every gate is open."""
    ctx, matter = current_ctx(), _matter(current_ctx(), number)
    spent, _under_way = paid_for(ctx.session, matter.id)
    form, reasons = ResultForm(spent=yuan(spent) if spent else None), _gates(ctx, matter)
    if form.validate_on_submit():
        try:
            text = "\n\n".join(filter(None, (form.text.data, labels.money_line(matter.budget_fen, form.spent.fen))))
            operations.publish_result(ctx, matter.id, text, form.spent.fen)
            flash(_("The result is published and hangs on the notice board. The matter is done."), "success")
            return redirect(url_for("committee.result", number=number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    return _form_page("committee/publish.html", form, reasons, matter=_matter(ctx, number))


def _form_page(template: str, form: Any, reasons: Reasons, **shown: Any) -> tuple[str, int]:
    refused = request.method == "POST" and (form.errors or reasons)
    return render_template(template, form=form, reasons=reasons, **shown), 422 if refused else 200


def _task(ctx: Context, number: str, part: int, permission: P | None = None) -> TaskRow:
    row = queries.task_by_number(ctx.session, number, part)
    if row is None:
        raise NotFound("Task", part)
    if permission and not ctx.may(permission, row.task):
        raise NotPermitted(permission, row.task)
    return row


def _matter(ctx: Context, number: str) -> Matter:
    found = matter_by_number(ctx.session, number)
    if found is None or not is_readable(found, ctx.actor.is_signed_in):
        raise NotFound("Matter", number)
    return found


def _resolution(ctx: Context, number: str) -> Resolution:
    found = resolution_by_number(ctx.session, number)
    if found is None:
        raise NotFound("Resolution", number)
    return found[0]


def _gates(ctx: Context, matter: Matter) -> Reasons:
    """What stands in the way of publishing, the money (which the form asks for) left aside."""
    spent, _under_way = paid_for(ctx.session, matter.id)
    return explain(queries.publish_blockers(ctx.session, matter, spent, china_date(ctx.now)))


def _task_form(ctx: Context) -> TaskForm:
    form = TaskForm()
    members = queries.committee_members(ctx.session, china_date(ctx.now))
    choices = [SelectChoice(member.id.hex, member.name) for member in members]
    form.owner.choices = [*choices, SelectChoice(SOMEBODY_ELSE, _("somebody else"))]
    return form


def _chosen_owner(ctx: Context, form: TaskForm) -> uuid.UUID | None:
    """The person chosen; people of one name are shown to choose from. Nothing when the choice is not made yet."""
    if form.owner.data != SOMEBODY_ELSE:
        return uuid.UUID(hex=form.owner.data)
    found = people_named(ctx.session, [form.owner_name.data or ""])
    if not found:
        form.owner_name.errors = [_("Nobody of this name is in the register. Write the name as it stands there.")]
        return None
    if len(found) == 1:
        return found[0].id
    form.person.choices = [
        SelectChoice(person.id.hex, _("%(name)s, %(group)s, %(door)s, born %(year)s", **_told(person)))
        for person in found
    ]
    note_choices(ctx, form.person)
    chosen = next((person.id for person in found if person.id.hex == form.person.data), None)
    if chosen is None:
        form.person.errors = [_("Several people have this name. Choose one of them.")]
    return chosen


def _told(person: Any) -> dict[str, Any]:
    return {"name": person.name, "group": person.group, "door": person.door, "year": person.born_on.year}


def _address(ctx: Context, matter_id: uuid.UUID, part: int) -> str:
    matter = ctx.session.get_one(Matter, (ctx.village_id, matter_id))
    return url_for("committee.task", number=matter.short_number, part=part)
