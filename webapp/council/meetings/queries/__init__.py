"""Reading meetings: those to come and those held, who is due and who is in the hall, what is on the agenda."""

from __future__ import annotations

from webapp.council.meetings.queries.agenda import (
    agenda_item_at,
    agenda_of,
    matters_on_other_agendas,
    matters_to_resolve,
    matters_waiting,
    meetings_about,
    undecided_matters,
)
from webapp.council.meetings.queries.due import (
    who_is_due,
)
from webapp.council.meetings.queries.lists import (
    gathering_of,
    held_on,
    local_on,
    meeting_by_number,
    meetings,
    meetings_to_come,
    my_meetings,
)
from webapp.council.meetings.queries.seats import (
    Attendance,
    HallRow,
    Only,
    SeatStay,
    attendance,
    attendance_of,
    delegate_of,
    hall_page,
    has_ballot,
    has_departed,
    household_voices,
    notice_readers,
    open_stay,
    roster,
    seat_at,
    seats_of,
    stays_of,
)

__all__ = [
    "Attendance",
    "HallRow",
    "Only",
    "SeatStay",
    "agenda_item_at",
    "agenda_of",
    "attendance",
    "attendance_of",
    "delegate_of",
    "gathering_of",
    "hall_page",
    "has_ballot",
    "has_departed",
    "held_on",
    "household_voices",
    "local_on",
    "matters_on_other_agendas",
    "matters_to_resolve",
    "matters_waiting",
    "meeting_by_number",
    "meetings",
    "meetings_about",
    "meetings_to_come",
    "my_meetings",
    "notice_readers",
    "open_stay",
    "roster",
    "seat_at",
    "seats_of",
    "stays_of",
    "undecided_matters",
    "who_is_due",
]
