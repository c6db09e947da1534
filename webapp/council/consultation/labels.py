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
LOOKS = {HouseholdSays.FOR: "ok", HouseholdSays.AGAINST: "no", HouseholdSays.OTHER: "plain"}

BLOCKERS: dict[str, Any] = {
    "consultation.other_household": _("This household has another representative. Note only what your own ones say."),
    "consultation.too_late": _("The vote has begun. Households are asked before it."),
    "consultation.meeting_began": _("The meeting has begun. Households are asked before it."),
    "consultation.note": _("A note has at most %(longest)s signs."),
    "consultation.nothing_new": _("Nothing on the sheet is new: everything stands there already."),
    "consultation.no_levy": _("Households sign where a levy is decided; this matter is none."),
    "consultation.nothing_said": _(
        "Nothing is noted of this household that it could have signed. First its word is noted, then its signature."
    ),
    "consultation.not_mine": _("This was noted of another household. Everyone speaks for their own."),
    "consultation.correction_open": _(
        "Your household said already that this was noted wrongly. The representative sees it."
    ),
}

EVENTS: dict[str, Any] = {
    "household_consulted": _("A representative noted what a household says"),
    "household_signature_recorded": _("The signature of a household was recorded"),
    "word_contested": _("A household says that its word was noted wrongly"),
}


def says_label(says: HouseholdSays | None) -> str:
    """What a household says, in words; None when it was not asked yet."""
    return str(SAYS[says] if says else _("Not asked"))


def says_look(says: HouseholdSays | None) -> str:
    """How the word is shown: shape and colour of its tag."""
    return LOOKS.get(says, "wait") if says else "wait"
