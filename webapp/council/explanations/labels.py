"""Words of explaining a vote."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

BLOCKERS: dict[str, Any] = {
    "explanation.text": _("Say in up to %(longest)s signs why you voted so."),
    "explanation.not_closed": _("The vote is still open. It can be explained once it is closed."),
    "explanation.secret": _("The vote was secret, and stays so: here nobody says how they voted."),
    "explanation.no_households": _("You speak for no households: you sat here as a member of the committee."),
    "explanation.not_voted": _("You cast no vote that could be explained."),
}

EVENTS: dict[str, Any] = {"vote_explained": _("A representative said why they voted as they did")}
