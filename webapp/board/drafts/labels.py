"""How drafts speak."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.board.drafts.rules import DraftState, Passing, Stage

STATES: dict[DraftState, Any] = {
    DraftState.SUPERVISION: _("Waits for the supervision committee"),
    DraftState.MEETING: _("Waits for the joint meeting"),
    DraftState.RETURNED: _("Returned"),
    DraftState.PASSED: _("May hang"),
    DraftState.HUNG: _("Hangs or hung"),
    DraftState.WITHDRAWN: _("Withdrawn"),
}
LOOKS: dict[DraftState, str] = {
    DraftState.SUPERVISION: "wait",
    DraftState.MEETING: "wait",
    DraftState.RETURNED: "no",
    DraftState.PASSED: "ok",
    DraftState.HUNG: "plain",
    DraftState.WITHDRAWN: "plain",
}
STAGES: dict[Stage, Any] = {
    Stage.SUPERVISION: _("The supervision committee reviews"),
    Stage.MEETING: _("Party branch and villagers’ committee agree in a joint meeting"),
}
SAID: dict[tuple[Stage, Passing], Any] = {
    (Stage.SUPERVISION, Passing.PASS): _("The supervision committee passed it"),
    (Stage.SUPERVISION, Passing.RETURN): _("The supervision committee returned it"),
    (Stage.MEETING, Passing.PASS): _("The joint meeting agreed"),
    (Stage.MEETING, Passing.RETURN): _("The joint meeting returned it"),
}
PASSINGS: dict[Passing, Any] = {
    Passing.PASS: _("It may go on"),
    Passing.RETURN: _("Return it, with reasons"),
}
MASKED: dict[str, Any] = {
    "identity": _("Identity number"),
    "bank": _("Bank account"),
    "phone": _("Telephone"),
    "address": _("Address"),
    "health": _("Health"),
}

_NOT_AT = _("This draft does not wait for this step now. Load the page again and look how it stands.")

BLOCKERS: dict[str, Any] = {
    "draft.is_hung": _("This draft hangs on the board already; what hangs is not changed."),
    "draft.is_withdrawn": _("This draft was withdrawn. Write a new one."),
    "draft.not_at_supervision": _NOT_AT,
    "draft.not_at_meeting": _NOT_AT,
    "draft.own": _("You wrote this draft, and nobody reviews their own. Another supervisor must review it."),
    "draft.kin_of_writer": _("A near relative of yours wrote this draft. Another supervisor must review it."),
    "draft.concerned": _("This draft concerns you. Another supervisor must review it."),
    "draft.kin_of_concerned": _("This draft concerns a near relative of yours. Another supervisor must review it."),
    "draft.reason": _("Say why it is returned, so that it can be mended."),
    "draft.held_on": _("The meeting was held between %(earliest)s and %(today)s. Correct its day."),
    "draft.still_supervision": _("The supervision committee has not reviewed this draft yet."),
    "draft.still_meeting": _("The joint meeting of Party branch and villagers’ committee has not agreed to it yet."),
    "draft.still_returned": _("This draft was returned. Revise it first."),
    "mask.never": _("An identity number never hangs in public; this mask cannot be lifted."),
    "mask.reviewed": _(
        "The text was reviewed as it will hang, so its masks stay. Revise the draft if one must be lifted."
    ),
    "mask.agreed": _("This mask was lifted already."),
    "mask.same_person": _("It takes a second person: neither who asked nor who wrote the text."),
    "list.size": _("The list is larger than %(most)s MB. Cut it into several notices."),
    "list.lines": _("The list has more than %(most)s lines. Cut it into several notices."),
    "list.no_table": _("This is no list: a line that heads the columns, and lines under it, at most 12 columns."),
    "list.formula": _("Line %(line)s of the list holds a formula. Put its value there and try again."),
    "mask.twice": _("Somebody asked for this already."),
}

EVENTS: dict[str, Any] = {
    "draft_written": _("Draft %(draft)s of a notice was written; %(masked)s private things in it are masked"),
    "draft_revised": _("Draft %(draft)s got a new text; %(masked)s private things in it are masked"),
    "draft_withdrawn": _("Draft %(draft)s was withdrawn"),
    "draft_reviewed": _("The supervision committee spoke on draft %(draft)s"),
    "draft_agreed": _("The joint meeting of %(held_on)s spoke on draft %(draft)s"),
    "draft_hung": _("Draft %(draft)s was hung as notice %(notice)s"),
    "mask_lift_asked": _("In draft %(draft)s something masked is to be shown: %(reason)s"),
    "mask_lifted": _("A second person agreed that something masked in draft %(draft)s is shown"),
}
