"""Writing a report, publishing it, beginning a corrected version."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from webapp.audit.verifier.canonical import canonical
from webapp.board.operations import hang_notice
from webapp.board.rules import NoticeKind, blockers_private, require_words
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, NotPermitted, RuleBroken, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.supervision.reports import events, queries, rules
from webapp.supervision.reports.figures import body_of
from webapp.supervision.reports.models import SupervisionReport
from webapp.supervision.reports.rules import PARTS, Period, ReportState

LONGEST_REASON = 500


@operation(P.REPORT_WRITE)
def write_report(ctx: Context, period: Period, words: Mapping[str, str]) -> SupervisionReport:
    """Write the free words of a report; its figures come from the record and follow it until it is published.

    Raises RuleBroken for a period that has not begun or once it is published, InvalidInput for words too long.
    """
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.REPORT_WRITE)
    kept, today = _words(ctx, words), china_date(ctx.now)
    require_none(rules.blockers_write(period, today, queries.began(ctx.session)))
    newest = next(iter(queries.versions_of(ctx.session, period)), None)
    if newest is not None:
        ctx.session.refresh(newest, with_for_update=True)
    if newest is not None and newest.state is ReportState.PUBLISHED:
        raise RuleBroken([Blocker("report.published")])
    if newest is None:
        newest = SupervisionReport(kind=period.kind, first_day=period.first, version=1)
        ctx.session.add(newest)
    newest.words, newest.written_at, newest.written_by_id = kept, ctx.now, ctx.actor.resident_id
    ctx.session.flush()
    digest = hashlib.sha256(canonical(kept)).hexdigest()
    ctx.record(events.ReportWritten(period.name, newest.version, digest), subject=newest)
    return newest


@operation(P.REPORT_PUBLISH, on=SupervisionReport)
def publish_report(ctx: Context, report: SupervisionReport) -> SupervisionReport:
    """Publish a report: its figures are frozen as the record is now, and it hangs on the notice board.

    Raises RuleBroken while the period runs, without words, and once it is published.
    """
    period, today = report.period, china_date(ctx.now)
    require_none(rules.blockers_publish(report.state, period, report.words, today))
    body = body_of(ctx.session, period.first, period.last, today)
    report.body, report.sha256 = body, rules.digest_of(body, report.words)
    report.state, report.published_at, report.published_by_id = ReportState.PUBLISHED, ctx.now, ctx.actor.resident_id
    old = ctx.session.get(SupervisionReport, (ctx.village_id, report.replaces_id)) if report.replaces_id else None
    title = period.title if old is None else f"{period.title}（更正第{report.version}版）"
    text = rules.notice_text(body, report.words)
    if old is not None:
        text = f"本版更正第{old.version}版：{report.because}\n\n{text}"
    notice = hang_notice(ctx, NoticeKind.AFFAIRS, title, text, ("supervision_report", report.id))
    replaces = old.sha256 if old else ""
    event = events.ReportPublished(
        period.name, report.version, report.sha256, replaces, report.because, notice.short_number
    )
    ctx.record(event, subject=report)
    return report


@operation(P.REPORT_WRITE, on=SupervisionReport)
def correct_report(ctx: Context, report: SupervisionReport, because: str) -> SupervisionReport:
    """Begin a new version of a published report that names the old one and why. Raises RuleBroken, InvalidInput."""
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.REPORT_WRITE, report)
    because = require_words(because, "because", LONGEST_REASON)
    newest = queries.versions_of(ctx.session, report.period)[0]
    profile = rules_in_force(ctx.session, china_date(ctx.now))
    found = rules.blockers_correct(report.state, newest.id == report.id)
    require_none(found + blockers_private([because], profile))
    version = SupervisionReport(
        kind=report.kind,
        first_day=report.first_day,
        version=report.version + 1,
        replaces_id=report.id,
        because=because,
        words=dict(report.words),
        written_at=ctx.now,
        written_by_id=ctx.actor.resident_id,
    )
    ctx.session.add(version)
    ctx.session.flush()
    ctx.record(events.ReportReopened(report.period.name, version.version, because), subject=version)
    return version


def _words(ctx: Context, words: Mapping[str, str]) -> dict[str, str]:
    kept = {part: words.get(part, "").strip() for part in PARTS}
    for part, text in kept.items():
        if text:
            require_words(text, part, rules.LONGEST_PART)
    require_none(blockers_private(kept.values(), rules_in_force(ctx.session, china_date(ctx.now))))
    return kept
