"""Words of minutes: ways of voting, states, roles, reasons, and what the log says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _

from webapp.core.errors import Blocker
from webapp.council.amendments.rules import AmendmentState
from webapp.council.meetings.rules import CheckIn
from webapp.council.minutes.rules import SignedHow, SignerRole
from webapp.council.polls.rules import Channel
from webapp.council.sheets.rules import SheetState
from webapp.council.tellers.rules import CountingRole
from webapp.kit.explain import explain

WAYS: dict[str, Any] = {
    Channel.BROWSER: _("own phone"),
    Channel.TABLET: _("tablet in the hall"),
    Channel.HANDS: _("raised hands by name"),
    Channel.HANDS_COUNTED: _("raised hands, counted"),
    Channel.PAPER: _("paper"),
}
CAME: dict[str, Any] = {
    CheckIn.OWN_CODE: _("own code"),
    CheckIn.LIST: _("clerk's list"),
    CheckIn.TABLET: _("tablet"),
    CheckIn.REMOTE: _("from afar"),
}
AMENDMENTS: dict[str, Any] = {
    AmendmentState.PENDING: _("not voted on"),
    AmendmentState.CARRIED: _("adopted"),
    AmendmentState.REJECTED: _("rejected"),
    AmendmentState.WITHDRAWN: _("taken back"),
}
SHEETS: dict[str, Any] = {
    SheetState.ENTERING: _("not finished"),
    SheetState.DIFFERS: _("the two entries differ"),
    SheetState.AGREED: _("not confirmed"),
    SheetState.CONFIRMED: _("confirmed"),
    SheetState.REPLACED: _("replaced by a correction"),
    "dropped": _("put away before it was confirmed"),
}
COUNTING: dict[str, Any] = {CountingRole.TELLER: _("teller"), CountingRole.SCRUTINEER: _("scrutineer")}
SIGNERS: dict[str, Any] = {
    SignerRole.CHAIR: _("Chair of the meeting"),
    SignerRole.CLERK: _("Clerk"),
    SignerRole.SUPERVISOR: _("Supervisor"),
}
HOW: dict[str, Any] = {SignedHow.DRAWN: _("signed by hand"), SignedHow.PASSWORD: _("confirmed with the password")}

BLOCKERS: dict[str, Any] = {
    "minutes.laid_out": _("The minutes are laid out for signing. A change is a correction and names its reason."),
    "minutes.meeting_goes_on": _("The meeting is not over. Close it first, then lay the minutes out."),
    "minutes.archived": _("These minutes are archived. They are kept and never changed."),
    "minutes.unchanged": _("Nothing was changed, so there is nothing to correct."),
    "minutes.no_reason": _("Write why the minutes are corrected, in 1 to %(longest)s signs."),
    "minutes.role_signed": _("This place is signed already."),
    "minutes.signed_already": _("You have signed these minutes. The three names are of three people."),
    "minutes.other_office": _("Only who led the meeting, the clerk and a member of the supervision committee sign."),
    "minutes.text_changed": _("The minutes were corrected while you read. Read them again, then sign."),
    "minutes.not_all_signed": _("Signatures are missing: %(missing)s. They are archived when all three have signed."),
    "minutes.bad_drawing": _("The drawing could not be read. Draw your name again, or confirm with the password."),
    "minutes.small_drawing": _("That is too small for a name. Draw it again, larger, or confirm with the password."),
    "minutes.words": _("Write at most %(longest)s signs."),
    "minutes.papers": _("The file of the minutes could not be made. Try again."),
    "minutes.not_laid_out": _("The minutes are not laid out yet. The clerk lays them out when the meeting is over."),
    "paper.no_pdf": _(
        "This machine cannot make PDFs: the operator must install %(packages)s (on macOS: brew install pango). "
        "Until then use the page for printing."
    ),
}

EVENTS: dict[str, Any] = {
    "minutes_worded": _("The clerk worked on the minutes of meeting %(number)s"),
    "minutes_laid_out": _("The minutes of meeting %(number)s were laid out for signing"),
    "minutes_corrected": _(
        "The minutes of meeting %(number)s were corrected, earlier signatures no longer hold: %(because)s"
    ),
    "minutes_signed": _("A person signed the minutes of meeting %(number)s"),
    "minutes_archived": _("The signed minutes of meeting %(number)s were archived"),
}


def signer_label(role: str) -> str:
    """In which role a person signs."""
    return str(SIGNERS[role])


def moment(text: str | None) -> datetime | None:
    """A moment of the record, as the formats know it."""
    return datetime.fromisoformat(text) if text else None


def share_of(part: int, whole: int) -> str:
    """How much of the whole, in hundredths with one decimal: 46 of 48 is 95.8%."""
    thousandths = (part * 2000 + whole) // (whole * 2) if whole else 0
    return f"{thousandths // 10}.{thousandths % 10}%"


def missed_reasons(poll: Mapping[str, Any]) -> list[dict[str, str]]:
    """Why a vote could not decide besides the count, each reason with its article."""
    found = []
    for rule in poll["missed"]:
        params = {"needed": rule["needed"], "got": rule["got"], "base": None, **dict(rule["params"])}
        if rule["reason"]:
            params["reason"] = rule["reason"]
        found.append(Blocker(rule["id"], rule["article"], params))
    return explain(found)
