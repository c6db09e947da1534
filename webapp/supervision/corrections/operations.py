"""Ordering a correction, carrying it out, refusing it, taking it further."""

from __future__ import annotations

import uuid
from datetime import date

from webapp.board.models import Notice
from webapp.board.operations import hang_notice
from webapp.board.rules import TYPED_KINDS, NoticeKind, blockers_private, require_words
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotPermitted, require_none
from webapp.core.numbers import next_number
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.supervision.corrections import events, queries, rules
from webapp.supervision.corrections.models import CorrectionAnswer, CorrectionOrder
from webapp.supervision.corrections.rules import OrderSource, OrderState
from webapp.supervision.escalations.models import Escalation
from webapp.supervision.escalations.operations import record_escalation
from webapp.supervision.escalations.queries import addressees_of
from webapp.supervision.escalations.rules import Addressee
from webapp.supervision.subjects.queries import Subject, bonds_to, subject_told
from webapp.supervision.subjects.rules import SubjectKind, blockers_bonds


@operation(P.CORRECTION_ORDER)
def order_correction(ctx: Context, about: str, title: str, demand: str) -> CorrectionOrder:
    """The supervision committee orders that something of the record be corrected, with a day until which.

    Raises RuleBroken when the supervisor or a near relative is concerned, InvalidInput.
    """
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    subject = subject_told(ctx.session, about)
    people = subject.people if subject else {}
    require_none(blockers_bonds(bonds_to(ctx.session, _self(ctx), people), profile))
    row = _order(ctx, OrderSource.SUPERVISION, subject, title, demand)
    row.ordered_on, row.due_on = today, rules.due_date(today, profile)
    ctx.session.add(row)
    ctx.session.flush()
    ctx.record(events.CorrectionOrdered(row.short_number, about, row.due_on), subject=row, matter_id=row.matter_id)
    return row


@operation(P.CORRECTION_RECORD)
def record_order(
    ctx: Context,
    source: OrderSource,
    paper: str,
    about: str,
    title: str,
    demand: str,
    ordered_on: date,
    due_on: date,
) -> CorrectionOrder:
    """Record an order of the township or the county as its paper says. Raises RuleBroken for impossible days,
    InvalidInput."""
    today = china_date(ctx.now)
    require_none(rules.blockers_record(source, ordered_on, due_on, today))
    row = _order(ctx, source, subject_told(ctx.session, about), title, demand)
    row.paper = require_words(paper, "paper", rules.LONGEST_TITLE)
    row.ordered_on, row.due_on = ordered_on, due_on
    ctx.session.add(row)
    ctx.session.flush()
    event = events.OutsideOrderRecorded(row.short_number, source.value, row.paper, about, due_on)
    ctx.record(event, subject=row, matter_id=row.matter_id)
    return row


@operation(P.CORRECTION_CARRY_OUT, on=CorrectionOrder)
def carry_out(ctx: Context, order: CorrectionOrder, text: str) -> CorrectionAnswer:
    """Say what was done. Where a notice is corrected, a new notice hangs that names the old one; the old one stays.

    Raises RuleBroken when it was carried out already or the text holds personal numbers, InvalidInput.
    """
    require_none(rules.blockers_carry_out(order.state))
    today = china_date(ctx.now)
    text = require_words(text, "text", rules.LONGEST_TEXT)
    require_none(blockers_private([text], rules_in_force(ctx.session, today)))
    was_late = today > order.due_on
    notice = _correcting_notice(ctx, order, text)
    answer = _answer(ctx, order, text, done=True, notice=notice)
    order.state = OrderState.DONE
    hung = notice.short_number if notice else ""
    ctx.record(events.CorrectionDone(order.short_number, hung, was_late), subject=order, matter_id=order.matter_id)
    return answer


