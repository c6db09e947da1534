"""Words of the speakers' list: reasons, and what the log says."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

BLOCKERS: dict[str, Any] = {
    "speech.meeting_not_open": _("The meeting is not open yet, so there is no speakers' list."),
    "speech.item_ended": _("The meeting is through with this item."),
    "speech.voting_now": _("A vote on this item is open; the debate is over until it is closed."),
    "speech.not_in_hall": _("Only those in the hall speak. Check in first, at the door or with the clerk."),
    "speech.waits_already": _("This person stands on the speakers' list already."),
    "speech.turns_used": _("Each person speaks at most %(turns)s times on one item. These turns are used up."),
    "speech.not_waiting": _("This person does not wait on the speakers' list any more."),
    "speech.item_not_current": _("This item is not called up. Call it up first."),
    "speech.left_the_hall": _("This person has left the hall."),
    "speech.somebody_speaks": _("Somebody is speaking. End that turn first."),
    "speech.not_speaking": _("This person is not speaking now."),
    "speech.not_spoken_yet": _("This person has not spoken yet."),
    "speech.summary": _("Write at most %(longest)s signs."),
}

EVENTS: dict[str, Any] = {
    "speaker_listed": _("A person was put on the speakers' list"),
    "speaker_withdrew": _("A person left the speakers' list"),
    "turn_began": _("A person began to speak, with %(seconds)s seconds"),
    "turn_ended": _("A person finished speaking"),
    "speech_summarised": _("The clerk wrote down what a person said"),
}
