"""What the desk shows of evaluations: the sheet to fill in, the evaluation owed or under way."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from webapp.charter.labels import article_label
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.council.duties.labels import days_label
from webapp.kit.formats import short_date
from webapp.supervision.evaluations import labels, queries
from webapp.supervision.evaluations.rules import EvaluationState

Item = dict[str, Any]


def sheet_items(ctx: Context) -> list[Item]:
    """Sheets that are out now at a meeting where this person has a seat: beside the ballots, which cannot wait."""
    if ctx.actor.resident_id is None:
        return []
    return [
        {
            "label": _("Evaluation at meeting %(meeting)s", meeting=meeting.short_number),
            "url": url_for("evaluations.sheet", number=one.short_number),
            "cast": is_in,
            "is_final": is_in,
        }
        for one, meeting, is_in in queries.open_sheets(ctx.session, ctx.actor.resident_id)
    ]


def desk_items(ctx: Context) -> list[Item]:
    """The evaluation under way, or the one that is owed, for the supervisors."""
    today, running = china_date(ctx.now), queries.under_way(ctx.session)
    if running is not None:
        label = _("Close the evaluation") if running.state is EvaluationState.OPEN else _("Hand out the sheets")
        url = url_for("evaluations.show", number=running.short_number)
        return [{"label": label, "url": url, "who": labels.state_tag(running.state)[0], "late": False}]
    duty = queries.yearly_duty(ctx.session, today)
    if duty is None or not duty.is_pressing:
        return []
    who = _("%(days)s, by %(article)s", days=days_label(duty), article=article_label(duty.norm.article))
    return [
        {
            "label": labels.duty_words(duty.norm),
            "url": url_for("evaluations.list_evaluations"),
            "date": short_date(duty.due_until),
            "who": who,
            "late": duty.is_overdue,
        }
    ]
