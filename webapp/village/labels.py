"""Words of the village room, all its nouns together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from webapp.village.accounts import labels as accounts
from webapp.village.constituencies import labels as constituencies
from webapp.village.kinship import labels as kinship
from webapp.village.looks import labels as looks
from webapp.village.offices import labels as offices
from webapp.village.register import labels as register

BLOCKERS: Mapping[str, Any] = {
    "village.exists": _("The village %(village)s is here already."),
    "village.code": _("“%(given)s” is no village code. A code has 12 digits, such as 411381998201."),
    "village.name": _("A village's name has 1 to %(longest)s characters."),
    **accounts.BLOCKERS,
    **constituencies.BLOCKERS,
    **kinship.BLOCKERS,
    **looks.BLOCKERS,
    **offices.BLOCKERS,
    **register.BLOCKERS,
}

EVENTS: Mapping[str, Any] = {
    "village_created": _("The village %(village_name)s (%(code)s) was set up; its log begins."),
    **accounts.EVENTS,
    **constituencies.EVENTS,
    **kinship.EVENTS,
    **looks.EVENTS,
    **offices.EVENTS,
    **register.EVENTS,
}
