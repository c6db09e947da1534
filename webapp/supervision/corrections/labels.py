"""Words of orders to correct."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.supervision.corrections.rules import OrderSource, OrderState

SOURCES: dict[OrderSource, Any] = {
    OrderSource.SUPERVISION: _("the supervision committee"),
    OrderSource.TOWNSHIP: _("the township people's government"),
    OrderSource.COUNTY: _("the county people's government"),
}
STATES: dict[OrderState, Any] = {
    OrderState.OPEN: _("To be carried out"),
    OrderState.DONE: _("Carried out"),
    OrderState.REFUSED: _("Refused"),
    OrderState.ESCALATED: _("Put before a higher authority"),
}
LOOKS: dict[OrderState, str] = {
    OrderState.OPEN: "wait",
    OrderState.DONE: "ok",
    OrderState.REFUSED: "no",
    OrderState.ESCALATED: "no",
}

BLOCKERS: dict[str, Any] = {
    "order.not_outside": _("Here stand orders of the township or the county; the supervisors give theirs themselves."),
    "order.future": _("The paper is dated %(day)s, and that day has not come. Look at the date again."),
    "order.due_before": _("The last day lies before the day of the paper, %(day)s. Look at the dates again."),
    "order.is_done": _("This order was carried out already."),
    "order.is_refused": _("This order was refused already. It can still be carried out."),
    "order.is_escalated": _("This order was put before a higher authority. It can still be carried out."),
    "order.from_outside": _(
        "An order of the government is carried out. Who disagrees turns to whoever gave it; it is not refused here."
    ),
    "order.their_own": _("This authority gave the order itself. Put it before the other one."),
    "order.days_run": _("The order may be carried out through %(until)s. Take it further after that day."),
}

EVENTS: dict[str, Any] = {
    "correction_ordered": _("The supervision committee gave order %(number)s to correct, due by %(due_on)s"),
    "outside_order_recorded": _(
        "Order %(number)s to correct, paper %(paper)s of a higher authority, was recorded; due by %(due_on)s"
    ),
    "correction_done": _("Order %(number)s to correct was carried out"),
    "correction_refused": _("The villagers' committee refused order %(number)s to correct"),
    "correction_escalated": _(
        "Order %(number)s was put before a higher authority with its whole record (paper %(escalation)s)"
    ),
}
