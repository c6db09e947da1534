"""What the desk shows of reports: the month that is over and has none, drafts not published."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.supervision.reports import labels, queries
from webapp.supervision.reports.rules import ReportState, months_before

Item = dict[str, Any]


def desk_items(ctx: Context) -> list[Item]:
    """The report of the month just past, while it is not published, and other drafts."""
    today, every = china_date(ctx.now), queries.reports(ctx.session)
    last_month = months_before(today, 2)[1]
    drafts = [one.period for one in every if one.state is ReportState.DRAFT]
    written = {one.period for one in every}
    began = queries.began(ctx.session) if last_month not in written else today
    waiting = [last_month] if last_month not in written and last_month.first >= began.replace(day=1) else []
    return [
        {
            "label": _("Publish: %(report)s", report=labels.period_label(period))
            if period in written
            else _("Write: %(report)s", report=labels.period_label(period)),
            "url": url_for("reports.show", period=period.name)
            if period in written
            else url_for("reports.write", period=period.name),
        }
        for period in [*waiting, *drafts]
    ]
