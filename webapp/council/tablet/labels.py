"""Words of the hall's tablet: reasons, and what the log says."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

BLOCKERS: dict[str, Any] = {
    "tablet.too_many_tries": _(
        "Too many wrong codes were given. Wait %(minutes)s minutes, or let the clerk check you in."
    ),
    "tablet.too_slow": _("That took too long, so the tablet has forgotten you. Give your number and code again."),
}

EVENTS: dict[str, Any] = {
    "tablet_started": _("The hall's tablet was set up"),
    "code_presented": _("A person gave the right code at the hall's tablet"),
    "code_refused": _("A wrong code was given at the hall's tablet for no. %(position)s"),
}
