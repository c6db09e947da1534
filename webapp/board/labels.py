"""How the notice board speaks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Protocol

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from webapp.board.rules import NoticeKind, days_left, is_display_over
from webapp.core.clock import china_date

KINDS: dict[NoticeKind, Any] = {
    NoticeKind.RESOLUTION: _("Resolution"),
    NoticeKind.RESULT: _("Result"),
    NoticeKind.MEETING: _("Meeting"),
    NoticeKind.AFFAIRS: _("Village affairs"),
    NoticeKind.FINANCE: _("Finance"),
}

PUBLISHER = _("Villagers' committee")
"""Whoever decided: the villagers' committee publishes (VCOL art. 35), so it stands at the foot of the printed sheet."""

BLOCKERS: dict[str, Any] = {
    "board.display_not_over": _(
        "The notice must hang through %(until)s (days to go: %(days)s). Take it down after that day."
    ),
    "board.objection_unanswered": _(
        "Objections to this notice wait for an answer (%(count)s). Let the villagers' committee answer them first."
    ),
    "board.no_longer_hangs": _(
        "This notice no longer hangs; objections are taken while it does. Speak to the supervision committee instead."
    ),
    "board.objection_open": _(
        "Your last objection to this notice is not answered yet. Wait for the answer; after it you may object again."
    ),
    "board.own_objection": _("This objection is your own. Another member of the villagers' committee must answer it."),
    "board.hangs_by_itself": _(
        "Notices of resolutions, results and meetings hang by themselves when these come about; nobody types them. "
        "Choose village affairs or finance."
    ),
    "board.needs_draft": _(
        "What the clerk or the committee writes hangs once it has passed its way: the supervision committee reviews "
        "the draft, then the joint meeting agrees. Write a draft."
    ),
    "board.private_identity": _(
        "The text holds an identity number. Such numbers must not be shown in public: take it out; name, group and "
        "amount are enough."
    ),
    "board.private_bank": _(
        "The text holds a bank account number. Such numbers must not be shown in public: take it out."
    ),
    "board.private_phone": _(
        "The text holds a mobile phone number. Such numbers must not be shown in public: take it out, or give the "
        "committee's office number."
    ),
    "board.text_missing": _("Something was left empty. Write it and send it again."),
    "board.text_long": _("The text is too long: %(longest)s signs at most. Make it shorter and send it again."),
    "board.already_down": _("Notice %(number)s was already taken down. It stands in the archive."),
    "board.already_answered": _("Objection %(number)s was already answered. Load the page again and look."),
}

EVENTS: dict[str, Any] = {
    "notice_hung": _("Notice %(number)s was hung until %(hangs_until)s: %(title)s"),
    "notice_taken_down": _("Notice %(number)s was taken down: %(title)s"),
    "objection_raised": _("A villager objected to notice %(notice)s (objection %(number)s, answer due %(reply_due)s)"),
    "objection_answered": _("Objection %(number)s to notice %(notice)s was answered"),
}


class Shown(Protocol):
    """What a tag needs to know of a notice."""

    hangs_until: date
    taken_down_at: datetime | None


def kind_label(kind: NoticeKind) -> str:
    """The kind of a notice in the reader's language."""
    return str(KINDS[kind])


def hanging_tag(notice: Shown, now: datetime) -> tuple[str, str]:
    """How much longer a notice hangs, and the look of its tag."""
    today = china_date(now)
    if notice.taken_down_at is not None:
        return gettext("Taken down"), "plain"
    if is_display_over(notice.hangs_until, today):
        return gettext("Display over"), "ok"
    left = days_left(notice.hangs_until, today)
    return (ngettext("%(num)s more day", "%(num)s more days", left) if left else gettext("Last day")), "wait"


def reply_tag(reply_due: date, replied_at: datetime | None, now: datetime) -> tuple[str, str]:
    """How an objection stands: answered, waiting, or overdue by so many days."""
    today = china_date(now)
    if replied_at is not None:
        is_late = china_date(replied_at) > reply_due
        return (gettext("Answered late"), "plain") if is_late else (gettext("Answered"), "ok")
    late = (today - reply_due).days
    if late > 0:
        return ngettext("Answer %(num)s day overdue", "Answer %(num)s days overdue", late), "no"
    return gettext("Waits for an answer"), "wait"
