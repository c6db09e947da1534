"""Answering a question, judging the answer, taking it further."""

from __future__ import annotations

import uuid

from webapp.board.rules import blockers_private, require_words
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, NotFound, NotPermitted, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.supervision.escalations.models import Escalation
from webapp.supervision.escalations.operations import record_escalation
from webapp.supervision.escalations.queries import addressees_of
from webapp.supervision.escalations.rules import Addressee
from webapp.supervision.interpellations import events, queries, rules
from webapp.supervision.interpellations.models import Interpellation, InterpellationReply
from webapp.supervision.interpellations.record import record_of
from webapp.supervision.interpellations.rules import AskSource, QuestionState
from webapp.supervision.subjects.queries import bonds_to
from webapp.supervision.subjects.rules import blockers_bonds


@operation(P.INTERPELLATION_REPLY, on=Interpellation)
def reply(ctx: Context, question: Interpellation, text: str) -> InterpellationReply:
    """Answer a question for everyone to read. Raises RuleBroken when nothing waits or one asked it, InvalidInput."""
    person, today = _self(ctx), china_date(ctx.now)
    text = require_words(text, "text", rules.LONGEST_TEXT)
    standing = queries.standing_of(ctx.session, question)
    is_asker = person == question.asked_by_id or bool(queries.names_of(ctx.session, question.id, [person]))
    profile = rules_in_force(ctx.session, today)
    require_none([*rules.blockers_reply(standing, is_asker), *blockers_private([text], profile)])
    row = InterpellationReply(
        interpellation_id=question.id,
        number=queries.last_reply(ctx.session, question.id) + 1,
        text=text,
        replied_by_id=person,
        replied_at=ctx.now,
    )
    ctx.session.add(row)
    was_late = row.number == 1 and question.due_on is not None and today > question.due_on
    if question.state is not QuestionState.ESCALATED:
        question.state = QuestionState.REPLIED
    event = events.QuestionReplied(question.short_number, row.number, was_late)
    ctx.record(event, matter_id=question.matter_id)
    return row


@operation(P.INTERPELLATION_JUDGE, on=Interpellation)
def judge(ctx: Context, question: Interpellation, satisfied: bool, reasons: str = "") -> Interpellation:
    """Say for those who asked whether the answer satisfies them; reasons are needed when it does not.

    Raises RuleBroken when nothing waits for it, or the supervisor is related to who is asked; InvalidInput.
    """
    answer = queries.unjudged_reply(ctx.session, question.id)
    require_none(rules.blockers_judge(queries.standing_of(ctx.session, question)) + _related(ctx, question))
    if answer is None:
        raise NotFound("InterpellationReply", question.short_number)
    reasons = reasons.strip() if satisfied else require_words(reasons, "reasons", rules.LONGEST_TEXT)
    require_none(blockers_private([reasons], rules_in_force(ctx.session, china_date(ctx.now))))
    answer.satisfied, answer.judgement = satisfied, reasons
    answer.judged_by_id, answer.judged_at = _self(ctx), ctx.now
    if satisfied:
        question.state = QuestionState.SATISFIED
    elif question.state is not QuestionState.ESCALATED:
        question.state = QuestionState.UNSATISFIED
    ctx.record(_judged(question, satisfied)(question.short_number, answer.number), matter_id=question.matter_id)
    return question


@operation(P.INTERPELLATION_ESCALATE, on=Interpellation)
def escalate(
    ctx: Context, question: Interpellation, addressee: Addressee, supervision_organ: bool, reasons: str
) -> Escalation:
    """Put a question before the township or the county with its whole record: no answer came, or it did not satisfy.

    Raises RuleBroken while the days run or an answer waits to be judged, or when related; InvalidInput.
    """
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    reasons = require_words(reasons, "reasons", rules.LONGEST_TEXT)
    earlier = addressees_of(ctx.session, question.id)
    standing = queries.standing_of(ctx.session, question)
    blockers = rules.blockers_escalate(standing, today, addressee, earlier, profile)
    require_none([*blockers, *_related(ctx, question), *blockers_private([reasons], profile)])
    record = record_of(ctx.session, question)
    row = record_escalation(
        ctx, ("interpellation", question.id), question.title, addressee, supervision_organ, reasons, record
    )
    question.state = QuestionState.ESCALATED
    is_office = question.source is AskSource.SUPERVISION
    escalated = events.QuestionEscalated if is_office else events.JointQuestionEscalated
    event = escalated(question.short_number, row.short_number, addressee.value, supervision_organ, row.sha256)
    ctx.record(event, subject=question, matter_id=question.matter_id)
    return row


def _judged(question: Interpellation, satisfied: bool) -> type[events.ReplyAccepted | events.ReplyRejected]:
    """What the log says: the supervision committee's word bears a name, that of villagers who asked jointly none."""
    if question.source is AskSource.SUPERVISION:
        return events.ReplyAccepted if satisfied else events.ReplyRejected
    return events.JointReplyAccepted if satisfied else events.JointReplyRejected


def _related(ctx: Context, question: Interpellation) -> list[Blocker]:
    """A supervisor who is asked, concerned or a near relative leaves it to another; joint questions are a right."""
    if question.source is not AskSource.SUPERVISION and question.asked_by_id == ctx.actor.resident_id:
        return []
    people = queries.people_of(ctx.session, question, china_date(ctx.now))
    profile = rules_in_force(ctx.session, china_date(ctx.now))
    return blockers_bonds(bonds_to(ctx.session, _self(ctx), people), profile)


def _self(ctx: Context) -> uuid.UUID:
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.INTERPELLATION_ASK)
    return ctx.actor.resident_id
