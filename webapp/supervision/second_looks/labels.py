"""Words of second looks."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.supervision.second_looks.rules import Answered, LookState, LookVerdict, waits

VERDICTS: dict[LookVerdict, Any] = {
    LookVerdict.UPHOLD: _("The answer stands"),
    LookVerdict.ANSWER_AGAIN: _("The committee must answer anew"),
    LookVerdict.CORRECT: _("The notice must be corrected (an order to correct is given with it)"),
}
STATES: dict[LookState, Any] = {
    LookState.ASKED: _("Waits for a second look"),
    LookState.UPHELD: _("The answer stands"),
    LookState.ANSWER_ASKED: _("Waits for a new answer"),
    LookState.ANSWERED: _("Answered anew"),
    LookState.CORRECTED: _("Correction ordered"),
}
LOOKS: dict[LookState, str] = {
    LookState.ASKED: "wait",
    LookState.UPHELD: "plain",
    LookState.ANSWER_ASKED: "wait",
    LookState.ANSWERED: "ok",
    LookState.CORRECTED: "no",
}
NONE = _("No second look")

BLOCKERS: dict[str, Any] = {
    "second_look.not_objector": _("Only who raised the objection asks for a second look at its answer."),
    "second_look.not_answered": _("This objection is not answered yet. Wait for the answer first."),
    "second_look.there_already": _("A second look was asked for already, or the supervisors have spoken."),
    "second_look.by_itself": _("The answer goes against you, so it comes to the supervisors by itself."),
    "second_look.nobody_asked": _("Nobody asked for a second look, and the answer does not go against the objector."),
    "second_look.decided": _("The supervisors have spoken on this already."),
    "second_look.no_answer_asked": _("No new answer is asked for here."),
}

EVENTS: dict[str, Any] = {
    "second_look_asked": _("A second look at objection %(objection)s to notice %(notice)s was asked for"),
    "second_look_decided": _("The supervision committee looked again at objection %(objection)s to notice %(notice)s"),
    "objection_answered_anew": _("Objection %(objection)s to notice %(notice)s was answered anew"),
}


def look_tag(answered: Answered) -> tuple[str, str]:
    """How a second look stands, and the look of its tag."""
    state = answered.look or (LookState.ASKED if waits(answered) else None)
    return (str(STATES[state]), LOOKS[state]) if state is not None else (str(NONE), "plain")
