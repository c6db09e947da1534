"""Words of asking households."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.council.consultation.rules import HouseholdSays

SAYS: dict[HouseholdSays, Any] = {
    HouseholdSays.FOR: _("For"),
    HouseholdSays.AGAINST: _("Against"),
    HouseholdSays.OTHER: _("Something else"),
    HouseholdSays.NOT_REACHED: _("Not reached"),
}

BLOCKERS: dict[str, Any] = {
    "consultation.other_household": _("This household has another representative. Note only what your own ones say."),
    "consultation.too_late": _("The vote has begun. Households are asked before it."),
    "consultation.note": _("A note has at most %(longest)s signs."),
}

EVENTS: dict[str, Any] = {"household_consulted": _("A representative noted what a household says")}


def says_label(says: HouseholdSays | None) -> str:
    """What a household says, in words; None when it was not asked yet."""
    return str(SAYS[says] if says else _("Not asked"))
