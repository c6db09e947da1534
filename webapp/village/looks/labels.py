"""How looks at personal data are worded."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.village.looks.rules import LookAt

EVENTS: dict[str, Any] = {
    "personal_data_seen": _(
        "A page with personal data was opened (%(looked_at)s): data of %(about)s people or households"
    ),
}
BLOCKERS: dict[str, Any] = {
    "look.not_noted": _(
        "This page shows personal data, and who looks at them is noted first. That could not be written down just now, "
        "so the page is not shown. Try again in a minute; if it stays, tell whoever runs the system."
    ),
}
PAGES: dict[LookAt, Any] = {
    LookAt.REGISTER_SEARCH: _("Search in the household register"),
    LookAt.REGISTER_FILE: _("File for the household register"),
    LookAt.REGISTER_EXPORT: _("Household register taken out as a file"),
    LookAt.OFFICES: _("Filling an office"),
    LookAt.KINSHIP: _("Near relatives"),
    LookAt.DEPARTURES: _("People who died or left"),
    LookAt.INVITATIONS: _("Invitations to sign in"),
    LookAt.REINVITATION: _("New invitation"),
    LookAt.CONSTITUENCIES: _("Households of a constituency"),
    LookAt.NAMESAKES: _("Choosing a person by name"),
    LookAt.CONSULTATION: _("What households say"),
}
SEEN: dict[LookAt, Any] = {
    LookAt.REGISTER_SEARCH: _("household, relation to its head, year of birth"),
    LookAt.REGISTER_FILE: _("what a new file changes: all columns"),
    LookAt.REGISTER_EXPORT: _("all columns, identity numbers masked"),
    LookAt.OFFICES: _("household, relation to its head, year of birth"),
    LookAt.KINSHIP: _("near relatives, household, year of birth"),
    LookAt.DEPARTURES: _("household, year of birth, that somebody died or left"),
    LookAt.INVITATIONS: _("what the person signs in with (often the phone number), household, year of birth"),
    LookAt.REINVITATION: _("what the person signs in with (often the phone number)"),
    LookAt.CONSTITUENCIES: _("head of the household, door"),
    LookAt.NAMESAKES: _("group, door or year of birth"),
    LookAt.CONSULTATION: _("head of the household, door, what the household said and signed"),
}
REASONS: dict[LookAt, Any] = {
    LookAt.REGISTER_SEARCH: _("to find somebody in the register"),
    LookAt.REGISTER_FILE: _("to bring the register up to date"),
    LookAt.REGISTER_EXPORT: _("to keep or correct the register"),
    LookAt.OFFICES: _("to record who holds an office"),
    LookAt.KINSHIP: _("to know who must stand aside"),
    LookAt.DEPARTURES: _("to take somebody out of the register"),
    LookAt.INVITATIONS: _("to let people sign in"),
    LookAt.REINVITATION: _("to make a new link for somebody who forgot the password"),
    LookAt.CONSTITUENCIES: _("to draw constituencies"),
    LookAt.NAMESAKES: _("to tell people of one name apart"),
    LookAt.CONSULTATION: _("to ask households before a vote"),
}


def page_label(page: LookAt | str) -> str:
    """A page as people call it; one that is no more, by its code."""
    return str(PAGES[LookAt(page)]) if page in set(LookAt) else page
