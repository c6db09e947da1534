"""How oversight speaks."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.branch.opinions.rules import Place
from webapp.supervision.corrections import labels as corrections
from webapp.supervision.escalations import labels as escalations
from webapp.supervision.evaluations import labels as evaluations
from webapp.supervision.handovers import labels as handovers
from webapp.supervision.interpellations import labels as interpellations
from webapp.supervision.reports import labels as reports
from webapp.supervision.second_looks import labels as second_looks
from webapp.supervision.sittings import labels as sittings
from webapp.supervision.subjects import labels as subjects

BLOCKERS: dict[str, Any] = {
    **subjects.BLOCKERS,
    **interpellations.BLOCKERS,
    **escalations.BLOCKERS,
    **corrections.BLOCKERS,
    **second_looks.BLOCKERS,
    **evaluations.BLOCKERS,
    **sittings.BLOCKERS,
    **reports.BLOCKERS,
    **handovers.BLOCKERS,
    "opinion.already_decided": _("This matter is decided already; an opinion before the agenda comes too late."),
    "opinion.returned": _("This matter was returned and gets a new text first. Give the opinion on that text."),
    "opinion.not_decided": _("This matter is not decided, so there is no execution to look at yet."),
    "opinion.nothing_begun": _("No task was given out under this matter, so there is no execution to look at yet."),
    "opinion.tasks_open": _("Tasks not completed yet: %(open)s of %(all)s. Give this opinion when all are completed."),
    "opinion.concerned": _("This matter concerns you. Another member of the supervision committee must speak."),
    "opinion.kin_of_concerned": _(
        "This matter concerns a near relative of yours. Another member of the supervision committee must speak."
    ),
    "opinion.own_act": _(
        "You raised this matter, and nobody oversees their own act. Another member of the supervision committee must "
        "speak."
    ),
    "opinion.kin_of_raiser": _(
        "A near relative of yours raised this matter. Another member of the supervision committee must speak."
    ),
    "opinion.own_task": _(
        "You carry out a task of this matter, and nobody oversees their own act. Another member of the supervision "
        "committee must speak."
    ),
    "opinion.kin_of_owner": _(
        "A near relative of yours carries out a task of this matter. Another member of the supervision committee must "
        "speak."
    ),
}

EVENTS: dict[str, Any] = {
    "log_exported": _("Entries of the log were taken out as a file"),
    **interpellations.EVENTS,
    **corrections.EVENTS,
    **second_looks.EVENTS,
    **evaluations.EVENTS,
    **sittings.EVENTS,
    **reports.EVENTS,
    **handovers.EVENTS,
    "opinion_given": _("Matter %(matter)s: the supervision committee gave an opinion"),
}

QUESTIONS: dict[Place, Any] = {
    Place.BEFORE_AGENDA: _(
        "Is the text clear, was it announced, are the offers and the budget there, is anybody concerned who should "
        "stand aside?"
    ),
    Place.DURING_EXECUTION: _("Is the work going as decided, is it on time, does the money match what was done?"),
    Place.BEFORE_RESULT: _("Is the work done and accepted, does the account match the vouchers, can it be published?"),
}
