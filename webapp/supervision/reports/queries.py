"""Reading the supervisors' reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.core.errors import NotFound
from webapp.supervision.reports.figures import body_of
from webapp.supervision.reports.models import SupervisionReport
from webapp.supervision.reports.rules import Period, ReportState, months_before
from webapp.village.queries import founded_on, village


def reports(session: Session) -> Sequence[SupervisionReport]:
    """Every version of every report, the newest period first. One query."""
    query = select(SupervisionReport).order_by(
        SupervisionReport.first_day.desc(), SupervisionReport.kind, SupervisionReport.version.desc()
    )
    return session.execute(query).scalars().all()


def versions_of(session: Session, period: Period) -> Sequence[SupervisionReport]:
    """The versions of one report, the newest first. One query."""
    query = (
        select(SupervisionReport)
        .where(SupervisionReport.kind == period.kind, SupervisionReport.first_day == period.first)
        .order_by(SupervisionReport.version.desc())
    )
    return session.execute(query).scalars().all()


def published_of(session: Session, period: Period) -> SupervisionReport | None:
    """The version that hangs, if any: the newest published one."""
    found = versions_of(session, period)
    return next((one for one in found if one.state is ReportState.PUBLISHED), None)


def shown_body(session: Session, report: SupervisionReport, today: date) -> dict[str, Any]:
    """The part from the record: frozen once published, until then as the record is now."""
    return report.body or body_of(session, report.period.first, report.period.last, today)


def began(session: Session) -> date:
    """Since when the village is here. Raises NotFound where there is none."""
    found = founded_on(session)
    if found is None:
        raise NotFound("Village", "")
    return found


def unpublished(session: Session, today: date) -> list[tuple[Period, bool]]:
    """Months for which the committee owes a report: the one just past and every draft; whether it is written yet."""
    every = reports(session)
    last_month = months_before(today, 2)[1]
    drafts = [(one.period, True) for one in every if one.state is ReportState.DRAFT]
    written = {one.period for one in every}
    is_owed = last_month not in written and last_month.first >= began(session).replace(day=1)
    return [(last_month, False), *drafts] if is_owed else drafts


def village_name(session: Session) -> str:
    """The name on the sheet."""
    here = village(session)
    return here.name if here else ""
