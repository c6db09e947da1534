"""What a person due does about a meeting: read its notice, check in, take part from afar, leave."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.charter.queries import local_source, rules_in_force
from webapp.core.context import Context
from webapp.core.errors import RuleBroken
from webapp.council.meetings import operations, queries
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.rules import REMOTE_RULES, blockers_remote
from webapp.council.meetings.views.blueprint import Answer, bp, the_meeting
from webapp.council.policy import seat_for
from webapp.council.polls.queries import polls_by_item
from webapp.kit.explain import explain
from webapp.kit.guards import signed_in
from webapp.kit.request import current_ctx


@bp.route("/meetings/<number>/check-in", methods=["GET", "POST"])
@signed_in
def check_in(number: str) -> Answer:
    """My own check-in, opened by the code at the door."""
    ctx, reasons = current_ctx(), []
    meeting = the_meeting(ctx, number)
    if request.method == "POST":
        try:
            operations.check_in_self(ctx, meeting.id, request.form.get("code", ""))
            return redirect(url_for("meetings.check_in", number=number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    page = render_template("meetings/check_in.html", reasons=reasons, **_my_part(ctx, the_meeting(ctx, number)))
    return page, 422 if reasons else 200


@bp.route("/meetings/<number>/remote", methods=["GET", "POST"])
@signed_in
def remote(number: str) -> Answer:
    """Take part from afar, or read why that is not possible here and what would make it so."""
    ctx, tried = current_ctx(), []
    meeting = the_meeting(ctx, number)
    if request.method == "POST":
        try:
            operations.check_in_remote(ctx, meeting.id)
            return redirect(url_for("meetings.check_in", number=number))
        except RuleBroken as broken:
            tried = explain(broken.blockers)
    values = _from_afar(ctx, the_meeting(ctx, number))
    reasons = values.pop("reasons")
    page = render_template("meetings/remote.html", reasons=tried or reasons, **values)
    return page, 422 if tried else 200


@bp.post("/meetings/<number>/read")
@signed_in
def acknowledge(number: str) -> Response:
    """Say that I have read the notice."""
    ctx = current_ctx()
    operations.acknowledge_notice(ctx, the_meeting(ctx, number).id)
    flash(_("Thank you. The clerk sees that you read the notice."), "success")
    return redirect(url_for("meetings.show", number=number))


@bp.post("/meetings/<number>/leave")
@signed_in
def leave(number: str) -> Response:
    """Say that I leave the hall."""
    ctx = current_ctx()
    operations.leave_self(ctx, the_meeting(ctx, number).id)
    return redirect(url_for("meetings.show", number=number))


def _my_part(ctx: Context, meeting: Meeting) -> dict[str, Any]:
    agenda, seat = queries.agenda_of(ctx.session, meeting.id), seat_for(ctx.session, meeting.id, ctx.actor.resident_id)
    return {
        "meeting": meeting,
        "seat": seat,
        "is_mine": seat is not None and seat.resident_id in (None, ctx.actor.resident_id),
        "agenda": agenda,
        "polls": polls_by_item(ctx.session, [item.id for item, _ in agenda]),
        "code": request.values.get("code", "")[:20],
    }


def _from_afar(ctx: Context, meeting: Meeting) -> dict[str, Any]:
    day = queries.held_on(meeting)
    profile = rules_in_force(ctx.session, day)
    rule_id = REMOTE_RULES.get(meeting.body, "")
    seat = seat_for(ctx.session, meeting.id, ctx.actor.resident_id)
    return {
        "meeting": meeting,
        "seat": seat,
        "is_mine": seat is not None and seat.resident_id in (None, ctx.actor.resident_id),
        "reasons": explain(blockers_remote(meeting.body, profile)),
        "decision": local_source(ctx.session, ctx.village_id, rule_id, day),
        "article": profile.article(rule_id) if rule_id in profile else "",
    }
