"""Pages of the supervisors' reports."""

from __future__ import annotations

import io
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.kit.explain import explain
from webapp.kit.guards import needs, public
from webapp.kit.pdf import can_print_pdf
from webapp.kit.request import current_ctx
from webapp.supervision.reports import labels, operations, queries, rules
from webapp.supervision.reports.figures import body_of
from webapp.supervision.reports.forms import CorrectForm, ReportForm
from webapp.supervision.reports.models import SupervisionReport
from webapp.supervision.reports.printing import report_pdf
from webapp.supervision.reports.rules import PARTS, Period, ReportKind, ReportState

bp = Blueprint("reports", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.part_label, "report_part")
bp.add_app_template_filter(labels.list_label, "report_list")
bp.add_app_template_filter(labels.period_label, "report_period")

Answer = str | Redirect | tuple[str, int]
Reasons = list[dict[str, str]]
MONTHS_OFFERED = 6
NO_POWERS = "default-src 'none'; sandbox"
"""A paper that a browser opens after all may neither run nor load anything."""


@bp.get("/reports")
@public
def list_reports() -> str:
    """Every published report; drafts for the supervisors alone."""
    ctx = current_ctx()
    writes = ctx.may(P.REPORT_WRITE)
    rows = [one for one in queries.reports(ctx.session) if writes or one.state is ReportState.PUBLISHED]
    return render_template("reports/list_reports.html", rows=rows, offered=_offered(ctx) if writes else [])


@bp.get("/reports/<period>")
@public
def show(period: str) -> str:
    """The report that hangs, with its versions; for the supervisors the draft."""
    ctx = current_ctx()
    return _page(ctx, _report(ctx, period), [])


@bp.route("/reports/<period>/words", methods=["GET", "POST"])
@needs(P.REPORT_WRITE)
def write(period: str) -> Answer:
    """Write the free parts beside the figures."""
    ctx, reasons, wanted = current_ctx(), [], _period(period)
    form = ReportForm(data=_draft_words(ctx, wanted))
    if form.validate_on_submit():
        try:
            operations.write_report(ctx, wanted, {part: form[part].data or "" for part in PARTS})
            flash(_("The words are kept."), "success")
            return redirect(url_for("reports.show", period=period))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    body = body_of(ctx.session, wanted.first, wanted.last, china_date(ctx.now))
    page = render_template("reports/write.html", form=form, reasons=reasons, period=wanted, body=body)
    return page, 422 if request.method == "POST" and (form.errors or reasons) else 200


@bp.post("/reports/<period>/publish")
@needs(P.REPORT_PUBLISH)
def publish(period: str) -> Answer:
    """Publish the draft."""
    ctx = current_ctx()
    key = _report(ctx, period).id
    try:
        operations.publish_report(ctx, key)
    except RuleBroken as broken:
        return _page(ctx, _report(ctx, period), explain(broken.blockers)), 422
    flash(_("The report is published and hangs on the notice board."), "success")
    return redirect(url_for("reports.show", period=period))


@bp.route("/reports/<period>/correct", methods=["GET", "POST"])
@needs(P.REPORT_WRITE)
def correct(period: str) -> Answer:
    """Begin a corrected version."""
    ctx, form, reasons = current_ctx(), CorrectForm(), []
    if form.validate_on_submit():
        try:
            operations.correct_report(ctx, _report(ctx, period).id, form.because.data)
            return redirect(url_for("reports.write", period=period))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    page = render_template("reports/correct.html", form=form, reasons=reasons, report=_report(ctx, period))
    return page, 422 if request.method == "POST" and (form.errors or reasons) else 200


@bp.get("/reports/<period>/sheet")
@public
def sheet(period: str) -> str:
    """The report as a page for printing."""
    ctx = current_ctx()
    report = _report(ctx, period)
    told = {"layout": "layouts/sheet.html", "back_url": url_for("reports.show", period=period), "parts": PARTS}
    body = queries.shown_body(ctx.session, report, china_date(ctx.now))
    return render_template("reports/sheet.html", report=report, body=body, **told)


@bp.get("/reports/<period>/pdf")
@public
def pdf(period: str) -> Response:
    """The report as PDF, to keep."""
    ctx = current_ctx()
    report, name = _report(ctx, period), queries.village_name(ctx.session)
    content = report_pdf(report, queries.shown_body(ctx.session, report, china_date(ctx.now)), name)
    called = f"{name}-{report.period.name}-v{report.version}.pdf"
    answer = send_file(io.BytesIO(content), "application/pdf", as_attachment=True, download_name=called, max_age=0)
    answer.headers["Content-Security-Policy"] = NO_POWERS
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def _period(text: str) -> Period:
    found = rules.read_period(text)
    if found is None:
        raise NotFound("SupervisionReport", text)
    return found


def _report(ctx: Context, text: str) -> SupervisionReport:
    """The version asked for, the newest without one; drafts are for the supervisors alone."""
    writes, wanted = ctx.may(P.REPORT_WRITE), request.args.get("version", "")
    for one in queries.versions_of(ctx.session, _period(text)):
        if wanted in ("", str(one.version)) and (writes or one.state is ReportState.PUBLISHED):
            return one
    raise NotFound("SupervisionReport", text)


def _page(ctx: Context, report: SupervisionReport, reasons: Reasons) -> str:
    today, versions = china_date(ctx.now), queries.versions_of(ctx.session, report.period)
    is_draft = report.state is ReportState.DRAFT
    ready = explain(rules.blockers_publish(report.state, report.period, report.words, today)) if is_draft else []
    shown: dict[str, Any] = {"report": report, "parts": PARTS, "reasons": reasons, "not_yet": ready}
    shown |= {"body": queries.shown_body(ctx.session, report, today), "can_pdf": can_print_pdf()}
    shown |= {"versions": [one for one in versions if one.state is ReportState.PUBLISHED]}
    return render_template("reports/show.html", is_newest=versions[0].id == report.id, **shown)


def _draft_words(ctx: Context, period: Period) -> dict[str, Any]:
    newest = next(iter(queries.versions_of(ctx.session, period)), None)
    return dict(newest.words) if newest is not None else {}


def _offered(ctx: Context) -> list[Period]:
    """The periods a supervisor may write about that have no report yet."""
    today = china_date(ctx.now)
    written = {one.period for one in queries.reports(ctx.session)}
    years = [
        Period(ReportKind.ANNUAL, today.replace(year=year, month=1, day=1)) for year in (today.year, today.year - 1)
    ]
    since = queries.began(ctx.session)
    offered = [*rules.months_before(today, MONTHS_OFFERED), *years]
    return [one for one in offered if one not in written and not rules.blockers_write(one, today, since)]
