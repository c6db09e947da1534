"""How evidence speaks."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

BLOCKERS: dict[str, Any] = {
    "bundle.day": _("Choose the first and the last day."),
    "bundle.order": _("The period ends before it begins. Choose a later last day."),
    "bundle.future": _("The period has not begun yet. Choose an earlier first day."),
    "bundle.too_long": _("A file of evidence holds at most %(days)s days. Choose a shorter period."),
    "bundle.empty": _("Nothing was recorded there, so there is nothing to prove. Choose another period."),
    "bundle.too_many": _(
        "That would be %(entries)s entries; one file holds at most %(most)s. Choose a shorter period, or take it in "
        "parts."
    ),
    "bundle.papers": _("The papers in it are larger than %(most)s MB together. Choose a shorter period."),
    "bundle.open_vote": _(
        "A vote in it is still open, and how people vote is published only when it closes. Take the file then, or "
        "choose a period that ends before."
    ),
    "bundle.unsigned": _(
        "The log is not signed up to there yet; that happens at every decision and at least hourly. Try again later."
    ),
}

EVENTS: dict[str, Any] = {
    "bundle_taken": _("Evidence was taken away for oversight: %(entries)s entries (%(about)s)"),
}
