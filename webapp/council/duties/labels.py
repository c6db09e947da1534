"""Words of the meetings the law asks for."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from webapp.charter.matters import Body
from webapp.council.duties.rules import Duty, Norm

BODIES: dict[Body, Any] = {
    Body.REPRESENTATIVES: _("Meeting of representatives"),
    Body.ASSEMBLY: _("Villagers’ assembly"),
}
OFTEN: dict[int, Any] = {
    1: _("at least once a month"),
    3: _("at least once a quarter"),
    6: _("at least once in half a year"),
    12: _("at least once a year"),
}


def duty_label(norm: Norm) -> str:
    """Which meeting, and how often."""
    often = OFTEN[norm.months]
    if norm.needed > 1:
        often = gettext("at least %(times)s times a year", times=norm.needed)
    return gettext("%(meeting)s, %(often)s", meeting=BODIES[norm.body] if norm.body else "", often=often)


def days_label(duty: Duty) -> str:
    """How many days are left, or how long it is late."""
    if duty.is_overdue:
        return gettext("overdue by %(days)s days", days=-duty.days_left)
    return gettext("last day today") if duty.days_left == 0 else gettext("%(days)s days left", days=duty.days_left)
