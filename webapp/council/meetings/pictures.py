"""The picture of a meeting: who is there, against how many must be."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from webapp.charter.labels import article_label
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import threshold_check
from webapp.core.context import Context
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import Attendance, held_on


def attendance_picture(ctx: Context, meeting: Meeting, here: Attendance) -> dict[str, Any]:
    """The attendance meter with the share the law asks for, and its article."""
    profile = rules_in_force(ctx.session, ctx.village_id, held_on(meeting))
    check = threshold_check(profile, "rep.quorum", here.present, here.due)
    label = _("%(needed)s needed to hold the meeting", needed=check.needed)
    tick = {"need": check.needed, "label": label, "article": str(article_label(check.article))}
    return {"present": here.present, "due": here.due, "ticks": [tick], "met": check.met}
