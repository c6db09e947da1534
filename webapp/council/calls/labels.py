"""Words of asking for a meeting."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from webapp.charter.matters import Body
from webapp.council.calls.rules import CallSource, CallState

STATES: dict[CallState, Any] = {
    CallState.GATHERING: _("Gathers names"),
    CallState.REACHED: _("The committee must convene"),
    CallState.ANSWERED: _("A meeting was convened"),
    CallState.WITHDRAWN: _("Withdrawn"),
}
LOOKS = {
    CallState.GATHERING: "wait",
    CallState.REACHED: "no",
    CallState.ANSWERED: "ok",
    CallState.WITHDRAWN: "plain",
}
SOURCES: dict[CallSource, Any] = {
    CallSource.REPRESENTATIVES: _("Representatives ask"),
    CallSource.VILLAGERS: _("Villagers ask"),
}
ASKED: dict[tuple[Body, CallSource], Any] = {
    (Body.REPRESENTATIVES, CallSource.REPRESENTATIVES): _("Representatives ask for a meeting of representatives"),
    (Body.ASSEMBLY, CallSource.REPRESENTATIVES): _("Representatives ask for a villagers’ assembly"),
    (Body.ASSEMBLY, CallSource.VILLAGERS): _("Villagers ask for a villagers’ assembly"),
}

_ANSWERED = _("A meeting was convened on this request already.")
_WITHDRAWN = _("This request was withdrawn.")
_GATHERING = _("Names are still missing under this request.")

BLOCKERS: dict[str, Any] = {
    "call.reason": _("Say in up to %(longest)s signs what the meeting is to be about."),
    "call.no_such_claim": _(
        "A meeting of representatives is demanded by representatives. Villagers can demand a villagers’ assembly."
    ),
    "call.nobody": _("There is nobody today whose name would count under this request."),
    "call.already_open": _("A request of yours still gathers names. Gather them first, or withdraw it."),
    "call.is_gathering": _GATHERING,
    "call.is_reached": _("Enough people asked already; the committee must convene."),
    "call.is_answered": _ANSWERED,
    "call.is_withdrawn": _WITHDRAWN,
    "call.not_due_gathering": _GATHERING,
    "call.not_due_answered": _ANSWERED,
    "call.not_due_withdrawn": _WITHDRAWN,
    "call.other_body": _("The request asks for another kind of meeting."),
    "call.representatives": _(
        "Under this request stand representatives; only people who are one today count. This is not so for: %(names)s."
    ),
    "call.villagers": _(
        "Only villagers of age who are registered in this village count. This is not so for: %(names)s."
    ),
    "call.already": _("Your name stands under this request already. One person counts once."),
    "call.all_there": _("All these people stand under the request already. One person counts once."),
    "call.how_many": _("Record 1 to %(most)s names at a time."),
}

EVENTS: dict[str, Any] = {
    "meeting_called": _("Request %(number)s for a meeting was started; %(needed)s of %(base)s names are needed"),
    "call_supported": _("A person put their name under request %(number)s; there are %(names)s now"),
    "paper_call_names_recorded": _(
        "The clerk recorded %(added)s names on paper under request %(number)s; there are %(names)s now"
    ),
    "call_reached": _("Request %(number)s has %(names)s of %(needed)s names: the committee must convene by %(due_on)s"),
    "call_answered": _("A meeting was convened on request %(number)s"),
    "call_unanswered": _(
        "The meeting on request %(number)s was not held; the committee must still convene, by %(due_on)s"
    ),
    "call_withdrawn": _("Request %(number)s was withdrawn by whoever started it"),
}


def state_label(state: CallState) -> str:
    """How a request stands, in words."""
    return str(STATES[state])


def asked_label(body: Body, source: CallSource) -> str:
    """Who asks for which meeting."""
    return str(ASKED[body, source])


def left_label(days: int) -> str:
    """How many days the committee still has, or how long it is late."""
    if days < 0:
        return gettext("overdue by %(days)s days", days=-days)
    return gettext("last day today") if days == 0 else gettext("%(days)s days left", days=days)
