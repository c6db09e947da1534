"""Convening, attending, holding and closing meetings."""

from __future__ import annotations

from webapp.council.meetings.operations.attending import check_in, check_in_self, leave, leave_self
from webapp.council.meetings.operations.convening import add_to_agenda, convene
from webapp.council.meetings.operations.holding import close_meeting, open_meeting, write_minutes

__all__ = [
    "add_to_agenda",
    "check_in",
    "check_in_self",
    "close_meeting",
    "convene",
    "leave",
    "leave_self",
    "open_meeting",
    "write_minutes",
]
