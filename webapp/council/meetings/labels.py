"""Words of meetings: states, reasons, and what the log says."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.council.meetings.rules import CheckIn, MeetingState, SeatKind

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
    SeatKind.VILLAGER: _("Villager"),
    SeatKind.HOUSEHOLD: _("Household"),
    SeatKind.PARTY_MEMBER: _("Party member"),
    SeatKind.COLLECTIVE_MEMBER: _("Member of the collective"),
}

BLOCKERS: dict[str, Any] = {
    "meeting.other_body": _("This body does not meet here yet. Bring the matter to one that the list of bodies names."),
    "meeting.by_persons": _("Only the villagers' assembly and a villagers' group can count households. Count persons."),
    "meeting.past": _("This time is past. Choose a later one."),
    "meeting.no_matters": _("Choose at least one matter: people are called together for something."),
    "meeting.nobody_due": _(
        "Nobody is due on that day: nobody holds the office, or nobody of age stands in the register. Put that in "
        "order first."
    ),
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
    "attendance.departed": _(
        "%(name)s was taken out of the register. Nobody can come in for this person; the seat stays among those due."
    ),
    "attendance.office_ended": _(
        "The office by which %(name)s was due has ended, and with it the vote. The seat stays among those due."
    ),
    "attendance.not_in": _("%(name)s is not in the hall."),
    "attendance.wrong_code": _("This code is too old: it changes every few minutes. Scan the one in the hall again."),
    "attendance.delegate_needed": _(
        "The household of %(name)s has sent nobody yet. Choose who of the household is here, then check in."
    ),
    "attendance.own_seat": _("This seat belongs to one person. Only a household sends a delegate."),
    "attendance.other_household": _("%(name)s lives in another household. A household sends one of its own members."),
    "attendance.delegate_no_say": _(
        "%(name)s cannot speak for the household: that takes %(age)s years of age and being registered in this "
        "village. Choose another member."
    ),
    "attendance.delegate_voted": _(
        "This household has voted already, so its delegate stays until the meeting is over."
    ),
    "attendance.delegate_present": _(
        "The household's delegate is in the hall. Note that the delegate leaves before %(name)s comes in instead."
    ),
    "attendance.other_delegate": _(
        "Another member of your household is named as its delegate. To come instead, tell the clerk."
    ),
    "attendance.represented": _(
        "%(proxy)s holds a written mandate for the seat of %(name)s. Take it back first; then %(name)s checks in."
    ),
    "attendance.acknowledged": _("You have said already that you read the notice. There is nothing more to do."),
    "attendance.in_person": _("The law asks for people in the hall of this meeting. Come to the place of the meeting."),
    "attendance.remote_off": _(
        "Taking part from afar is off in this village. The villagers' assembly can decide to allow it; the rule is "
        "then entered among the village's own rules with that decision. Until then, come to the place of the meeting."
    ),
}

EVENTS: dict[str, Any] = {
    "meeting_convened": _("Meeting %(number)s was convened, %(due)s people are due: %(title)s"),
    "seats_frozen": _("The list of those due was fixed, from no. %(first)s on"),
    "agenda_item_added": _("“%(title)s” was put on the agenda as item %(position)s"),
    "meeting_opened": _("Meeting %(number)s was opened, %(present)s of %(due)s present"),
    "person_checked_in": _("A person came into the hall"),
    "person_left": _("A person left the hall"),
    "delegate_named": _("A household named whom it sends"),
    "notice_acknowledged": _("A person said: I have read the notice"),
    "minutes_written": _("The minutes of meeting %(number)s were put down"),
    "meeting_closed": _("Meeting %(number)s was closed with its minutes"),
}


def state_label(state: MeetingState) -> str:
    """A meeting's state in words."""
    return str(STATES[state])


def kind_label(kind: SeatKind) -> str:
    """Why a person has a seat, in words."""
    return str(KINDS[kind])


IN_WORDS: dict[CheckIn, Any] = {
    CheckIn.OWN_CODE: _("own code"),
    CheckIn.LIST: _("clerk's list"),
    CheckIn.TABLET: _("tablet in the hall"),
    CheckIn.REMOTE: _("from afar"),
    CheckIn.PROXY: _("by written mandate"),
}


def check_in_label(how: CheckIn) -> str:
    """How a person came in, in words."""
    return str(IN_WORDS[how])
