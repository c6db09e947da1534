"""Words of the supervisors' desk."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.supervision.desk.rules import Pile

PILES: dict[Pile, Any] = {
    Pile.WAITS: _("Waits for me"),
    Pile.LATE: _("Late"),
    Pile.WRONG: _("Looks wrong"),
    Pile.OTHERS: _("Others must act first"),
}
EMPTY: dict[Pile, Any] = {
    Pile.WAITS: _("Nothing waits for you."),
    Pile.LATE: _("Nothing is late."),
    Pile.WRONG: _("Nothing looks wrong."),
    Pile.OTHERS: _("Nobody owes an answer or a correction now."),
}
