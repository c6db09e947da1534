"""Words of the hall's tablet: reasons, and what the log says."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

BLOCKERS: dict[str, Any] = {
    "tablet.too_many_tries": _(
        "Too many wrong codes were given. Wait %(minutes)s minutes, or let the clerk check you in."
    ),
    "tablet.too_slow": _("That took too long, so the tablet has forgotten you. Give your number and code again."),
    "tablet.household": _("This is a household's seat: tell the clerk who comes for the household."),
    "tablet.other_way": _("This vote is not taken at the tablet. Ask the tellers."),
    "tablet.on_a_sheet": _("Your ballot stands on the tellers' sheet already. Only the tellers can correct it."),
}

EVENTS: dict[str, Any] = {
    "tablet_started": _("The hall's tablet was set up"),
    "code_presented": _("A person gave the right code at the hall's tablet"),
    "code_refused": _("A wrong code was given at the hall's tablet for no. %(position)s"),
}
