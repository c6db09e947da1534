"""Entering what the collective has, and closing an entry."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from webapp.board.rules import blockers_private, require_words
from webapp.branch.matters.models import Matter
from webapp.charter.queries import rules_in_force
from webapp.committee.finance.registers import rules
from webapp.committee.finance.registers.events import HoldingEnded, HoldingRecorded
from webapp.committee.finance.registers.models import Holding
from webapp.committee.finance.registers.rules import Entered
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import InvalidInput, NotFound, require_none
from webapp.core.numbers import next_number
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P


@operation(P.HOLDING_RECORD)
def record_holding(ctx: Context, entered: Entered, matter_id: uuid.UUID | None = None) -> Holding:
    """Enter a contract, an asset or a resource; everyone can read it. `matter_id`: the decision behind it.

    Raises InvalidInput, RuleBroken for personal numbers, NotFound for a strange matter.
    """
    rules.require_sound(entered)
    title = require_words(entered.title, "title", rules.LONGEST_TITLE)
    today = china_date(ctx.now)
    limits = (
        ("place", entered.place, rules.LONGEST_PLACE),
        ("quantity", entered.quantity, rules.LONGEST_QUANTITY),
        ("partner", entered.partner, rules.LONGEST_PARTNER),
        ("note", entered.note, rules.LONGEST_NOTE),
    )
    for name, text, longest in limits:
        if len(text) > longest:
            raise InvalidInput("board.text_long", name, longest=longest)
    texts = [title, *(text for _, text, _ in limits)]
    require_none(blockers_private(texts, rules_in_force(ctx.session, today)))
    if matter_id is not None and ctx.session.scalar(select(Matter.id).where(Matter.id == matter_id)) is None:
        raise NotFound("Matter", matter_id)
    holding = Holding(
        year=today.year,
        number=next_number(ctx.session, ctx.village_id, f"holding:{today.year}"),
        kind=entered.kind,
        title=title,
        place=entered.place.strip(),
        quantity=entered.quantity.strip(),
        partner=entered.partner.strip(),
        amount_fen=entered.amount_fen,
        since=entered.since,
        until=entered.until,
        matter_id=matter_id,
        note=entered.note.strip(),
        recorded_at=ctx.now,
        recorded_by_id=ctx.actor.resident_id,
    )
    ctx.session.add(holding)
    ctx.session.flush()
    event = HoldingRecorded(holding.short_number, holding.kind.value, holding.amount_fen, holding.since, holding.until)
    ctx.record(event, subject=holding, matter_id=matter_id)
    return holding


@operation(P.HOLDING_RECORD, on=Holding)
def end_holding(ctx: Context, holding: Holding, reason: str) -> Holding:
    """Close an entry with the reason; it stays readable. Raises RuleBroken when closed already, InvalidInput."""
    reason = require_words(reason, "reason", rules.LONGEST_NOTE)
    today = china_date(ctx.now)
    private = blockers_private([reason], rules_in_force(ctx.session, today))
    require_none([*rules.blockers_end(holding.ended_on), *private])
    holding.ended_on, holding.ended_because = today, reason
    ctx.record(HoldingEnded(holding.short_number), matter_id=holding.matter_id)
    return holding
