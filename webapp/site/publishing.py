"""What waits on the way to the board, as lines of a desk."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from webapp.board.drafts.queries import drafts_waiting, lifts_waiting
from webapp.board.drafts.rules import DraftState
from webapp.committee.disclosures.labels import cover_label
from webapp.committee.disclosures.queries import overdue_disclosures
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.kit.formats import short_date

Item = dict[str, Any]
MOST = 6
"""Lines of overdue publication on a desk; the calendar shows all."""


def meeting_items(ctx: Context) -> list[Item]:
    """For secretary and chair: drafts that wait for the joint meeting."""
    return _drafts(ctx, DraftState.MEETING, _("Joint meeting on: "))


def draft_items(ctx: Context) -> list[Item]:
    """For the clerk: drafts that came back, drafts that may hang, what is overdue."""
    came_back = _drafts(ctx, DraftState.RETURNED, _("Came back: "))
    return came_back + _drafts(ctx, DraftState.PASSED, _("May hang: ")) + overdue_items(ctx)


def mask_items(ctx: Context) -> list[Item]:
    """For the second person: masks somebody wants lifted, but one's own."""
    return [
        {
            "label": _("Lift a mask in draft %(number)s?", number=row.draft.short_number),
            "url": url_for("drafts.show", number=row.draft.short_number),
            "who": row.asker,
        }
        for row in lifts_waiting(ctx.session)
        if ctx.actor.resident_id not in (row.lift.asked_by_id, row.draft.written_by_id)
    ]


def overdue_items(ctx: Context) -> list[Item]:
    """What the law wants on the board and is not there."""
    return [
        {
            "label": _("Not published: %(what)s", what=cover_label(one.duty.cover)),
            "url": url_for("disclosures.show"),
            "date": short_date(one.duty.due_on),
            "late": True,
        }
        for one in overdue_disclosures(ctx.session, china_date(ctx.now))[:MOST]
    ]


def _drafts(ctx: Context, state: DraftState, label: str) -> list[Item]:
    return [
        {
            "label": f"{label}{_('Draft %(number)s', number=row.draft.short_number)}",
            "url": url_for("drafts.show", number=row.draft.short_number),
            "date": short_date(row.draft.written_at),
            "who": row.writer,
        }
        for row in drafts_waiting(ctx.session, state)
    ]
