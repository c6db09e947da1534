"""Asking for a second look, judging an answer again, answering anew."""

from __future__ import annotations

import uuid

from webapp.board.models import Objection
from webapp.board.rules import blockers_private, reply_due, require_words
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotPermitted, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.supervision.corrections.operations import order_correction
from webapp.supervision.second_looks import events, queries, rules
from webapp.supervision.second_looks.models import SecondLook
from webapp.supervision.second_looks.rules import LookState, LookVerdict
from webapp.supervision.subjects.queries import bonds_to
from webapp.supervision.subjects.rules import Reference, SubjectKind, blockers_bonds


@operation(P.SECOND_LOOK_ASK, on=Objection)
def ask_second_look(ctx: Context, objection: Objection, reasons: str) -> SecondLook:
    """Ask the supervisors to look at the answer to one's own objection again.

    Raises RuleBroken when it is another's, not answered, or comes to them by itself; InvalidInput.
    """
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    row = queries.row_of(ctx.session, objection.id)
    is_objector = _self(ctx) == objection.raised_by_id
    require_none(rules.blockers_ask(row.answered, is_objector))
    reasons = require_words(reasons, "reasons", rules.LONGEST_TEXT)
    require_none(blockers_private([reasons], profile))
    look = SecondLook(
        objection_id=objection.id,
        asked_by_id=_self(ctx),
        asked_at=ctx.now,
        reasons=reasons,
        due_on=rules.look_due(today, profile),
    )
    ctx.session.add(look)
    event = events.SecondLookAsked(row.notice.short_number, objection.number, look.due_on)
    ctx.record(event, matter_id=row.notice.matter_id)
    return look


@operation(P.SECOND_LOOK_DECIDE, on=Objection)
def decide(ctx: Context, objection: Objection, verdict: LookVerdict, text: str) -> SecondLook:
    """Judge the answer to an objection again: it stands, it must be given anew, or the notice is to be corrected.

    Raises RuleBroken when nothing waits, or when the supervisor or a near relative is in the case; InvalidInput.
    """
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    row = queries.row_of(ctx.session, objection.id)
    text = require_words(text, "text", rules.LONGEST_TEXT)
    blockers = rules.blockers_decide(row.answered)
    blockers += blockers_bonds(bonds_to(ctx.session, _self(ctx), row.people), profile)
    require_none([*blockers, *blockers_private([text], profile)])
    look = row.look
    if look is None:
        look = SecondLook(objection_id=objection.id, due_on=row.due_on(profile))
        ctx.session.add(look)
    look.state = rules.OUTCOMES[verdict]
    look.verdict, look.decided_by_id, look.decided_at = text, _self(ctx), ctx.now
    number = ""
    if verdict is LookVerdict.ANSWER_AGAIN:
        look.answer_due = reply_due(today, profile)
    elif verdict is LookVerdict.CORRECT:
        about = str(Reference(SubjectKind.NOTICE, row.notice.year, row.notice.number))
        order = order_correction(ctx, about, row.notice.title, text)
        look.order_id, number = order.id, order.short_number
    event = events.SecondLookDecided(row.notice.short_number, objection.number, verdict.value, number)
    ctx.record(event, subject=objection, matter_id=row.notice.matter_id)
    return look


@operation(P.SECOND_LOOK_ANSWER, on=SecondLook)
def answer_anew(ctx: Context, look: SecondLook, text: str) -> SecondLook:
    """Give the new answer that the supervisors asked for; the first one stays beside it.

    Raises RuleBroken when none is asked for or the objection is one's own, InvalidInput.
    """
    today = china_date(ctx.now)
    row = queries.row_of(ctx.session, look.objection_id)
    text = require_words(text, "text", rules.LONGEST_TEXT)
    blockers = rules.blockers_answer(look.state, _self(ctx) == row.objection.raised_by_id)
    require_none([*blockers, *blockers_private([text], rules_in_force(ctx.session, today))])
    was_late = look.answer_due is not None and today > look.answer_due
    look.state, look.new_answer = LookState.ANSWERED, text
    look.answered_by_id, look.answered_at = _self(ctx), ctx.now
    event = events.AnsweredAnew(row.notice.short_number, row.objection.number, was_late)
    ctx.record(event, subject=row.objection, matter_id=row.notice.matter_id)
    return look


def _self(ctx: Context) -> uuid.UUID:
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.SECOND_LOOK_ASK)
    return ctx.actor.resident_id
