"""How reports speak."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from webapp.supervision.reports.rules import Period, ReportKind

BLOCKERS: dict[str, Any] = {
    "report.not_begun": _("This period has not begun yet."),
    "report.before": _("The village was not here yet in this period, so there is no record to report from."),
    "report.published": _("This report is published. Begin a corrected version to change it."),
    "report.period_runs": _("It can be published from %(day)s, when its period is over."),
    "report.no_words": _("Write at least one of the free parts first: what was found, or what you advise."),
    "report.draft": _("This version is still a draft; change its words instead."),
    "report.newer": _("There is a newer version of this report. Correct that one."),
}

EVENTS: dict[str, Any] = {
    "supervision_report_written": _("The supervisors' report %(period)s was written (version %(report_version)s)"),
    "supervision_report_published": _("The supervisors' report %(period)s was published (version %(report_version)s)"),
    "supervision_report_reopened": _(
        "A corrected version of the supervisors' report %(period)s was begun: %(because)s"
    ),
}

PARTS: dict[str, Any] = {
    "introduction": _("In general"),
    "findings": _("What was found"),
    "advice": _("What we advise"),
}
LISTS: dict[str, Any] = {
    "opinions": _("Opinions given"),
    "questions": _("Formal questions and their answers"),
    "vouchers": _("Vouchers looked through"),
    "objections": _("Objections of villagers and their answers"),
    "tasks": _("Tasks"),
    "votes": _("Votes held"),
    "meetings": _("Meetings and who came"),
    "sittings": _("Meetings of the supervision committee"),
    "evaluations": _("Evaluations"),
}


def part_label(part: str) -> str:
    """The heading of a free part."""
    return str(PARTS[part])


def list_label(name: str) -> str:
    """The heading of a list from the record; an unknown one names itself."""
    return str(LISTS.get(name, name))


def period_label(period: Period) -> str:
    """The period in words."""
    if period.kind is ReportKind.ANNUAL:
        return gettext("Annual report %(year)s", year=period.first.year)
    return gettext("Report for %(year)s-%(month)s", year=period.first.year, month=f"{period.first.month:02d}")
