"""What the desk of a voter shows of evaluations: the sheet to fill in."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from webapp.core.context import Context
from webapp.supervision.evaluations import queries

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
