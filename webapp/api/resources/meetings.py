"""Meetings of the council: who was due, who came, what was on the agenda."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from webapp.api import kinds
from webapp.api.asked import Paging, one_of
from webapp.api.kinds import Document, Shown
from webapp.api.queries.meetings import WholeMeeting, meetings, whole_meeting
from webapp.api.queries.pages import page_of_rows, shown
from webapp.api.resources.group import village
from webapp.charter.rules import Body, CountBy
from webapp.core.pages import Page
from webapp.council.amendments.rules import AmendmentState
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import Attendance, attendance_of
from webapp.council.meetings.rules import MeetingState, SeatKind, is_listed_publicly
from webapp.council.minutes.rules import SignerRole
from webapp.kit.addresses import Numbered
from webapp.kit.request import current_ctx


class MeetingLine(Document):
    """A meeting in a list."""

    number = kinds.short_number("What people call it.", attribute="short_number")
    body = kinds.word(Body, "Who meets.")
    count_by = kinds.word(CountBy, "Whether heads or households are counted.")
    title = kinds.text("Its title.")
    place = kinds.text("Where it is held.")
    starts_at = kinds.moment("When it begins.")
    convened_at = kinds.moment("When it was convened: notice was given from then on.")
    urgent_because = kinds.text("Why it was called at short notice; empty otherwise.")
    state = kinds.word(MeetingState, "Convened, open or closed.")
    opened_at = kinds.moment("When it was opened.", allow_none=True)
    closed_at = kinds.moment("When it was closed.", allow_none=True)
    due = kinds.count("How many are due.")
    present = kinds.count("How many are in the hall.")


class AmendmentDocument(Document):
    """A change to an item that somebody moved."""

    number = kinds.count("Its number among those to the item.")
    text = kinds.text("Its words.")
    state = kinds.word(AmendmentState, "Waiting for its vote, adopted, rejected, or taken back.")


class RecordDocument(Document):
    """The minutes as they were laid out to be signed."""

    sha256 = kinds.hexadecimal("The hash that is signed.")
    laid_out_at = kinds.moment("When they were laid out.")
    archived_at = kinds.moment("When they were archived.", allow_none=True)
    signed = fields.List(
        fields.Enum(SignerRole, by_value=fields.String()), metadata={"description": "In which roles they are signed."}
    )


class AgendaDocument(Document):
    """One item of the agenda."""

    position = kinds.count("Its place, from 1.")
    matter = kinds.short_number("The matter.", allow_none=True)
    version = kinds.count("The version of the text that went out with the notice.")
    title = kinds.text("Its title.")
    minutes = kinds.count("How many minutes are planned for it.", allow_none=True)
    began_at = kinds.moment("When it was taken up.", allow_none=True)
    ended_at = kinds.moment("When it was done with.", allow_none=True)
    amendments = fields.List(fields.Nested(AmendmentDocument), metadata={"description": "What was moved, in order."})
    polls = fields.List(fields.Integer(), metadata={"description": "The numbers of its polls."})


class SeatDocument(Document):
    """One person due; the list is frozen when the meeting is convened."""

    position = kinds.count("The number on the list.")
    name = kinds.name("Who is due.")
    kind = kinds.word(SeatKind, "Why the person has a seat.")
    constituency = kinds.count("The number of the constituency.", allow_none=True)
    households = kinds.count("How many households the person speaks for.")
    came = kinds.flag("Whether the person came at all.")
    is_present = kinds.flag("Whether the person is in the hall.")


class MeetingDocument(MeetingLine):
    """A meeting with its list, its agenda and its minutes."""

    agenda = fields.List(fields.Nested(AgendaDocument), metadata={"description": "What is on the agenda."})
    seats = fields.List(
        fields.Nested(SeatDocument),
        metadata={"description": "Everyone due; of bodies other than the representatives no names are given."},
    )
    minutes = kinds.text("The closing words; empty until it is closed, and for other bodies than the representatives.")
    record = fields.Nested(RecordDocument, allow_none=True, metadata={"description": "Null until it is laid out."})


class AskedMeetings(Paging):
    """Which meetings."""

    state = one_of(MeetingState, "Only meetings in this state.")
    body = one_of(Body, "Only meetings of this body.")


@village.many("/meetings", MeetingLine, "meetings", AskedMeetings)
def list_meetings(asked: dict[str, Any]) -> Page:
    """Meetings of every body, the newest first."""
    session, statement = current_ctx().session, meetings()
    if state := asked.get("state"):
        statement = statement.where(Meeting.state == state)
    if body := asked.get("body"):
        statement = statement.where(Meeting.body == body)
    page = page_of_rows(session, statement, asked)
    counts, nobody = attendance_of(session, [row.id for row in page.rows]), Attendance(0, 0)
    return shown(page, lambda row: Shown(row, **vars(counts.get(row.id, nobody))))


@village.one("/meetings/<short_number:number>", MeetingDocument, "meetings")
def get_meeting(number: Numbered) -> Shown:
    """One meeting."""
    return _whole(whole_meeting(current_ctx().session, number))


def _whole(whole: WholeMeeting) -> Shown:
    is_listed = is_listed_publicly(whole.meeting.body)
    polls = [(poll.agenda_item_id, poll.number) for poll in whole.polls]
    return Shown(
        whole.meeting,
        due=len(whole.seats),
        present=sum(1 for seat in whole.seats if seat.is_present),
        agenda=[
            Shown(
                item,
                matter=matter.short_number if matter.put_forward_on else None,
                amendments=[moved.amendment for moved in whole.amendments[item.id]],
                polls=[number for item_id, number in polls if item_id == item.id],
            )
            for item, matter in whole.agenda
        ],
        seats=[
            Shown(
                seat,
                name=seat.public_name,
                constituency=whole.constituencies.get(seat.constituency_id),
                came=seat.checked_in_at is not None,
            )
            for seat in whole.seats
            if is_listed
        ],
        minutes=whole.meeting.minutes if is_listed else "",
        record=Shown(whole.minutes, signed=whole.signed) if whole.minutes else None,
    )
