"""Pages of tellers: appointing those who count and those who watch, relieving them."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import meeting_by_number
from webapp.council.tellers import labels, operations, queries
from webapp.council.tellers.forms import AppointForm
from webapp.council.tellers.rules import CountingRole
from webapp.kit.explain import explain
from webapp.kit.guards import needs
from webapp.kit.request import current_ctx
from webapp.village.looks.showing import note_choices
from webapp.village.offices.queries import office_holders
from webapp.village.offices.rules import Body, offices_of

bp = Blueprint("tellers", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.role_label, "counting_role")

Answer = str | Response | tuple[str, int]


@bp.route("/meetings/<number>/tellers", methods=["GET", "POST"])
@needs(P.TELLER_APPOINT)
def appoint(number: str) -> Answer:
    """Appoint those who count at a meeting and those who watch."""
    ctx, form, reasons = current_ctx(), AppointForm(), []
    meeting = _meeting(ctx, number)
    if form.validate_on_submit() and (person := form.person_meant(ctx.session)) is not None:
        try:
            teller = operations.appoint_teller(ctx, meeting.id, person, CountingRole(form.role.data))
            flash(_("%(name)s is appointed.", name=teller.name), "success")
            return redirect(url_for("tellers.appoint", number=number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    note_choices(ctx, form.person)
    page = _page(ctx, number, form, reasons)
    return page, 422 if form.errors or form.name.errors or reasons else 200


@bp.post("/meetings/<number>/tellers/<uuid:key>/relieve")
@needs(P.TELLER_RELIEVE)
def relieve(number: str, key: uuid.UUID) -> Response:
    """Let a person count no longer."""
    ctx = current_ctx()
    teller = operations.relieve_teller(ctx, key)
    flash(_("%(name)s is relieved.", name=teller.name), "success")
    return redirect(url_for("tellers.appoint", number=number))


def _meeting(ctx: Context, number: str) -> Meeting:
    meeting = meeting_by_number(ctx.session, number)
    if meeting is None:
        raise NotFound("Meeting", number)
    return meeting


def _page(ctx: Context, number: str, form: AppointForm, reasons: list[dict[str, str]]) -> str:
    meeting = _meeting(ctx, number)
    supervisors = office_holders(ctx.session, offices_of(Body.SUPERVISION), china_date(ctx.now))
    return render_template(
        "tellers/appoint.html",
        form=form,
        reasons=reasons,
        meeting=meeting,
        tellers=queries.tellers_of(ctx.session, meeting.id),
        supervisors=list(dict.fromkeys(resident.name for _term, resident in supervisors)),
    )
