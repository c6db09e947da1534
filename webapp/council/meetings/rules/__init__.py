"""Rules of meetings: who is due, whether it may be held, who stands at the door."""

from __future__ import annotations

from webapp.council.meetings.rules.convening import (
    COUNTS_HOUSEHOLDS,
    URGENT_RULES,
    Summons,
    blockers_convene,
    blockers_gathering,
    blockers_open,
    quorum_check,
)
from webapp.council.meetings.rules.due import (
    COMMITTEE_OFFICES,
    DUE_OFFICES,
    Due,
    Inhabitant,
    Term,
    composition_of,
    due_households,
    due_list,
    due_persons,
)
from webapp.council.meetings.rules.hall import (
    CODE_CHANGES,
    DOOR_OPENS,
    REMOTE_RULES,
    Delegate,
    blockers_attendance,
    blockers_delegate,
    blockers_remote,
    door_code,
    is_door_code,
)
from webapp.council.meetings.rules.kinds import (
    LONGEST_MINUTES,
    SEAT_KINDS,
    CheckIn,
    Gathering,
    MeetingState,
    SeatKind,
    is_listed_publicly,
)

__all__ = [
    "CODE_CHANGES",
    "COMMITTEE_OFFICES",
    "COUNTS_HOUSEHOLDS",
    "DOOR_OPENS",
    "DUE_OFFICES",
    "LONGEST_MINUTES",
    "REMOTE_RULES",
    "SEAT_KINDS",
    "URGENT_RULES",
    "CheckIn",
    "Delegate",
    "Due",
    "Gathering",
    "Inhabitant",
    "MeetingState",
    "SeatKind",
    "Summons",
    "Term",
    "blockers_attendance",
    "blockers_convene",
    "blockers_delegate",
    "blockers_gathering",
    "blockers_open",
    "blockers_remote",
    "composition_of",
    "door_code",
    "due_households",
    "due_list",
    "due_persons",
    "is_door_code",
    "is_listed_publicly",
    "quorum_check",
]
