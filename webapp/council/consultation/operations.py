"""Noting what a household says before the vote."""

from __future__ import annotations

import uuid

from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import InvalidInput, NotFound, NotPermitted, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.consultation import queries, rules
from webapp.council.consultation.events import HouseholdConsulted
from webapp.council.consultation.models import HouseholdWord
from webapp.council.consultation.rules import HouseholdSays
from webapp.council.meetings.models import AgendaItem, Meeting
from webapp.council.policy import seat_of
from webapp.village.register.models import Household


@operation(P.HOUSEHOLD_CONSULT, on=AgendaItem)
def note_household(
    ctx: Context, item: AgendaItem, household_id: uuid.UUID, says: HouseholdSays, note: str = ""
) -> HouseholdWord:
    """Note what one of one's own households says about an item, before it is put to the vote; a later word replaces it.

    Raises RuleBroken for another representative's household or once the vote began, NotPermitted without a seat.
    """
    note = note.strip()
    if len(note) > rules.LONGEST_NOTE:
        raise InvalidInput("consultation.note", "note", longest=rules.LONGEST_NOTE)
    seat = seat_of(ctx.session, item.meeting_id, ctx.actor.resident_id)
    if seat is None or ctx.actor.resident_id is None:
        raise NotPermitted(P.HOUSEHOLD_CONSULT, item)
    household = ctx.session.get(Household, (ctx.village_id, household_id))
    if household is None:
        raise NotFound("Household", household_id)
    meeting = ctx.session.get_one(Meeting, (ctx.village_id, item.meeting_id))
    profile = rules_in_force(ctx.session, china_date(ctx.now))
    has_poll = queries.has_poll(ctx.session, item.id)
    require_none(
        rules.blockers_consult(seat.constituency_id, household.constituency_id, meeting.state, has_poll, profile)
    )
    word = queries.word_of(ctx.session, item.id, household.id)
    if word is None:
        word = HouseholdWord(agenda_item_id=item.id, household_id=household.id)
        ctx.session.add(word)
    word.asked_by_id, word.says, word.note, word.asked_at = ctx.actor.resident_id, HouseholdSays(says), note, ctx.now
    event = HouseholdConsulted(item.id, household.id, word.says.value, note)
    ctx.record(event, subject=word, matter_id=item.matter_id)
    return word
