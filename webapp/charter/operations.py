"""A village adds to the law, or goes back to it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from webapp.charter.events import LocalRuleAdopted, LocalRuleWithdrawn
from webapp.charter.models import LocalRule
from webapp.charter.queries import rules_in_force
from webapp.charter.rulebook.values import LONGEST_SOURCE
from webapp.charter.rules import apply_local, plain_value, profile_on, value_text
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Conflict, InvalidInput
from webapp.core.operation import operation
from webapp.core.permissions import Permission


@operation(Permission.LOCAL_RULE_ADOPT)
def adopt_local_rule(ctx: Context, rule_id: str, value: object, source: str, effective_from: date) -> LocalRule:
    """Enter a rule the village has adopted: stricter than the law, or where the law leaves the choice.

    ``value`` is plain data as ``apply_local`` reads it, ``source`` the decision it rests on. ``InvalidInput`` for an
    unknown rule, a wrong value, no source or a day gone by; ``RuleBroken`` with the article when it loosens the law;
    ``Conflict`` when the rule was already changed for that day.
    """
    law = profile_on(effective_from)
    adopted = apply_local(law, {rule_id: value}).rule(rule_id)
    before = rules_in_force(ctx.session, effective_from).rule(rule_id).value
    row = _enter(ctx, rule_id, plain_value(adopted.value), source, effective_from)
    event = LocalRuleAdopted(
        rule_id, value_text(adopted.value), value_text(before), adopted.article, row.source, effective_from
    )
    ctx.record(event, subject=row)
    return row


@operation(Permission.LOCAL_RULE_ADOPT)
def withdraw_local_rule(ctx: Context, rule_id: str, source: str, effective_from: date) -> LocalRule:
    """Go back to the plain law from a day on. ``Conflict`` when the village has no rule of its own there."""
    plain = profile_on(effective_from).rule(rule_id)
    standing = rules_in_force(ctx.session, effective_from).rule(rule_id)
    if not standing.is_local:
        raise Conflict("local_rule.none", rule=rule_id)
    row = _enter(ctx, rule_id, None, source, effective_from)
    event = LocalRuleWithdrawn(
        rule_id, value_text(standing.value), value_text(plain.value), plain.article, row.source, effective_from
    )
    ctx.record(event, subject=row)
    return row


def _enter(ctx: Context, rule_id: str, value: object, source: str, effective_from: date) -> LocalRule:
    source = " ".join(source.split())
    if not 0 < len(source) <= LONGEST_SOURCE:
        raise InvalidInput("rule.source", "source", most=LONGEST_SOURCE)
    if effective_from < china_date(ctx.now):
        raise InvalidInput("rule.retroactive", "effective_from", today=china_date(ctx.now).isoformat())
    same_day = select(LocalRule.id).where(LocalRule.rule_id == rule_id, LocalRule.effective_from == effective_from)
    if ctx.session.scalar(same_day) is not None:
        raise Conflict("local_rule.same_day", rule=rule_id, day=effective_from.isoformat())
    row = LocalRule(rule_id=rule_id, value=value, source=source, effective_from=effective_from)
    ctx.session.add(row)
    ctx.session.flush()
    return row
