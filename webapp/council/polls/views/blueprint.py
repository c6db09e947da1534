"""The pages of polls, and what all of them share: finding a poll, one's place at it, trying an act."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from webapp.core.context import Context
from webapp.core.errors import Blocker, InvalidInput, NotFound, NotPermitted, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.council.meetings import queries as meetings
from webapp.council.meetings.models import AgendaItem, Meeting
from webapp.council.policy import AtThePoll, at_the_poll
from webapp.council.polls import labels, pictures, queries
from webapp.council.polls.models import Poll
from webapp.kit.explain import explain
from webapp.kit.language import in_readers_language

bp = Blueprint("polls", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(labels.vote_label, "vote_word")
bp.add_app_template_filter(labels.outcome_label, "poll_word")
bp.add_app_template_filter(labels.outcome_look, "poll_look")
bp.add_app_template_filter(labels.count_label, "poll_count")
bp.add_app_template_filter(labels.channel_label, "channel_word")
bp.add_app_template_filter(labels.channel_counts, "channel_counts")
bp.add_app_template_filter(labels.choice_label, "choice_word")
bp.add_app_template_filter(labels.graded, "graded")
bp.add_app_template_filter(in_readers_language(labels.grade_label), "grade_word")
bp.add_app_template_filter(labels.grade_look, "grade_look")
bp.add_app_template_filter(labels.because_label, "aside_because")
bp.add_app_template_filter(pictures.poll_meters, "poll_meters")
bp.add_app_template_filter(pictures.option_meters, "option_meters")
bp.add_app_template_filter(pictures.poll_reasons, "poll_reasons")
bp.add_app_template_filter(pictures.vote_people, "vote_people")

Answer = str | Response | tuple[str, int]


def the_poll(ctx: Context, number: str, poll_number: int) -> tuple[Poll, Meeting]:
    """The poll of this address with its meeting; 404 when there is none."""
    found = queries.poll_by_number(ctx.session, number, poll_number)
    if found is None:
        raise NotFound("Poll", f"{number}/{poll_number}")
    return found


def the_item(ctx: Context, number: str, position: int) -> tuple[AgendaItem, Meeting]:
    """The agenda item of this address with its meeting; 404 when there is none."""
    meeting = meetings.meeting_by_number(ctx.session, number)
    item = meetings.agenda_item_at(ctx.session, meeting.id, position) if meeting else None
    if meeting is None or item is None:
        raise NotFound("AgendaItem", f"{number}/{position}")
    return item, meeting


def my_place(ctx: Context, poll: Poll, principal: uuid.UUID | None = None) -> AtThePoll:
    """The reader's seat at a poll, or the one whose written mandate the reader holds; refused to who is not due."""
    mine = at_the_poll(ctx, poll, principal)
    if mine is None:
        raise NotPermitted(P.BALLOT_CAST, poll)
    return mine


def reasons_against(act: Callable[[], Any]) -> list[dict[str, str]]:
    """Try an act; the reasons why not, or none when it is done."""
    try:
        act()
    except RuleBroken as broken:
        return explain(broken.blockers)
    except InvalidInput as error:
        return explain([Blocker(error.code, "", error.params)])
    return []
