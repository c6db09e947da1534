"""Words of the agenda in the hall: reasons, and what the log says."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

BLOCKERS: dict[str, Any] = {
    "agenda.meeting_began": _("The meeting has begun; the order of the agenda stays as it is."),
    "agenda.not_an_order": _("Give each of the %(items)s items a place of its own, from 1 on."),
    "agenda.minutes": _("Plan between 1 and %(longest)s minutes, or leave it open."),
    "agenda.meeting_not_open": _("The meeting is not open. Open it when enough people are in the hall."),
    "agenda.is_current": _("This item is called up already."),
    "agenda.not_current": _("This item is not called up now."),
    "agenda.voting_now": _("A vote is open. Close it first."),
}

EVENTS: dict[str, Any] = {
    "agenda_ordered": _("The order and the times of the agenda were set"),
    "item_began": _("Item %(position)s of the agenda was called up"),
    "item_ended": _("The meeting was through with item %(position)s"),
}
