"""Words of leaving the register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from webapp.council.departures.rules import DepartureKind
from webapp.village.register.rules import Departure

KINDS: Mapping[DepartureKind, Any] = {
    DepartureKind.DIED: _("died"),
    DepartureKind.MOVED_AWAY: _("moved away"),
    DepartureKind.OTHER: _("other"),
}
REASONS: Mapping[Departure, Any] = {
    Departure.DIED: _("the person died"),
    Departure.REGISTRATION_MOVED: _("the household registration moved to another place"),
    Departure.MARRIED_AWAY: _("married, and registered with the other family elsewhere"),
    Departure.ENTERED_TWICE: _("entered twice; the other row stays"),
    Departure.NEVER_BELONGED: _("entered by mistake, never belonged to the village"),
}

BLOCKERS: Mapping[str, Any] = {
    "departure.already": _("This person was taken out of the register already, from %(on)s on."),
    "departure.future": _("This day is still to come. Take the person out when it has happened."),
    "departure.before_birth": _("This day lies before the person’s birth. Correct it."),
    "departure.vote_open": _(
        "A vote is open in which this person is due: “%(motion)s”. Nobody is taken out of the register while it is "
        "open. Come back when it is closed."
    ),
    "departure.none": _("This person stands in the register and was not taken out."),
}

EVENTS: Mapping[str, Any] = {
    "resident_departed": _("A person was taken out of the register; offices and account ended with it."),
    "resident_returned": _("A person was taken back into the register."),
}


def departure_label(because: Departure) -> str:
    """Why somebody was taken out, as people say it."""
    return str(REASONS[because])
