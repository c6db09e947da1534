"""What the desk shows of offices that ended: hand-overs and audits still to be done."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from webapp.charter.labels import article_label
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.kit.formats import short_date
from webapp.supervision.handovers import labels, queries

Item = dict[str, Any]


def desk_items(ctx: Context) -> list[Item]:
    """Everything not done yet, the latest first."""
    waiting = [
        (clock, leaving)
        for leaving in queries.leavings(ctx.session, china_date(ctx.now))
        for clock in leaving.clocks
        if not clock.is_done
    ]
    return [
        {
            "label": _("%(what)s: %(name)s", what=labels.kind_label(clock.kind), name=leaving.name),
            "url": url_for("handovers.show", term_id=leaving.term.id),
            "date": short_date(clock.due_on),
            "who": _("%(days)s, by %(article)s", days=labels.clock_tag(clock)[0], article=article_label(clock.article)),
            "late": clock.is_overdue,
        }
        for clock, leaving in sorted(waiting, key=lambda pair: pair[0].due_on)
    ]
