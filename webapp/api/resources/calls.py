"""Requests for a meeting, in numbers: who asks is nobody's business, how many do is everybody's."""

from __future__ import annotations

from typing import Any

from webapp.api import kinds
from webapp.api.asked import Paging, one_of
from webapp.api.kinds import Document, Shown
from webapp.api.queries.pages import page_of_rows, shown
from webapp.api.resources.group import village
from webapp.charter.matters import Body
from webapp.core.pages import Page
from webapp.council.calls.models import MeetingCall
from webapp.council.calls.queries import calls_with_names
from webapp.council.calls.rules import CallSource, CallState
from webapp.kit.request import current_ctx


class CallDocument(Document):
    """A request for a meeting."""

    number = kinds.short_number("What people call it.", attribute="short_number")
    body = kinds.word(Body, "Which meeting is asked for.")
    source = kinds.word(CallSource, "Whether representatives or villagers ask.")
    state = kinds.word(CallState, "Gathering names, reached, answered by a meeting, or taken back.")
    reason = kinds.text("What it is to be about; empty until enough people ask.")
    names = kinds.count("How many ask.")
    needed = kinds.count("How many must ask.")
    base = kinds.count("Out of how many.")
    called_at = kinds.moment("When it was started.")
    reached_at = kinds.moment("When enough people asked.", allow_none=True)
    due_on = kinds.day("The last day on which the committee must convene.", allow_none=True)


class AskedCalls(Paging):
    """Which requests."""

    state = one_of(CallState, "Only requests in this state.")


@village.many("/calls", CallDocument, "meetings", AskedCalls)
def list_calls(asked: dict[str, Any]) -> Page:
    """Requests for a meeting, the newest first."""
    statement = calls_with_names().order_by(MeetingCall.called_at.desc(), MeetingCall.id)
    if state := asked.get("state"):
        statement = statement.where(MeetingCall.state == state)
    return shown(page_of_rows(current_ctx().session, statement, asked), _call)


def _call(row: Any) -> Shown:
    call, names = row
    return Shown(call, names=names, reason=call.reason if call.reached_at else "")
