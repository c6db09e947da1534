"""Convening, attending, holding and closing meetings."""

from __future__ import annotations

from webapp.council.meetings.operations.attending import (
    acknowledge_notice,
    check_in,
    check_in_remote,
    check_in_self,
    leave,
    leave_self,
    name_delegate,
    see_out,
)
from webapp.council.meetings.operations.convening import (
    add_to_agenda,
    convene,
    convene_assembly,
    convene_group,
    convene_members,
    convene_party_members,
)
from webapp.council.meetings.operations.holding import close_meeting, open_meeting, write_minutes

__all__ = [
    "acknowledge_notice",
    "add_to_agenda",
    "check_in",
    "check_in_remote",
    "check_in_self",
    "close_meeting",
    "convene",
    "convene_assembly",
    "convene_group",
    "convene_members",
    "convene_party_members",
    "leave",
    "leave_self",
    "name_delegate",
    "open_meeting",
    "see_out",
    "write_minutes",
]
