"""What the desk shows of the supervision committee's meetings: records to sign, the month without one."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from webapp.charter.labels import article_label
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.council.duties.labels import days_label
from webapp.kit.formats import short_date
from webapp.supervision.sittings import labels, queries

Item = dict[str, Any]


def desk_items(ctx: Context) -> list[Item]:
    """Records that wait for this person's name, and the meeting that is owed or soon will be."""
    person = ctx.actor.resident_id
    items = [
        {
            "label": _("Sign the record of meeting %(number)s", number=one.short_number),
            "url": url_for("sittings.show", number=one.short_number),
            "date": short_date(one.held_on),
        }
        for one in (queries.unsigned_by(ctx.session, person) if person else [])
    ]
    duty = queries.sitting_duty(ctx.session, china_date(ctx.now))
    if duty is None or not duty.is_pressing:
        return items
    who = _("%(days)s, by %(article)s", days=days_label(duty), article=article_label(duty.norm.article))
    return [
        *items,
        {
            "label": labels.duty_words(duty.norm),
            "url": url_for("sittings.list_sittings"),
            "date": short_date(duty.due_until),
            "who": who,
            "late": duty.is_overdue,
        },
    ]
