"""What obliges the committee to convene: requests for a meeting, and the meetings the law asks for by itself."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.council.calls.labels import asked_label, left_label
from webapp.council.calls.queries import CallLine, due_calls
from webapp.council.duties.labels import days_label, duty_label
from webapp.council.duties.queries import pressing_duties
from webapp.council.duties.rules import Duty
from webapp.kit.formats import short_date


def convening_items(ctx: Context, only_late: bool = False) -> list[dict[str, Any]]:
    """Everything that waits to be convened, for a desk; with `only_late` what should have been convened already."""
    today = china_date(ctx.now)
    items = [_call_item(line) for line in due_calls(ctx.session, today)]
    items += [_duty_item(duty) for duty in pressing_duties(ctx.session, today)]
    return [item for item in items if item["late"] or not only_late]


def _call_item(line: CallLine) -> dict[str, Any]:
    call, clock = line.call, line.clock
    return {
        "label": _("Convene on request: %(asked)s", asked=asked_label(call.body, call.source)),
        "url": url_for("calls.show", number=call.short_number),
        "date": short_date(call.due_on),
        "who": left_label(clock.days_left) if clock else "",
        "late": bool(clock and clock.is_overdue),
    }


def _duty_item(duty: Duty) -> dict[str, Any]:
    return {
        "label": duty_label(duty.norm),
        "url": url_for("site.council", _anchor="duties"),
        "date": short_date(duty.due_until),
        "who": days_label(duty),
        "late": duty.is_overdue,
    }
