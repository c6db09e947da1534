"""Words of co-signing."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

BLOCKERS: dict[str, Any] = {
    "cosignature.not_needed": _("This matter was raised by a body of the village and needs no names."),
    "cosignature.over": _("This matter is put forward already; no more names are gathered."),
    "cosignature.villagers": _(
        "Only villagers of age who are registered in this village count. This is not so for: %(names)s."
    ),
    "cosignature.representatives": _(
        "This matter is raised by representatives; only people who are one today count. This is not so for: %(names)s."
    ),
    "cosignature.already": _("Your name stands under this matter already. One person counts once."),
    "cosignature.all_signed": _("All these people have signed already. One person counts once."),
    "cosignature.how_many": _("Record 1 to %(most)s names at a time."),
}

EVENTS: dict[str, Any] = {
    "matter_cosigned": _("A person put their name under matter %(number)s; there are %(signed)s now"),
    "paper_cosignatures_recorded": _(
        "The clerk recorded %(added)s names on paper under matter %(number)s; there are %(signed)s now"
    ),
}
