"""The compliance board: matters and meetings held against the charter. Supervisors also see who, others do not."""

from __future__ import annotations

from flask import Blueprint, render_template

from webapp.branch.matters.queries import is_readable, matter_by_number
from webapp.core.clock import china_date
from webapp.core.errors import NotFound
from webapp.core.permissions import Permission as P
from webapp.council.duties.queries import duties
from webapp.council.meetings.queries import meeting_by_number
from webapp.kit.guards import public
from webapp.kit.pages import paging, wanted_page
from webapp.kit.request import current_ctx
from webapp.supervision.compliance import labels, queries
from webapp.supervision.compliance.rules.coverage import rules_by_place
from webapp.supervision.compliance.rules.village import DAYS

bp = Blueprint("compliance", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.finding_label, "finding")
bp.add_app_template_filter(labels.detail_label, "finding_detail")
bp.add_app_template_filter(labels.sign_label, "sign")
bp.add_app_template_filter(labels.PLACES.__getitem__, "judged_where")
bp.add_app_template_filter(labels.MARKS.__getitem__, "finding_mark")
bp.add_app_template_filter(labels.LOOKS.__getitem__, "finding_look")


@bp.get("/compliance")
@public
def list_matters() -> str:
    """Every matter: which rules are kept, what is missing; and the meetings the law asks for."""
    ctx = current_ctx()
    today = china_date(ctx.now)
    page = queries.judged_matters_page(ctx.session, wanted_page(), today)
    return render_template(
        "compliance/list_matters.html",
        page=page,
        paging=paging(page, "compliance.list_matters"),
        duties=duties(ctx.session, today),
    )


@bp.get("/compliance/meetings")
@public
def list_meetings() -> str:
    """Every meeting: which rules are kept, what is missing."""
    ctx = current_ctx()
    page = queries.judged_meetings_page(ctx.session, wanted_page(), china_date(ctx.now))
    return render_template("compliance/list_meetings.html", page=page, paging=paging(page, "compliance.list_meetings"))


@bp.get("/compliance/village")
@public
def village() -> str:
    """The village as a whole: bodies, what is owed again and again, every clock; and where each rule is judged."""
    ctx = current_ctx()
    findings = queries.judged_village(ctx.session, china_date(ctx.now))
    return render_template("compliance/village.html", findings=findings, coverage=rules_by_place(), days=DAYS)


@bp.get("/matters/<number>/compliance")
@public
def matter(number: str) -> str:
    """One matter, rule by rule."""
    ctx = current_ctx()
    found = matter_by_number(ctx.session, number)
    if found is None or not is_readable(found, ctx.actor.is_signed_in):
        raise NotFound("Matter", number)
    judged = queries.judged_matters(ctx.session, [found], china_date(ctx.now))[0]
    return render_template("compliance/matter.html", judged=judged, names=ctx.may(P.OPINION_GIVE))


@bp.get("/meetings/<number>/compliance")
@public
def meeting(number: str) -> str:
    """One meeting, rule by rule."""
    ctx = current_ctx()
    found = meeting_by_number(ctx.session, number)
    if found is None:
        raise NotFound("Meeting", number)
    judged = queries.judged_meetings(ctx.session, [found], china_date(ctx.now))[0]
    return render_template("compliance/meeting.html", judged=judged, names=ctx.may(P.OPINION_GIVE))
