"""Words of interpellation."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.supervision.interpellations.models import Interpellation
from webapp.supervision.interpellations.rules import AskSource, QuestionState
from webapp.village.offices.labels import office_label

COMMITTEE = _("the villagers' committee")
SOURCES: dict[AskSource, Any] = {
    AskSource.SUPERVISION: _("The supervision committee asks"),
    AskSource.REPRESENTATIVES: _("Representatives ask jointly"),
    AskSource.ELECTORS: _("Villagers ask jointly"),
}
STATES: dict[QuestionState, Any] = {
    QuestionState.GATHERING: _("Gathers names"),
    QuestionState.PUT: _("Waits for an answer"),
    QuestionState.REPLIED: _("Answered"),
    QuestionState.SATISFIED: _("Satisfied"),
    QuestionState.UNSATISFIED: _("Not satisfied"),
    QuestionState.ESCALATED: _("Put before a higher authority"),
    QuestionState.WITHDRAWN: _("Withdrawn"),
}
LOOKS: dict[QuestionState, str] = {
    QuestionState.GATHERING: "wait",
    QuestionState.PUT: "wait",
    QuestionState.REPLIED: "wait",
    QuestionState.SATISFIED: "ok",
    QuestionState.UNSATISFIED: "no",
    QuestionState.ESCALATED: "no",
    QuestionState.WITHDRAWN: "plain",
}

_PUT = _("This question is put already; the days for the answer run.")
_SETTLED = _("This question is settled: who asked is satisfied.")
_WITHDRAWN = _("This question was withdrawn.")

BLOCKERS: dict[str, Any] = {
    "interpellation.nobody": _("There is nobody today whose name would count under this question."),
    "interpellation.too_few": _("Only %(base)s serve today, and %(needed)s must ask together."),
    "interpellation.already_open": _("A question of yours still gathers names. Gather them first, or take it back."),
    "interpellation.is_gathering": _("Names are still missing under this question."),
    "interpellation.is_put": _PUT,
    "interpellation.is_replied": _PUT,
    "interpellation.is_satisfied": _SETTLED,
    "interpellation.is_unsatisfied": _PUT,
    "interpellation.is_escalated": _PUT,
    "interpellation.is_withdrawn": _WITHDRAWN,
    "interpellation.only_representatives": _(
        "Under this question stand representatives; only people who are one today count. This is not so for: %(names)s."
    ),
    "interpellation.only_electors": _(
        "Only villagers of age who are registered in this village count. This is not so for: %(names)s."
    ),
    "interpellation.asks_self": _(
        "You are among those who are asked. Nobody puts a question to themselves or gathers names for it."
    ),
    "interpellation.not_in_office": _(
        "This person does not hold that office today. Choose who is asked from the list."
    ),
    "interpellation.already_signed": _("Your name stands under this question already. One person counts once."),
    "interpellation.all_there": _("All these people stand under the question already. One person counts once."),
    "interpellation.how_many": _("Record 1 to %(most)s names at a time."),
    "interpellation.own_question": _("You asked this yourself. Somebody else of those asked must answer."),
    "interpellation.answer_unjudged": _(
        "Your last answer waits for the word of who asked. Answer again when they are not satisfied."
    ),
    "interpellation.nothing_to_judge": _("There is no answer that waits for your word."),
    "interpellation.judge_first": _("An answer came. Say first whether it satisfies you."),
    "interpellation.days_run": _(
        "The days for the answer run through %(until)s. Take the question further after that day."
    ),
}

EVENTS: dict[str, Any] = {
    "interpellation_begun": _("Question %(number)s was begun; %(needed)s of %(base)s names put it"),
    "interpellation_supported": _("A person put their name under question %(number)s; there are %(names)s now"),
    "interpellation_names_recorded": _(
        "%(added)s names on paper were recorded under question %(number)s; there are %(names)s now"
    ),
    "interpellation_put": _("The supervision committee put question %(number)s; the answer is due by %(due_on)s"),
    "joint_interpellation_put": _(
        "Question %(number)s has %(names)s of %(needed)s names and is put; the answer is due by %(due_on)s"
    ),
    "interpellation_withdrawn": _("Question %(number)s was withdrawn by whoever began it"),
    "interpellation_replied": _("Question %(number)s was answered (answer %(reply)s)"),
    **dict.fromkeys(
        ("interpellation_reply_accepted", "joint_interpellation_reply_accepted"),
        _("Who put question %(number)s is satisfied with answer %(reply)s"),
    ),
    **dict.fromkeys(
        ("interpellation_reply_rejected", "joint_interpellation_reply_rejected"),
        _("Who put question %(number)s is not satisfied with answer %(reply)s"),
    ),
    **dict.fromkeys(
        ("interpellation_escalated", "joint_interpellation_escalated"),
        _("Question %(number)s was put before a higher authority with its whole record (paper %(escalation)s)"),
    ),
}


def asked_label(question: Interpellation, name: str | None) -> str:
    """Who is asked: the office and the name, or the committee."""
    if question.to_office is None or name is None:
        return str(COMMITTEE)
    return f"{office_label(question.to_office)} {name}"