@operation(P.CORRECTION_REFUSE, on=CorrectionOrder)
def refuse(ctx: Context, order: CorrectionOrder, text: str) -> CorrectionAnswer:
    """Refuse an order of the supervisors with reasons. Raises RuleBroken for one of the government, InvalidInput."""
    require_none(rules.blockers_refuse(queries.standing_of(order)))
    text = require_words(text, "text", rules.LONGEST_TEXT)
    require_none(blockers_private([text], rules_in_force(ctx.session, china_date(ctx.now))))
    answer = _answer(ctx, order, text, done=False)
    order.state = OrderState.REFUSED
    ctx.record(events.CorrectionRefused(order.short_number), matter_id=order.matter_id)
    return answer


@operation(P.CORRECTION_ESCALATE, on=CorrectionOrder)
def escalate_order(
    ctx: Context, order: CorrectionOrder, addressee: Addressee, supervision_organ: bool, reasons: str
) -> Escalation:
    """Put an order that was refused or not followed before the township or the county, with its record.

    Raises RuleBroken while its days run or when the supervisor is related, InvalidInput.
    """
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    reasons = require_words(reasons, "reasons", rules.LONGEST_TEXT)
    earlier = addressees_of(ctx.session, order.id)
    blockers = rules.blockers_escalate(queries.standing_of(order), today, addressee, earlier, profile)
    bonds = bonds_to(ctx.session, _self(ctx), queries.people_of(ctx.session, order))
    require_none([*blockers, *blockers_bonds(bonds, profile), *blockers_private([reasons], profile)])
    record = queries.record_of(ctx.session, order)
    about = ("correction_order", order.id)
    row = record_escalation(ctx, about, order.title, addressee, supervision_organ, reasons, record)
    order.state = OrderState.ESCALATED
    event = events.OrderEscalated(order.short_number, row.short_number, addressee.value, supervision_organ, row.sha256)
    ctx.record(event, subject=order, matter_id=order.matter_id)
    return row


def _order(ctx: Context, source: OrderSource, subject: Subject | None, title: str, demand: str) -> CorrectionOrder:
    """The row without its days; what is written may hold no personal numbers."""
    today = china_date(ctx.now)
    title = require_words(title, "title", rules.LONGEST_TITLE)
    demand = require_words(demand, "demand", rules.LONGEST_TEXT)
    require_none(blockers_private([title, demand], rules_in_force(ctx.session, today)))
    return CorrectionOrder(
        year=today.year,
        number=next_number(ctx.session, ctx.village_id, f"correction:{today.year}"),
        source=source,
        about_table=subject.kind.value if subject else "",
        about_id=subject.id if subject else None,
        matter_id=subject.matter_id if subject else None,
        title=title,
        demand=demand,
        ordered_at=ctx.now,
        ordered_by_id=_self(ctx),
    )


def _correcting_notice(ctx: Context, order: CorrectionOrder, text: str) -> Notice | None:
    subject = queries.subject_of(ctx.session, order)
    if subject is None or subject.kind is not SubjectKind.NOTICE:
        return None
    old = ctx.session.get_one(Notice, (ctx.village_id, subject.id))
    kind = old.kind if old.kind in TYPED_KINDS else NoticeKind.AFFAIRS
    title = f"更正（{old.short_number}）：{old.title}"[: rules.LONGEST_TITLE]
    return hang_notice(ctx, kind, title, text, ("correction_order", order.id), order.matter_id)


def _answer(
    ctx: Context, order: CorrectionOrder, text: str, *, done: bool, notice: Notice | None = None
) -> CorrectionAnswer:
    row = CorrectionAnswer(
        order_id=order.id,
        number=queries.last_answer(ctx.session, order.id) + 1,
        done=done,
        text=text,
        notice_id=notice.id if notice else None,
        answered_at=ctx.now,
        answered_by_id=_self(ctx),
    )
    ctx.session.add(row)
    return row


def _self(ctx: Context) -> uuid.UUID:
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.CORRECTION_ORDER)
    return ctx.actor.resident_id
