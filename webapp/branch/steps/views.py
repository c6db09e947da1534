"""The page on which a sitting of steps 1 to 3 is recorded."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, request
from flask_babel import gettext as _

from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import Step
from webapp.branch.matters.views.blueprint import Answer, attempt, page, the_matter, to_matter
from webapp.branch.steps import operations, queries, rules
from webapp.branch.steps.forms import SittingForm
from webapp.branch.steps.labels import DUE
from webapp.branch.steps.models import StepRecord
from webapp.charter.rules import Base
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.permissions import Permission as P
from webapp.kit.explain import explain
from webapp.kit.guards import needs
from webapp.kit.request import current_ctx
from webapp.village.offices.queries import office_holders
from webapp.village.offices.rules import Office

bp = Blueprint("steps", __name__, url_prefix="/v/<village>")


@bp.route("/matters/<number>/steps/<step>", methods=["GET", "POST"])
@needs(P.STEP_RECORD)
def record(number: str, step: str) -> Answer:
    """Record a sitting: who came, how they voted, what was said."""
    ctx, matter, at = current_ctx(), the_matter(number), _sitting_step(step)
    reasons = explain(rules.blockers_order(matter.state, matter.step, at))
    form = SittingForm()
    surroundings = _surroundings(ctx, matter, at, form)
    if not _only_looks() and form.validate_on_submit():
        done, reasons = attempt(lambda: _record(ctx, matter, at, form))
        if done is not None:
            flash(_said(done), "success" if done.passed else "warning")
            return to_matter(number)
    return page("steps/record.html", form, reasons, matter=matter, step=at, **surroundings)


def _sitting_step(text: str) -> Step:
    return next((step for step in rules.SITTINGS if step.value == text), None) or abort(404)


def _only_looks() -> bool:
    """Whether the person asked who was due, or ticked everyone, and did not record yet."""
    return "look" in request.form or "everyone" in request.form


def _surroundings(ctx: Context, matter: Matter, step: Step, form: SittingForm) -> dict[str, Any]:
    """Who was due on the day, and what the law asks of the sitting."""
    today = china_date(ctx.now)
    if not form.is_submitted():
        form.held_on.data = today
    day = form.day(today)
    way, profile = queries.way_on(ctx.session, matter, step, day)
    due = queries.due_at(ctx.session, way.body if way else step, day)
    form.offer(due, everyone="everyone" in request.form)
    if not form.is_submitted():
        _suggest_chair(ctx, form)
    asked = {
        "quorum": profile.threshold(way.quorum).needed(len(due)) if way and way.quorum and due else 0,
        "quorum_article": profile.article(way.quorum) if way and way.quorum else "",
        "consent_of_due": way is not None and bool(way.consent) and profile.rule(way.consent).base is Base.DUE,
        "consent_article": profile.article(way.consent) if way and way.consent else "",
        "notice_days": profile.number(way.notice) if way and way.notice else 0,
        "notice_article": profile.article(way.notice) if way and way.notice else "",
    }
    return {"due": due, "due_help": DUE[way.body] if way else "", "asked": asked, "way": way}


def _suggest_chair(ctx: Context, form: SittingForm) -> None:
    known = {key for key, _label in form.present.choices}
    for _term, person in office_holders(ctx.session, [Office.BRANCH_SECRETARY], form.held_on.data):
        if person.id.hex in known:
            form.chair.data = person.id.hex


def _record(ctx: Context, matter: Matter, step: Step, form: SittingForm) -> StepRecord:
    return operations.record_step(
        ctx,
        matter.id,
        step,
        form.held_on.data,
        form.notified_on.data,
        form.place.data or "",
        form.chair_id(),
        form.present_ids(),
        form.votes_for.data,
        form.votes_against.data,
        form.votes_abstain.data,
        form.minutes.data,
    )


def _said(record: StepRecord) -> str:
    if record.passed:
        return _("Recorded: the matter goes on.")
    return _("Recorded: not enough agreed. The matter is returned, with the numbers as its reason.")
