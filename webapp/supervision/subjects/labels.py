"""Words of what a question or an order is about."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.supervision.subjects.rules import SubjectKind

KINDS: dict[SubjectKind, Any] = {
    SubjectKind.MATTER: _("Matter"),
    SubjectKind.TASK: _("Task"),
    SubjectKind.NOTICE: _("Notice"),
    SubjectKind.POLL: _("Vote"),
    SubjectKind.VOUCHER: _("Voucher"),
}

BLOCKERS: dict[str, Any] = {
    "subject.unknown": _(
        "There is no such matter, task, notice, vote or voucher here. Choose one from the list, or none."
    ),
    "bond.own_concerned": _("This concerns you. Another member of the supervision committee must act."),
    "bond.own_raiser": _(
        "You raised this matter, and nobody oversees their own act. Another member of the supervision committee "
        "must act."
    ),
    "bond.own_owner": _(
        "You carry this out or handled the money, and nobody oversees their own act. Another member of the supervision "
        "committee must act."
    ),
    "bond.own_asked": _("You are the one who is asked. Another member of the supervision committee must act."),
    "bond.own_objector": _("You raised this objection yourself. Another member of the supervision committee must act."),
    "bond.own_answerer": _(
        "You gave this answer, and nobody oversees their own act. Another member of the supervision committee must act."
    ),
    "bond.kin_concerned": _(
        "This concerns a near relative of yours. Another member of the supervision committee must act."
    ),
    "bond.kin_raiser": _(
        "A near relative of yours raised this matter. Another member of the supervision committee must act."
    ),
    "bond.kin_owner": _(
        "A near relative of yours carries this out or handled the money. Another member of the supervision committee "
        "must act."
    ),
    "bond.kin_asked": _(
        "The one who is asked is a near relative of yours. Another member of the supervision committee must act."
    ),
    "bond.kin_objector": _(
        "A near relative of yours raised this objection. Another member of the supervision committee must act."
    ),
    "bond.kin_answerer": _(
        "A near relative of yours gave this answer. Another member of the supervision committee must act."
    ),
}
