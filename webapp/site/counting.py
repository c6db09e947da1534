"""What a meeting asks of a person besides a ballot: sheets to enter or confirm, a notice to read, households to ask."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.core.context import Context
from webapp.council.consultation.queries import ToAsk, households_to_ask
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.meetings.queries import my_meetings
from webapp.council.sheets.queries import WaitingSheet, sheets_waiting_for
from webapp.kit.formats import date_and_time, short_date

Item = dict[str, Any]


def counting_items(ctx: Context) -> list[Item]:
    """Sheets of votes open now that wait for this teller or scrutineer."""
    person = ctx.actor.resident_id
    return [_sheet_item(one) for one in sheets_waiting_for(ctx.session, person)] if person else []


def meeting_items(ctx: Context) -> list[Item]:
    """The meetings at which this person or household is due; a notice not read yet says so."""
    person = ctx.actor.resident_id
    return [_meeting_item(meeting, seat) for meeting, seat in my_meetings(ctx.session, person)] if person else []


def asking_items(ctx: Context) -> list[Item]:
    """Items of meetings to come about which this representative has households still to ask."""
    person = ctx.actor.resident_id
    return [_asking_item(one) for one in households_to_ask(ctx.session, person)] if person else []


def _sheet_item(one: WaitingSheet) -> Item:
    endpoint = "sheets.show" if one.is_to_confirm else "sheets.enter"
    place: Item = {"number": one.meeting.short_number, "poll_number": one.poll.number, "sheet_number": one.sheet.number}
    words: Item = {"number": one.sheet.number, "motion": one.poll.motion}
    if one.is_to_confirm:
        label = _("Confirm sheet no. %(number)s: %(motion)s", **words)
    elif one.differs:
        label = _("Two entries differ, sheet no. %(number)s: %(motion)s", **words)
    else:
        label = _("Enter sheet no. %(number)s: %(motion)s", **words)
    return {"label": label, "url": url_for(endpoint, **place), "date": short_date(one.sheet.opened_at)}


def _meeting_item(meeting: Meeting, seat: Seat) -> Item:
    is_read = seat.acknowledged_at is not None or seat.is_present
    return {
        "label": meeting.title if is_read else _("Read the notice: %(title)s", title=meeting.title),
        "url": url_for("meetings.show", number=meeting.short_number),
        "date": short_date(meeting.starts_at),
        "who": _("%(when)s, %(place)s", when=date_and_time(meeting.starts_at), place=meeting.place),
    }


def _asking_item(one: ToAsk) -> Item:
    return {
        "label": _("Ask my households: %(title)s", title=one.title),
        "url": url_for("consultation.households", number=one.meeting_number, position=one.position),
        "date": short_date(one.starts_at),
        "who": ngettext("%(num)s household not asked yet", "%(num)s households not asked yet", one.households),
    }
