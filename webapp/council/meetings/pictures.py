"""The picture of a meeting: who is there, against how many must be."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from webapp.charter.facts import CountBy
from webapp.charter.labels import article_label
from webapp.charter.queries import rules_in_force
from webapp.core.context import Context
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import Attendance, gathering_of, held_on
from webapp.council.meetings.rules import quorum_check


def attendance_picture(ctx: Context, meeting: Meeting, here: Attendance) -> dict[str, Any]:
    """The attendance meter: how many are there, and the number its body needs, with the article."""
    profile = rules_in_force(ctx.session, held_on(meeting))
    check = quorum_check(gathering_of(meeting), here.present, here.due, profile)
    if check is None:
        return {"present": here.present, "due": here.due, "ticks": [], "met": True}
    if meeting.count_by is CountBy.HOUSEHOLDS:
        label = _("%(needed)s households needed to hold the meeting", needed=check.needed)
    else:
        label = _("%(needed)s needed to hold the meeting", needed=check.needed)
    tick = {"need": check.needed, "label": label, "article": str(article_label(check.article))}
    return {"present": here.present, "due": here.due, "ticks": [tick], "met": check.met}
