"""How evaluations speak."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from webapp.council.duties.labels import OFTEN
from webapp.council.duties.rules import Norm
from webapp.supervision.evaluations.rules import EvaluationState

BLOCKERS: dict[str, Any] = {
    "evaluation.own": _("You are among those evaluated. Another member of the supervision committee must preside."),
    "evaluation.kin": _(
        "%(name)s, a near relative of yours, is among those evaluated. Another member of the supervision committee "
        "must preside."
    ),
    "evaluation.under_way": _("An evaluation is under way. Its result must come first."),
    "evaluation.nobody": _(
        "Nobody serves in the villagers' committee, and nobody is hired, so there is nobody to grade."
    ),
    "evaluation.too_many": _("A sheet has room for %(most)s people."),
    "evaluation.no_meeting": _(
        "No meeting of the representatives or the assembly with the evaluation on its agenda is open. The clerk "
        "convenes one; hand out the sheets when it is open."
    ),
    "evaluation.is_called": _("The sheets are not handed out yet."),
    "evaluation.is_open": _("The sheets are handed out already."),
    "evaluation.is_closed": _("This evaluation is closed."),
    "evaluation.is_void": _("This evaluation was closed without a result. Call a new one."),
    "hired.already": _("This person is in the register of hired people already."),
    "hired.day": _("The day lies in the future or too long ago."),
    "hired.ended": _("This work ended already."),
    "hired.end_day": _("The work ends on a day since it began, at the latest today."),
}

EVENTS: dict[str, Any] = {
    "person_hired": _("Somebody was hired for pay: %(work)s"),
    "hire_ended": _("A hired person's work ended: %(work)s (%(because)s)"),
    "evaluation_called": _("Evaluation %(number)s was called as matter %(matter)s: %(people)s people"),
    "evaluation_opened": _("The sheets of evaluation %(number)s were handed out at meeting %(meeting)s"),
    "evaluation_closed": _("Evaluation %(number)s was closed and its result announced"),
}

STATES: dict[EvaluationState, Any] = {
    EvaluationState.CALLED: _("Called, waits for a meeting"),
    EvaluationState.OPEN: _("Grading now"),
    EvaluationState.CLOSED: _("Result announced"),
    EvaluationState.VOID: _("Without a result"),
}
LOOKS: dict[EvaluationState, str] = {
    EvaluationState.CALLED: "wait",
    EvaluationState.OPEN: "wait",
    EvaluationState.CLOSED: "ok",
    EvaluationState.VOID: "no",
}


def state_tag(state: EvaluationState) -> tuple[str, str]:
    """How an evaluation stands, with the look of its tag."""
    return str(STATES[state]), LOOKS[state]


def duty_words(norm: Norm) -> str:
    """How often an evaluation is owed."""
    if norm.needed > 1:
        return gettext("Evaluation, at least %(times)s times a year", times=norm.needed)
    return gettext("Evaluation, %(often)s", often=OFTEN[norm.months])
