"""All words of the council, brought together for the log and the error pages."""

from __future__ import annotations

from typing import Any

from webapp.council.agenda import labels as agenda
from webapp.council.amendments import labels as amendments
from webapp.council.calls import labels as calls
from webapp.council.consultation import labels as consultation
from webapp.council.departures import labels as departures
from webapp.council.explanations import labels as explanations
from webapp.council.mandates import labels as mandates
from webapp.council.meetings import labels as meetings
from webapp.council.minutes import labels as minutes
from webapp.council.polls import labels as polls
from webapp.council.proxies import labels as proxies
from webapp.council.reinvitations import labels as reinvitations
from webapp.council.resolutions import labels as resolutions
from webapp.council.sheets import labels as sheets
from webapp.council.speeches import labels as speeches
from webapp.council.tablet import labels as tablet
from webapp.council.tellers import labels as tellers

BLOCKERS: dict[str, Any] = {
    **meetings.BLOCKERS,
    **polls.BLOCKERS,
    **consultation.BLOCKERS,
    **departures.BLOCKERS,
    **calls.BLOCKERS,
    **explanations.BLOCKERS,
    **mandates.BLOCKERS,
    **reinvitations.BLOCKERS,
    **proxies.BLOCKERS,
    **tellers.BLOCKERS,
    **sheets.BLOCKERS,
    **agenda.BLOCKERS,
    **speeches.BLOCKERS,
    **amendments.BLOCKERS,
    **tablet.BLOCKERS,
    **minutes.BLOCKERS,
}
EVENTS: dict[str, Any] = {
    **meetings.EVENTS,
    **polls.EVENTS,
    **resolutions.EVENTS,
    **consultation.EVENTS,
    **departures.EVENTS,
    **calls.EVENTS,
    **explanations.EVENTS,
    **mandates.EVENTS,
    **reinvitations.EVENTS,
    **proxies.EVENTS,
    **tellers.EVENTS,
    **sheets.EVENTS,
    **agenda.EVENTS,
    **speeches.EVENTS,
    **amendments.EVENTS,
    **tablet.EVENTS,
    **minutes.EVENTS,
}
