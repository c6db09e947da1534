"""Words of matters: sources, states, steps, reasons, and what the log says."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.branch.matters.rules import MatterState, Signing, Source, Step
from webapp.charter.labels import STEPS as STEPS

SOURCES: dict[Source, Any] = {
    Source.PARTY_BRANCH: _("Party branch"),
    Source.COMMITTEE: _("Villagers' committee"),
    Source.SUPERVISION: _("Supervision committee"),
    Source.COLLECTIVE: _("Collective economic organization"),
    Source.VILLAGERS: _("Villagers together"),
    Source.REPRESENTATIVES: _("Representatives together"),
}

STATES: dict[MatterState, Any] = {
    MatterState.GATHERING: _("Gathering names"),
    MatterState.ACTIVE: _("Under way"),
    MatterState.RETURNED: _("Returned"),
    MatterState.WITHDRAWN: _("Withdrawn"),
    MatterState.DONE: _("Done"),
}

STATE_LOOKS: dict[MatterState, str] = {
    MatterState.GATHERING: "wait",
    MatterState.ACTIVE: "plain",
    MatterState.RETURNED: "no",
    MatterState.WITHDRAWN: "plain",
    MatterState.DONE: "ok",
}

SIGNINGS: dict[Signing, Any] = {Signing.ONLINE: _("online"), Signing.PAPER: _("on paper")}

BLOCKERS: dict[str, Any] = {
    "matter.title": _("A title has 1 to %(most)s signs, in one line."),
    "matter.text": _("A text has 1 to %(most)s signs."),
    "matter.reason": _("Say why, in at most %(most)s signs."),
    "matter.budget": _("A budget is an amount in yuan between 0 and 10 billion."),
    "matter.by_duty": _(
        "The law itself calls for this, so nobody raises it. The supervision committee calls it on the page of "
        "evaluations."
    ),
    "matter.stands_by_duty": _("The law itself calls for this matter, so its text cannot be changed or taken back."),
    "matter.source_closed": _("In this village nobody can raise matters in this name."),
    "matter.source.party_branch": _("Only members of the Party branch committee raise a matter in its name."),
    "matter.source.committee": _("Only members of the villagers' committee raise a matter in its name."),
    "matter.source.supervision": _("Only members of the supervision committee raise a matter in its name."),
    "matter.source.collective": _("Only the head of the collective economic organization raises a matter in its name."),
    "matter.source.villagers": _("Only villagers of age who are registered in this village raise a matter together."),
    "matter.source.representatives": _("Only villagers' representatives raise a matter as representatives."),
    "matter.withdrawn": _("This matter was withdrawn. Raise a new one if it is wanted after all."),
    "matter.done": _("This matter is done; nothing about it changes any more."),
    "matter.signed": _(
        "%(count)s people have put their names under this text, so it cannot change. Withdraw it and raise a new one."
    ),
    "matter.announced": _(
        "On %(day)s the notice of a meeting went out with this matter on its agenda; its text stands still until then."
    ),
    "matter.decided": _("This matter is decided already; its text cannot change any more."),
    "matter.unchanged": _("Title and text are the same as before. Change something, or leave it."),
    "matter.not_there": _("Matter %(number)s does not stand at this step any more. Load the page again and look."),
    "matter.already_forward": _("This matter is put forward already; it needs no more names."),
    "matter.gathering": _("This matter still gathers names. It is put forward once there are enough."),
    "matter.names_missing": _(
        "%(signed)s names stand under this matter and %(needed)s of %(base)s are needed; %(missing)s are missing."
    ),
}

EVENTS: dict[str, Any] = {
    "matter_raised": _("Matter %(number)s was raised: %(title)s"),
    "gathering_begun": _("Matter %(number)s: somebody began to gather names"),
    "matter_put_forward": _("Matter %(number)s was put forward with %(signed)s names (%(needed)s needed): %(title)s"),
    "matter_revised": _("Matter %(number)s got a new text: version %(matter_version)s"),
    "matter_withdrawn": _("Matter %(number)s was withdrawn"),
    "matter_announced": _("Matter %(number)s was put on the agenda of a meeting, in version %(matter_version)s"),
    "matter_taken_off_agenda": _("Matter %(number)s was not decided and came off the agenda"),
    "matter_advanced": _("Matter %(number)s went on to its next step"),
    "matter_returned": _("Matter %(number)s was returned"),
    "matter_finished": _("Matter %(number)s is done"),
}


def state_label(state: MatterState) -> str:
    """How a matter stands, in words."""
    return str(STATES[state])


def source_label(source: Source) -> str:
    """In whose name a matter was raised."""
    return str(SOURCES[source])


def signing_label(signing: Signing) -> str:
    """How a name came under a matter."""
    return str(SIGNINGS[signing])


def step_label(step: Step) -> str:
    """The name of a step."""
    return str(STEPS[step])
