"""Pages of amendments: moving one, taking it back."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from webapp.core.context import Context
from webapp.core.errors import NotFound, RuleBroken
from webapp.council.amendments import labels, operations, queries
from webapp.council.amendments.forms import AmendmentForm
from webapp.council.meetings.models import AgendaItem, Meeting
from webapp.council.meetings.queries import agenda_item_at, meeting_by_number
from webapp.kit.explain import explain
from webapp.kit.guards import signed_in
from webapp.kit.request import current_ctx

bp = Blueprint("amendments", __name__, url_prefix="/v/<village>/meetings/<number>/items/<count:position>/amendments")
bp.add_app_template_filter(labels.state_label, "amendment_state")
bp.add_app_template_filter(labels.STATE_LOOKS.__getitem__, "amendment_look")

Answer = str | Response | tuple[str, int]


@bp.route("/new", methods=["GET", "POST"])
@signed_in
def move(number: str, position: int) -> Answer:
    """Move an amendment."""
    ctx, form, reasons = current_ctx(), AmendmentForm(), []
    item, meeting = _item(ctx, number, position)
    form.changes.choices = _choices(ctx, item)
    if form.validate_on_submit():
        changed = uuid.UUID(form.changes.data) if form.changes.data else None
        try:
            operations.move_amendment(ctx, item.id, form.text.data, changed)
            flash(_("The amendment is moved. It is voted on before what it changes."), "success")
            return redirect(url_for("agenda.item", number=number, position=position))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
            item, meeting = _item(ctx, number, position)
    page = render_template("amendments/move.html", form=form, reasons=reasons, item=item, meeting=meeting)
    return page, 422 if form.errors or reasons else 200


@bp.post("/<count:amendment>/withdraw")
@signed_in
def withdraw(number: str, position: int, amendment: int) -> Response:
    """Take my amendment back."""
    ctx = current_ctx()
    item, _meeting = _item(ctx, number, position)
    found = queries.amendment_at(ctx.session, item.id, amendment)
    if found is None:
        raise NotFound("Amendment", amendment)
    operations.withdraw_amendment(ctx, found.id)
    return redirect(url_for("agenda.item", number=number, position=position))


def _item(ctx: Context, number: str, position: int) -> tuple[AgendaItem, Meeting]:
    meeting = meeting_by_number(ctx.session, number)
    item = agenda_item_at(ctx.session, meeting.id, position) if meeting else None
    if meeting is None or item is None:
        raise NotFound("AgendaItem", f"{number}/{position}")
    return item, meeting


def _choices(ctx: Context, item: AgendaItem) -> list[SelectChoice]:
    """The item itself, and the amendments to it that wait."""
    first = [one for one in queries.pending_of(ctx.session, item.id) if one.changes_id is None]
    words = [(one.id.hex, _("Amendment %(number)s", number=one.number) + _(": ") + one.text[:60]) for one in first]
    return [SelectChoice("", item.title), *(SelectChoice(key, label) for key, label in words)]
