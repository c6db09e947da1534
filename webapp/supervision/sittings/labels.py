"""How the supervision committee's meetings speak."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from webapp.council.duties.labels import OFTEN
from webapp.council.duties.rules import Norm

BLOCKERS: dict[str, Any] = {
    "sitting.day": _("Put a meeting down after it was held, within %(days)s days."),
    "sitting.no_committee": _("Nobody sat in the supervision committee on that day."),
    "sitting.stranger": _("Only members of the supervision committee of that day can have been present as members."),
    "sitting.too_few": _("More than half of the %(members)s members must be there for a meeting."),
    "sitting.was_absent": _("Who was not at the meeting does not sign its record."),
    "sitting.signed_already": _("You have signed this record already."),
    "sitting.other_text": _("The record was changed while you read it. Read it again before you sign."),
    "sitting.all_signed": _("All who were there have signed; the record stands. Put what is new into the next one."),
    "sitting.unchanged": _("Nothing was changed."),
}

EVENTS: dict[str, Any] = {
    "sitting_recorded": _("Meeting %(number)s of the supervision committee was put down"),
    "sitting_corrected": _("The record of meeting %(number)s of the supervision committee was corrected: %(because)s"),
    "sitting_signed": _("A member signed the record of meeting %(number)s of the supervision committee"),
}

KINDS: dict[str, Any] = {
    "opinion": _("Opinions given"),
    "question": _("Formal questions put"),
    "voucher": _("Vouchers looked through"),
    "objection": _("Objections of villagers"),
    "task": _("Tasks that fell due"),
    "result": _("Results with their accounts"),
}


def kind_label(kind: str) -> str:
    """What kind of thing was looked at; an unknown kind names itself."""
    return str(KINDS.get(kind, kind))


def duty_words(norm: Norm) -> str:
    """How often the committee meets."""
    return gettext("Meeting of the supervision committee, %(often)s", often=OFTEN[norm.months])
