"""Meetings that were held and closed, and their minutes at any stage."""

from __future__ import annotations

from collections.abc import Iterable

from tests.council.builder import REPS, ROLES, Council
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import meeting_by_number
from webapp.council.minutes import operations, queries
from webapp.council.minutes.models import Minutes
from webapp.council.minutes.operations import HTML, PDF
from webapp.council.minutes.rules import SignerRole
from webapp.council.polls import operations as polls
from webapp.council.polls.rules import Vote

NAME = "M20 100L60 40L100 120L140 60L180 110M220 30L230 150L260 90L300 95"
SIGNERS = {"chair": SignerRole.CHAIR, "clerk": SignerRole.CLERK, "supervisor": SignerRole.SUPERVISOR}


def hold(council: Council, aside: str = "") -> Meeting:
    """A meeting with one vote of seven against one, twelve of fifteen in the hall, closed with its remarks."""
    council.mandate()
    meeting = council.open([council.matter()], ROLES[:12])
    poll = council.poll(meeting)
    if aside:
        polls.declare_recusal(council.ctx("clerk"), poll.id, council.seat(meeting, aside).id, "承包人的弟弟")
    council.vote(poll, REPS[:7])
    council.vote(poll, ["chair"], Vote.AGAINST)
    polls.close_poll(council.ctx("clerk"), poll.id)
    meetings.close_meeting(council.ctx("clerk"), meeting.id, "会议在和气中结束。")
    return as_it_is(council)


def as_it_is(council: Council) -> Meeting:
    """The meeting as it stands now."""
    found = meeting_by_number(council.anyone().session, "2026-1")
    assert found is not None
    return found


def laid_out(council: Council) -> Minutes:
    """Minutes that wait for three names."""
    minutes = operations.lay_out_minutes(council.ctx("clerk"), hold(council).id)
    return _now(council, minutes)


def sign_all(council: Council, minutes: Minutes, roles: Iterable[str] = SIGNERS) -> None:
    """Let these people sign: the clerk with the password, the others by hand."""
    for role in roles:
        drawing = "" if role == "clerk" else NAME
        operations.sign_minutes(council.ctx(role), minutes.id, SIGNERS[role], minutes.sha256, drawing)


def archived(council: Council) -> Minutes:
    """Minutes signed by all three and archived with two files."""
    minutes = laid_out(council)
    sign_all(council, minutes)
    operations.archive_minutes(council.ctx("clerk"), minutes.id, {HTML: b"<p>page</p>", PDF: b"%PDF"})
    return _now(council, minutes)


def _now(council: Council, minutes: Minutes) -> Minutes:
    found = queries.minutes_of(council.anyone().session, minutes.meeting_id)
    assert found is not None
    return found
