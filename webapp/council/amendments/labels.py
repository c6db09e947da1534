"""Words of amendments: states, reasons, and what the log says."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.council.amendments.rules import AmendmentState

STATES: dict[AmendmentState, Any] = {
    AmendmentState.PENDING: _("Waits for its vote"),
    AmendmentState.CARRIED: _("Carried"),
    AmendmentState.REJECTED: _("Rejected"),
    AmendmentState.WITHDRAWN: _("Taken back"),
}

STATE_LOOKS: dict[AmendmentState, str] = {
    AmendmentState.PENDING: "wait",
    AmendmentState.CARRIED: "ok",
    AmendmentState.REJECTED: "no",
    AmendmentState.WITHDRAWN: "plain",
}

BLOCKERS: dict[str, Any] = {
    "amendment.meeting_not_open": _("Amendments are moved in the open meeting."),
    "amendment.item_decided": _("This item is decided. It cannot be changed any more."),
    "amendment.item_not_current": _("Amendments are moved while their item is called up. This one is not."),
    "amendment.voting_now": _("A vote on this item is open. Wait until it is closed."),
    "amendment.not_in_hall": _("Only those in the hall move amendments. Check in first."),
    "amendment.not_pending": _("This amendment does not wait for its vote any more."),
    "amendment.too_deep": _(
        "A change to a change is the last there can be. Speak against it instead, or move another."
    ),
    "amendment.too_many": _("%(most)s amendments wait already. Vote on some of them first."),
    "amendment.words": _("Write between 1 and %(longest)s signs."),
}

EVENTS: dict[str, Any] = {
    "amendment_moved": _("Amendment %(number)s was moved: %(text)s"),
    "amendment_withdrawn": _("Amendment %(number)s was taken back"),
}


def state_label(state: AmendmentState) -> str:
    """How an amendment stands, in words."""
    return str(STATES[state])
