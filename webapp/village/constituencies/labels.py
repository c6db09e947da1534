"""Words of the constituencies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from webapp.village.constituencies.rules import Joined

BLOCKERS: Mapping[str, Any] = {
    "constituency.size": _(
        "Constituency %(number)s has %(got)s households; it must be %(low)s to %(high)s. Choose another household."
    ),
    "constituency.unknown": _("There is no constituency %(number)s with this household. Load the page again."),
    "constituency.already_there": _("The household is in constituency %(number)s already."),
    "constituency.other_group": _(
        "Constituency %(number)s lies in %(groups)s, the household in %(group)s. A household stays in its group."
    ),
    "constituencies.represented": _(
        "%(serving)s representatives serve for the constituencies as they are. Move single households by hand, or draw "
        "anew when the terms have ended."
    ),
    "constituencies.no_households": _("The register is empty. Import it first."),
    "constituencies.target": _("A constituency has %(low)s to %(high)s households. Choose a size between the two."),
}

EVENTS: Mapping[str, Any] = {
    "constituencies_drawn": _(
        "Constituencies were drawn: %(constituencies)s for %(households)s households, about %(target)s each."
    ),
    "household_moved": _("Household %(household)s was put into constituency %(number)s."),
}


def joined_sentence(joined: Joined) -> str:
    """That a small group was joined to its neighbour, and why."""
    sentence: str = gettext(
        "%(group)s has only %(households)s households and was joined to %(neighbour)s.",
        group=joined.group,
        households=joined.households,
        neighbour=joined.neighbour,
    )
    return sentence
