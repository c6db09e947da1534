"""All words of the council, brought together for the log and the error pages."""

from __future__ import annotations

from typing import Any

from webapp.council.calls import labels as calls
from webapp.council.consultation import labels as consultation
from webapp.council.explanations import labels as explanations
from webapp.council.mandates import labels as mandates
from webapp.council.meetings import labels as meetings
from webapp.council.polls import labels as polls
from webapp.council.resolutions import labels as resolutions

BLOCKERS: dict[str, Any] = {
    **meetings.BLOCKERS,
    **polls.BLOCKERS,
    **consultation.BLOCKERS,
    **calls.BLOCKERS,
    **explanations.BLOCKERS,
    **mandates.BLOCKERS,
}
EVENTS: dict[str, Any] = {
    **meetings.EVENTS,
    **polls.EVENTS,
    **resolutions.EVENTS,
    **consultation.EVENTS,
    **calls.EVENTS,
    **explanations.EVENTS,
    **mandates.EVENTS,
}
