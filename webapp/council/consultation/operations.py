"""Noting what a household says before the vote, its signature, and what it says was noted wrongly."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from webapp.branch.matters.models import Matter
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, Conflict, InvalidInput, NotFound, NotPermitted, RuleBroken, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.consultation import queries, rules
from webapp.council.consultation.events import (
    HouseholdConsulted,
    HouseholdSignatureRecorded,
    WordContested,
)
from webapp.council.consultation.models import HouseholdWord, WordCorrection
from webapp.council.consultation.rules import HouseholdSays, Said
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.policy import seat_of
from webapp.village.offices.rules import Office
from webapp.village.register.models import Household


@operation(P.HOUSEHOLD_CONSULT, on=AgendaItem)
def note_household(
    ctx: Context, item: AgendaItem, household_id: uuid.UUID, says: HouseholdSays, note: str = ""
) -> HouseholdWord:
    """Note what one of one's own households says about an item, before the meeting; a later word replaces it.

    Raises RuleBroken for another representative's household or once the meeting began, NotPermitted without a seat.
    """
    return _note(ctx, item, _own_seat(ctx, item), Said(household_id, HouseholdSays(says), note))


@operation(P.HOUSEHOLD_CONSULT, on=AgendaItem)
def note_households(ctx: Context, item: AgendaItem, words: Sequence[Said]) -> int:
    """Note a whole sheet at once, all of it or nothing; words that stand there already are left as they are, with the
    time at which they were noted. Returns how many were noted.

    Raises as `note_household`, and Conflict when nothing on the sheet is new.
    """
    seat, noted = _own_seat(ctx, item), 0
    for said in words:
        word = queries.word_of(ctx.session, item.id, said.household_id)
        if word is None or (word.says, word.note) != (said.says, said.note.strip()):
            _note(ctx, item, seat, said)
            noted += 1
    if not noted:
        raise Conflict("consultation.nothing_new")
    return noted


def _own_seat(ctx: Context, item: AgendaItem) -> Seat:
    seat = seat_of(ctx.session, item.meeting_id, ctx.actor.resident_id)
    if seat is None:
        raise NotPermitted(P.HOUSEHOLD_CONSULT, item)
    return seat


def _household(ctx: Context, household_id: uuid.UUID) -> Household:
    household = ctx.session.get(Household, (ctx.village_id, household_id))
    if household is None:
        raise NotFound("Household", household_id)
    return household


def _note(ctx: Context, item: AgendaItem, seat: Seat, said: Said) -> HouseholdWord:
    note, person = _short(said.note), ctx.actor.resident_id
    household = _household(ctx, said.household_id)
    key = (ctx.village_id, item.meeting_id)
    meeting = ctx.session.get_one(Meeting, key, with_for_update={"read": True}, populate_existing=True)
    profile = rules_in_force(ctx.session, china_date(ctx.now))
    require_none(rules.blockers_consult(seat.constituency_id, household.constituency_id, meeting.state, profile))
    word = queries.word_of(ctx.session, item.id, household.id)
    if word is None:
        word = HouseholdWord(agenda_item_id=item.id, household_id=household.id)
        ctx.session.add(word)
    elif word.says is not said.says:
        word.signed_at = None
    if person is None:
        raise NotPermitted(P.HOUSEHOLD_CONSULT, item)
    word.asked_by_id, word.says, word.note, word.asked_at = person, said.says, note, ctx.now
    for correction in queries.open_corrections(ctx.session, [word.id]).values() if word.id else ():
        correction.settled_at = ctx.now
    event = HouseholdConsulted(item.id, household.id, word.says.value, note)
    ctx.record(event, subject=word, matter_id=item.matter_id)
    return word


@operation(P.HOUSEHOLD_SIGN, on=AgendaItem)
def record_signatures(ctx: Context, item: AgendaItem, marks: Mapping[uuid.UUID, bool]) -> int:
    """Record which households signed about a levy on paper; False takes back what was recorded by mistake.

    A representative records it of the own households, the clerk of all; all marks or none. Returns how many changed.
    Raises RuleBroken for other matters, for a household that said nothing, and once the vote began; Conflict when
    nothing is new.
    """
    changed = [_sign(ctx, item, household_id, signed) for household_id, signed in marks.items()].count(True)
    if not changed:
        raise Conflict("consultation.nothing_new")
    return changed


def _sign(ctx: Context, item: AgendaItem, household_id: uuid.UUID, signed: bool) -> bool:
    household, profile = _household(ctx, household_id), rules_in_force(ctx.session, china_date(ctx.now))
    if Office.CLERK.value not in ctx.actor.offices:
        seat = _own_seat(ctx, item)
        if seat.constituency_id is None or seat.constituency_id != household.constituency_id:
            raise RuleBroken([Blocker("consultation.other_household", profile.article("rep.households.perRep"))])
    matter = ctx.session.get_one(Matter, (ctx.village_id, item.matter_id))
    meeting = ctx.session.get_one(Meeting, (ctx.village_id, item.meeting_id))
    word = queries.word_of(ctx.session, item.id, household.id)
    says, has_poll = word.says if word else None, queries.has_poll(ctx.session, item.id)
    require_none(rules.blockers_sign(matter.kind, says, meeting.state, has_poll, profile))
    if word is None or (word.signed_at is not None) is signed:
        return False
    word.signed_at = ctx.now if signed else None
    event = HouseholdSignatureRecorded(item.id, household.id, signed)
    ctx.record(event, subject=word, matter_id=item.matter_id)
    return True


@operation(P.HOUSEHOLD_CORRECT, on=HouseholdWord)
def contest_word(ctx: Context, word: HouseholdWord, says: HouseholdSays, note: str = "") -> WordCorrection:
    """Say that the own household's word was noted wrongly; it goes to the representative and into the log.

    It can be said after the vote too. Raises RuleBroken for another household's word, or while one is open.
    """
    note, person = _short(note), ctx.actor.resident_id
    own = queries.household_of(ctx.session, person)
    is_open = bool(queries.open_corrections(ctx.session, [word.id]))
    require_none(rules.blockers_correct(own.id if own else None, word.household_id, is_open))
    if person is None:
        raise NotPermitted(P.HOUSEHOLD_CORRECT, word)
    correction = WordCorrection(word_id=word.id, asked_by_id=person, says=says, note=note, asked_at=ctx.now)
    ctx.session.add(correction)
    ctx.session.flush()
    item = ctx.session.get_one(AgendaItem, (ctx.village_id, word.agenda_item_id))
    event = WordContested(item.id, word.household_id, correction.says.value, note)
    ctx.record(event, subject=correction, matter_id=item.matter_id)
    return correction


def _short(note: str) -> str:
    note = note.strip()
    if len(note) > rules.LONGEST_NOTE:
        raise InvalidInput("consultation.note", "note", longest=rules.LONGEST_NOTE)
    return note
