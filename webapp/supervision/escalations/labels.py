"""Words of what went to an authority."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _

from webapp.kit.formats import date_and_time, long_date
from webapp.supervision.escalations.rules import Addressee

ADDRESSEES: dict[Addressee, Any] = {
    Addressee.TOWNSHIP: _("the township people's government"),
    Addressee.COUNTY: _("the county people's government"),
}
PARTS: dict[str, Any] = {
    "question": _("What is asked of them"),
    "answer": _("Answer"),
    "satisfied": _("Satisfied"),
    "not_satisfied": _("Not satisfied"),
    "demand": _("What was ordered"),
    "refusal": _("Refused"),
    "done": _("Carried out"),
}

BLOCKERS: dict[str, Any] = {
    "escalation.already": _("This authority has it already. Choose the other one, or wait for the answer."),
}


def day_label(text: str | None) -> str:
    """A day as a record keeps it, as people write it."""
    return long_date(date.fromisoformat(text)) if text else ""


def moment_label(text: str) -> str:
    """A moment as a record keeps it, as people write it."""
    return date_and_time(datetime.fromisoformat(text.replace("Z", "+00:00")))
