"""The speakers' list: asking, withdrawing, beginning and ending a turn, what was said in short."""

from __future__ import annotations

import hashlib
import uuid

from webapp.charter.queries import rules_in_force
from webapp.charter.rules import Profile
from webapp.core.context import Context
from webapp.core.errors import Blocker, InvalidInput, NotFound, NotPermitted, RuleBroken, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.agenda.queries import is_voting
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.meetings.queries import held_on
from webapp.council.meetings.rules import MeetingState
from webapp.council.policy import seat_of
from webapp.council.speeches import queries, rules
from webapp.council.speeches.events import (
    SpeakerListed,
    SpeakerWithdrew,
    SpeechSummarised,
    TurnBegan,
    TurnEnded,
)
from webapp.council.speeches.models import Speech


@operation(P.SPEECH_ASK, on=AgendaItem)
def ask_to_speak(ctx: Context, item: AgendaItem) -> Speech:
    """Put oneself on the speakers' list of an item. Raises RuleBroken, NotPermitted without a seat."""
    seat = seat_of(ctx.session, item.meeting_id, ctx.actor.resident_id)
    if seat is None:
        raise NotPermitted(P.SPEECH_ASK, item)
    return _list(ctx, item, seat)


@operation(P.DEBATE_LEAD, on=AgendaItem)
def list_speaker(ctx: Context, item: AgendaItem, seat_id: uuid.UUID) -> Speech:
    """Put a person who raised a hand on the speakers' list. Raises RuleBroken."""
    seat = ctx.session.get(Seat, (ctx.village_id, seat_id), populate_existing=True)
    if seat is None or seat.meeting_id != item.meeting_id:
        raise NotFound("Seat", seat_id)
    return _list(ctx, item, seat)


@operation(P.SPEECH_WITHDRAW, on=Speech)
def withdraw_from_list(ctx: Context, speech: Speech) -> Speech:
    """Leave the speakers' list before one's turn; the turn is not used up. Raises RuleBroken, also once all is over."""
    if speech.began_at is not None or speech.withdrawn_at is not None:
        raise RuleBroken([Blocker("speech.not_waiting")])
    item = ctx.session.get_one(AgendaItem, (ctx.village_id, speech.agenda_item_id))
    if _meeting_of(ctx, item).state is MeetingState.CLOSED:
        raise RuleBroken([Blocker("meeting.is_closed")])
    speech.withdrawn_at = ctx.now
    ctx.record(SpeakerWithdrew(speech.agenda_item_id, speech.seat_id))
    return speech


@operation(P.DEBATE_LEAD, on=Speech)
def begin_turn(ctx: Context, speech: Speech) -> Speech:
    """Give a person on the list the floor; the clock runs from now. Raises RuleBroken."""
    item = ctx.session.get_one(AgendaItem, (ctx.village_id, speech.agenda_item_id), with_for_update=True)
    meeting, seat = _meeting_of(ctx, item), ctx.session.get_one(Seat, (ctx.village_id, speech.seat_id))
    require_none(
        rules.blockers_begin(
            meeting.state is MeetingState.OPEN and item.began_at is not None and item.ended_at is None,
            is_voting(ctx.session, item.id),
            seat.is_present,
            queries.speaking_in(ctx.session, meeting.id) is not None,
            speech.began_at is None and speech.withdrawn_at is None,
        )
    )
    speech.began_at = ctx.now
    seconds = _profile(ctx, meeting).number(rules.SECONDS)
    ctx.record(TurnBegan(item.id, seat.id, speech.turn, seconds), matter_id=item.matter_id)
    return speech


@operation(P.DEBATE_LEAD, on=Speech)
def end_turn(ctx: Context, speech: Speech) -> Speech:
    """Note that a person is through with speaking. Raises RuleBroken."""
    if speech.began_at is None or speech.ended_at is not None:
        raise RuleBroken([Blocker("speech.not_speaking")])
    speech.ended_at = ctx.now
    ctx.record(TurnEnded(speech.agenda_item_id, speech.seat_id, speech.turn), subject=speech)
    return speech


@operation(P.SPEECH_SUMMARISE, on=Speech)
def summarise_speech(ctx: Context, speech: Speech, summary: str) -> Speech:
    """Write down in short what a person said, for the minutes. Raises RuleBroken, InvalidInput for too many words."""
    item = ctx.session.get_one(AgendaItem, (ctx.village_id, speech.agenda_item_id))
    if _meeting_of(ctx, item).state is MeetingState.CLOSED:
        raise RuleBroken([Blocker("meeting.is_closed")])
    if speech.began_at is None:
        raise RuleBroken([Blocker("speech.not_spoken_yet")])
    words = summary.strip()
    if len(words) > rules.LONGEST_SUMMARY:
        raise InvalidInput("speech.summary", "summary", longest=rules.LONGEST_SUMMARY)
    speech.summary = words
    digest = hashlib.sha256(words.encode()).hexdigest()
    ctx.record(SpeechSummarised(item.id, speech.seat_id, speech.turn, digest), matter_id=item.matter_id)
    return speech


def _list(ctx: Context, item: AgendaItem, seat: Seat) -> Speech:
    meeting = _meeting_of(ctx, item)
    own = queries.turns_of_seat(ctx.session, item.id, seat.id)
    waiting = [one for one in own if one.ended_at is None and one.withdrawn_at is None]
    spoken = sum(one.began_at is not None for one in own)
    floor = rules.Floor(
        meeting.state,
        item.ended_at is not None,
        is_voting(ctx.session, item.id),
        seat.is_present,
        bool(waiting),
        spoken,
    )
    require_none(rules.blockers_ask(floor, _profile(ctx, meeting)))
    speech = next((one for one in own if one.withdrawn_at is not None), None)
    if speech is None:
        speech = Speech(agenda_item_id=item.id, seat_id=seat.id, turn=spoken + 1, asked_at=ctx.now)
        ctx.session.add(speech)
    speech.asked_at, speech.withdrawn_at = ctx.now, None
    ctx.session.flush()
    ctx.record(SpeakerListed(item.id, seat.id, speech.turn), subject=speech, matter_id=item.matter_id)
    return speech


def _meeting_of(ctx: Context, item: AgendaItem) -> Meeting:
    key = (ctx.village_id, item.meeting_id)
    return ctx.session.get_one(Meeting, key, with_for_update={"read": True}, populate_existing=True)


def _profile(ctx: Context, meeting: Meeting) -> Profile:
    return rules_in_force(ctx.session, held_on(meeting))
