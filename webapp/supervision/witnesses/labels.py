"""Words of signing the log."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

BLOCKERS: dict[str, Any] = {
    "witness.log_unsigned": _(
        "This log is not signed by the village's computer yet, so there is nothing to sign. Ask the operator to run "
        "“flask audit checkpoint”."
    ),
    "witness.not_held": _(
        "What arrived was not signed by the key it speaks of. Load the page again and make the key once more."
    ),
    "witness.known": _("This key is registered already. Make a new one."),
    "witness.because": _("Say why: the phone was lost, broken or sold, or the office ended."),
    "witness.because_long": _("The reason has at most %(most)s characters."),
    "witness.own": _(
        "Nobody confirms their own key. Another member of the supervision committee or the secretary of the Party "
        "branch must compare the fingerprint with your phone."
    ),
    "witness.confirmed": _("This key is confirmed already."),
    "witness.unconfirmed": _(
        "This key does not count yet. Show your phone to another member of the supervision committee or the secretary "
        "of the Party branch; one of them confirms the key."
    ),
    "witness.ended": _("This key does not count any longer."),
    "witness.ending": _("Somebody asked for this already; a second person must agree."),
    "witness.not_ending": _("Nobody asked that this key should end."),
    "witness.asker": _("You asked for this yourself; a second person must agree."),
    "witness.not_yours": _("This key is not yours."),
    "witness.no_checkpoint": _("The log was never signed at %(size)s entries. Load the page again."),
    "witness.not_newer": _(
        "This key signed a log of %(last)s entries already and cannot go back to one of %(size)s. Load the page again."
    ),
    "witness.clock": _(
        "The clock of your phone is wrong by %(minutes)s minutes. Let the phone set its time by itself, and sign again."
    ),
    "witness.false": _("The signature does not fit this log. Load the page again and sign once more."),
    "witness.no_key": _("This is not a key. Load the page again and make one."),
    "witness.no_time": _("This is not a time."),
}

EVENTS: dict[str, Any] = {
    "witness_key_registered": _("Supervisor's key no. %(number)s for signing the log was made"),
    "witness_key_confirmed": _("Supervisor's key no. %(number)s was confirmed by a second person"),
    "witness_key_end_asked": _("It was asked that supervisor's key no. %(number)s shall end: %(because)s"),
    "witness_key_ended": _("Supervisor's key no. %(number)s does not count any longer: %(because)s"),
    "checkpoint_cosigned": _("A supervisor signed the log of %(size)s entries with key no. %(number)s"),
}
