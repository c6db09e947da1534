"""Words of meetings: states, reasons, and what the log says."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.council.meetings.rules import MeetingState, SeatKind

STATES: dict[MeetingState, Any] = {
    MeetingState.CONVENED: _("Convened"),
    MeetingState.OPEN: _("Going on now"),
    MeetingState.CLOSED: _("Closed"),
}

STATE_LOOKS: dict[MeetingState, str] = {
    MeetingState.CONVENED: "wait",
    MeetingState.OPEN: "ok",
    MeetingState.CLOSED: "plain",
}

KINDS: dict[SeatKind, Any] = {
    SeatKind.REPRESENTATIVE: _("Representative"),
    SeatKind.COMMITTEE: _("Member of the villagers' committee"),
}

BLOCKERS: dict[str, Any] = {
    "meeting.other_body": _("Only the representatives' assembly is convened here; all villagers meet in person."),
    "meeting.past": _("This time is past. Choose a later one."),
    "meeting.no_matters": _("Choose at least one matter: people are called together for something."),
    "meeting.nobody_due": _("Nobody is in office on that day. Record who was elected first."),
    "meeting.already_on_agenda": _("“%(title)s” already waits on the agenda of meeting %(meeting)s. Close that first."),
    "meeting.words": _("Write between 1 and %(longest)s signs."),
    "meeting.minutes": _("Write the minutes: at least a line, at most %(longest)s signs."),
    "meeting.is_convened": _("The meeting is not open yet. Open it first."),
    "meeting.is_open": _("The meeting is open already."),
    "meeting.is_closed": _("This meeting is over. Nothing about it changes any more."),
    "meeting.other_day": _("This meeting was convened for %(day)s. Convene it again with notice for another day."),
    "meeting.poll_open": _("Vote no. %(number)s is still open. Close it first."),
    "attendance.too_early": _("The door opens %(hours)s hours before the meeting. Come back then."),
    "attendance.already_in": _("%(name)s is checked in already."),
    "attendance.not_in": _("%(name)s is not in the hall."),
    "attendance.wrong_code": _("This code is too old: it changes every few minutes. Scan the one in the hall again."),
}

EVENTS: dict[str, Any] = {
    "meeting_convened": _("Meeting %(number)s was convened, %(due)s people are due: %(title)s"),
    "seats_frozen": _("The list of those due was fixed, from no. %(first)s on"),
    "agenda_item_added": _("“%(title)s” was put on the agenda as item %(position)s"),
    "meeting_opened": _("Meeting %(number)s was opened, %(present)s of %(due)s present"),
    "person_checked_in": _("A person came into the hall"),
    "person_left": _("A person left the hall"),
    "minutes_written": _("The minutes of meeting %(number)s were put down"),
    "meeting_closed": _("Meeting %(number)s was closed with its minutes"),
}


def state_label(state: MeetingState) -> str:
    """A meeting's state in words."""
    return str(STATES[state])


def kind_label(kind: SeatKind) -> str:
    """Why a person has a seat, in words."""
    return str(KINDS[kind])
