"""Calling a meeting of any body, and putting further matters on its agenda."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from webapp.charter.rules import Body, CountBy
from webapp.core.clock import at_china, china_date
from webapp.core.context import Context
from webapp.core.errors import RuleBroken
from webapp.core.permissions import Permission as P
from webapp.council.calls.queries import due_calls
from webapp.council.meetings import operations, queries
from webapp.council.meetings.forms import AgendaForm, AssemblyForm, ConveneForm, GroupForm, MembersForm
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.rules import Gathering
from webapp.council.meetings.views.blueprint import Answer, bp, the_meeting
from webapp.kit.explain import explain
from webapp.kit.guards import needs
from webapp.kit.request import current_ctx
from webapp.village.register.queries import villagers_groups

Convening = TypeVar("Convening", bound=ConveneForm)
PAGES = {
    Body.REPRESENTATIVES: (P.MEETING_CONVENE, "meetings.convene"),
    Body.ASSEMBLY: (P.ASSEMBLY_CONVENE, "meetings.convene_assembly"),
    Body.GROUP: (P.GROUP_CONVENE, "meetings.convene_group"),
    Body.PARTY_MEMBERS: (P.PARTY_MEMBERS_CONVENE, "meetings.convene_party_members"),
    Body.RCEO_MEMBERS: (P.MEMBERS_CONVENE, "meetings.convene_members"),
}


@bp.route("/meetings/new", methods=["GET", "POST"])
@needs(P.MEETING_CONVENE)
def convene() -> Answer:
    """Call the representatives together."""
    ctx, form = current_ctx(), _answering(ConveneForm, Body.REPRESENTATIVES)

    def act() -> Meeting:
        return operations.convene(ctx, *_said(form), form.urgent_because.data or "", form.call_id())

    return _convening(Body.REPRESENTATIVES, form, act)


@bp.route("/meetings/new/assembly", methods=["GET", "POST"])
@needs(P.ASSEMBLY_CONVENE)
def convene_assembly() -> Answer:
    """Call all villagers together, or one delegate of each household."""
    ctx, form = current_ctx(), _answering(AssemblyForm, Body.ASSEMBLY)

    def act() -> Meeting:
        count_by, urgent = CountBy(form.count_by.data), form.urgent_because.data or ""
        return operations.convene_assembly(ctx, *_said(form), count_by, urgent, form.call_id())

    return _convening(Body.ASSEMBLY, form, act)


@bp.route("/meetings/new/group", methods=["GET", "POST"])
@needs(P.GROUP_CONVENE)
def convene_group() -> Answer:
    """Call one villagers' group together."""
    ctx, form = current_ctx(), GroupForm()
    groups = [group for group in villagers_groups(ctx.session) if ctx.may(P.GROUP_CONVENE, group)]
    form.group.choices = [SelectChoice(group.id.hex, group.name) for group in groups]

    def act() -> Meeting:
        group = uuid.UUID(form.group.data)
        return operations.convene_group(ctx, group, *_said(form), CountBy(form.count_by.data))

    return _convening(Body.GROUP, form, act)


@bp.route("/meetings/new/party-members", methods=["GET", "POST"])
@needs(P.PARTY_MEMBERS_CONVENE)
def convene_party_members() -> Answer:
    """Call the Party members to the third step."""
    ctx, form = current_ctx(), MembersForm()
    return _convening(Body.PARTY_MEMBERS, form, lambda: operations.convene_party_members(ctx, *_said(form)))


@bp.route("/meetings/new/members", methods=["GET", "POST"])
@needs(P.MEMBERS_CONVENE)
def convene_members() -> Answer:
    """Call the members of the collective together."""
    ctx, form = current_ctx(), MembersForm()
    return _convening(Body.RCEO_MEMBERS, form, lambda: operations.convene_members(ctx, *_said(form)))


@bp.route("/meetings/<number>/agenda", methods=["GET", "POST"])
@needs(P.AGENDA_SET)
def add_to_agenda(number: str) -> Answer:
    """Put a further matter on the agenda in time."""
    ctx, form, reasons = current_ctx(), AgendaForm(), []
    meeting = the_meeting(ctx, number)
    form.matters.choices = _choices(ctx, queries.gathering_of(meeting))
    if form.validate_on_submit():
        try:
            for key in form.matters.data:
                operations.add_to_agenda(ctx, meeting.id, uuid.UUID(key))
            return redirect(url_for("meetings.show", number=number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    page = render_template("meetings/agenda.html", form=form, reasons=reasons, meeting=the_meeting(ctx, number))
    return page, 422 if form.errors or reasons else 200


def convening_pages(ctx: Context) -> list[dict[str, Any]]:
    """The bodies this person may call together, with the page for each."""
    return [{"body": body, "url": url_for(page)} for body, (permission, page) in PAGES.items() if ctx.may(permission)]


def _convening(body: Body, form: MembersForm, act: Callable[[], Meeting]) -> Answer:
    ctx, reasons = current_ctx(), []
    form.matters.choices = _choices(ctx, Gathering(body))
    if form.validate_on_submit():
        try:
            meeting = act()
            flash(_("The meeting is convened and its notice hangs on the board."), "success")
            return redirect(url_for("meetings.show", number=meeting.short_number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    values = {"matters": form.matters.choices, "body": body, "convening": convening_pages(ctx)}
    page = render_template("meetings/convene.html", form=form, reasons=reasons, **values)
    return page, 422 if form.errors or reasons else 200


def _choices(ctx: Context, gathering: Gathering) -> list[SelectChoice]:
    waiting = queries.matters_waiting(ctx.session, gathering)
    return [SelectChoice(matter.id.hex, f"{matter.title} ({matter.short_number})") for matter in waiting]


def _answering(kind: type[Convening], body: Body) -> Convening:
    """The form with the requests that oblige the committee to call this body."""
    ctx, form = current_ctx(), kind(data={"call": request.args.get("call", "")})
    calls = [line.call for line in due_calls(ctx.session, china_date(ctx.now))]
    form.offer_calls([call for call in calls if call.body is body])
    return form


def _said(form: MembersForm) -> tuple[Any, ...]:
    starts_at = at_china(form.day.data, form.hour.data.hour, form.hour.data.minute)
    return form.title.data, form.place.data, starts_at, [uuid.UUID(key) for key in form.matters.data]
