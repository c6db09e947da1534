"""Resolutions: what was decided."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from webapp.api import kinds
from webapp.api.kinds import Document, Shown
from webapp.api.queries.pages import page_of_rows, shown
from webapp.api.resources.group import village
from webapp.board.queries import notice_about
from webapp.branch.matters.models import Matter
from webapp.core.errors import NotFound
from webapp.core.pages import Page
from webapp.council.meetings.models import Meeting
from webapp.council.polls.models import Poll
from webapp.council.resolutions.models import Resolution
from webapp.kit.addresses import Numbered
from webapp.kit.request import current_ctx


class ResolutionLine(Document):
    """A resolution in a list."""

    number = kinds.short_number("What people call it.", attribute="short_number")
    title = kinds.text("Its title.")
    adopted_on = kinds.day("The day it was adopted.")
    matter = kinds.short_number("The matter it decides.", allow_none=True)
    meeting = kinds.short_number("The meeting that adopted it.")
    poll = kinds.count("The number of the poll in that meeting.")
    votes_for = kinds.count("Votes for.", allow_none=True)
    votes_against = kinds.count("Votes against.", allow_none=True)
    votes_abstain = kinds.count("Abstentions.", allow_none=True)


class ResolutionDocument(ResolutionLine):
    """A resolution with its text."""

    text = kinds.text("Its text, in Markdown.")
    notice = kinds.short_number("The notice with which it hung on the board.", allow_none=True)


@village.many("/resolutions", ResolutionLine, "resolutions")
def list_resolutions(asked: dict[str, Any]) -> Page:
    """Every resolution, the newest first."""
    return shown(page_of_rows(current_ctx().session, _resolutions(), asked), _line)


@village.one("/resolutions/<short_number:number>", ResolutionDocument, "resolutions")
def get_resolution(number: Numbered) -> Shown:
    """One resolution."""
    session = current_ctx().session
    query = _resolutions().where(Resolution.year == number.year, Resolution.number == number.number)
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound("Resolution", str(number))
    notice = notice_about(session, "resolution", row[0].id)
    return _line(row, notice=notice.short_number if notice else None)


def _resolutions() -> Select[Resolution, Matter, Poll, Meeting]:
    return (
        select(Resolution, Matter, Poll, Meeting)
        .join(Matter, (Matter.village_id == Resolution.village_id) & (Matter.id == Resolution.matter_id))
        .join(Poll, (Poll.village_id == Resolution.village_id) & (Poll.id == Resolution.poll_id))
        .join(Meeting, (Meeting.village_id == Poll.village_id) & (Meeting.id == Poll.meeting_id))
        .order_by(Resolution.year.desc(), Resolution.number.desc())
    )


def _line(row: Any, **more: Any) -> Shown:
    resolution, matter, poll, meeting = row
    return Shown(
        resolution,
        matter=matter.short_number if matter.put_forward_on else None,
        meeting=meeting.short_number,
        poll=poll.number,
        votes_for=poll.votes_for,
        votes_against=poll.votes_against,
        votes_abstain=poll.votes_abstain,
        **more,
    )
