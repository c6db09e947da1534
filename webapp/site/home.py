"""The village's first page: what hangs on the board, who holds the four powers, what comes next."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from webapp.board.queries import NextDate, hanging_count, hanging_notices, objection_counts
from webapp.committee.queries import next_dates
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.council.calls.queries import due_calls
from webapp.council.duties.queries import pressing_duties
from webapp.council.meetings.queries import meetings_to_come
from webapp.council.polls.queries import open_polls
from webapp.kit.formats import short_date
from webapp.kit.guards import public
from webapp.kit.request import current_ctx
from webapp.site.blueprint import bp
from webapp.village.offices.queries import holders_on
from webapp.village.offices.rules import Body, members_of

MOST_NOTICES = 6
MOST_DATES = 6


@bp.get("/v/<village>/")
@public
def home() -> str:
    """What a villager sees first."""
    ctx = current_ctx()
    today = china_date(ctx.now)
    notices = hanging_notices(ctx.session, MOST_NOTICES)
    holders = holders_on(ctx.session, today)
    return render_template(
        "site/home.html",
        notices=notices,
        counts=objection_counts(ctx.session, [notice.id for notice in notices]),
        hanging=hanging_count(ctx.session),
        powers={body.value: len(members_of(body, holders)) for body in Body},
        dates=_dates(ctx, today),
        voting=open_polls(ctx.session),
        duties=pressing_duties(ctx.session, today),
        calls=[line for line in due_calls(ctx.session, today) if line.clock and line.clock.is_overdue],
    )


def _dates(ctx: Context, today: date) -> list[dict[str, Any]]:
    """What comes next: meetings, ends of display, answers due."""
    found: list[tuple[date, dict[str, Any]]] = []
    for meeting in meetings_to_come(ctx.session, ctx.now):
        day = china_date(meeting.starts_at)
        found.append((day, {"label": meeting.title, "url": url_for("meetings.show", number=meeting.short_number)}))
    found += [(coming.on, _date_item(coming)) for coming in next_dates(ctx.session, today, MOST_DATES)]
    found.sort(key=lambda item: (item[0], item[1]["label"]))
    return [{"date": short_date(day), **item} for day, item in found[:MOST_DATES]]


def _date_item(coming: NextDate) -> dict[str, Any]:
    if coming.what == "task_due":
        url = url_for("committee.task", number=coming.number, part=coming.part)
        return {"label": _("Task due: %(title)s", title=coming.title), "url": url}
    url = url_for("board.notice", number=coming.number)
    if coming.what == "reply_due":
        return {"label": _("Answer due: %(title)s", title=coming.title), "url": url}
    return {"label": _("Display ends: %(title)s", title=coming.title), "url": url}
