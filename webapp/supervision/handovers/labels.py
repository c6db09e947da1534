"""How leaving an office speaks."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from webapp.supervision.handovers.rules import Clock, DutyKind

BLOCKERS: dict[str, Any] = {
    "leaving.done": _("This is put down as done already."),
    "leaving.day_handover": _("The hand-over lies between the day the office ended (%(day)s) and today."),
    "leaving.day_audit": _("The audit lies in the past. Put it down when it is done."),
    "leaving.still_serves": _("The office is held until %(day)s. It is handed over after that."),
    "leaving.own": _("It is your own office or a near relative's. Another person must put it down."),
    "leaving.audited": _("This audit is done already, so nothing can be added to it."),
    "leaving.too_many": _("There are only %(base)s villagers whose names count."),
    "leaving.too_few": _("%(names)s names, but a fifth of %(base)s villagers is needed: %(needed)s."),
}

EVENTS: dict[str, Any] = {
    "leaving_recorded": _("A hand-over or leaving audit was put down as done: %(paper)s (%(who)s)"),
    "audit_item_added": _("%(names)s villagers asked that something be part of a leaving audit"),
}

KINDS: dict[DutyKind, Any] = {DutyKind.HANDOVER: _("Hand-over"), DutyKind.AUDIT: _("Leaving audit")}


def kind_label(kind: DutyKind) -> str:
    """What is owed."""
    return str(KINDS[kind])


def clock_tag(clock: Clock) -> tuple[str, str]:
    """How a duty stands, with the look of its tag."""
    if clock.is_done:
        return gettext("done"), "ok"
    if clock.is_overdue:
        return ngettext("overdue by %(num)s day", "overdue by %(num)s days", -clock.days_left), "no"
    if clock.days_left == 0:
        return gettext("last day today"), "wait"
    return ngettext("%(num)s day left", "%(num)s days left", clock.days_left), "wait"
